using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class WaiveNoticeTests : IAsyncLifetime
{
    private RequestConsole _console = null!;

    public async Task InitializeAsync() => _console = await RequestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Waive_WhatCouldNotBeDelivered_KeepsTheRequestOpenUntilThen()
    {
        _console.Console.Mail.Refuses(MailFault.MailForGood, "550 no such user");
        var request = await _console.ExecutedAsync();
        _ = await _console.DeliverAsync();
        Assert.Equal(1, (await _console.FollowUpAsync()).Failed);
        var failed = Assert.Single(await _console.OpenAsync(request), n => n.State == RequestNoticeState.Failed);

        Assert.True((await _console.WaiveNoticeAsync(failed.Id, _console.Paths.Carla, " Sam sat at the desk. ")).IsAccepted);

        Assert.DoesNotContain(await _console.OpenAsync(request), n => n.Id == failed.Id);
        var row = (await _console.NoticesAsync(request)).Single(n => n.Id == failed.Id);
        Assert.Equal((RequestNoticeState.Waived, RequestConsole.Id(_console.Paths.Carla), "Sam sat at the desk."), (row.State, row.WaivedBy, row.WaiveReason));
        Assert.Contains(await _console.Console.RowsAsync<StoredEntry>(), e => e.Type == RequestEvents.NoticeWaived.Type);
    }

    [Fact]
    public async Task Waive_ByAnybodyElse_IsRefusedAsNotAllowed()
    {
        var notice = await SomeAsync();

        foreach (var other in new[] { _console.Rolf, _console.Anna, _console.Paths.Gesa, _console.Paths.Svea })
            (await _console.WaiveNoticeAsync(notice, other)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Waive_WithoutAReason_IsRefused() => Assert.Equal("Reason", Assert.Single((await _console.WaiveNoticeAsync(await SomeAsync(), _console.Paths.Carla, " ")).Refusals).Field);

    [Fact]
    public async Task Waive_WhatWasConfirmed_IsRefused()
    {
        var notice = await SomeAsync();
        Assert.True((await _console.ConfirmNoticeAsync(notice, _console.Bert)).IsAccepted);

        (await _console.WaiveNoticeAsync(notice, _console.Paths.Carla)).Refusals.RefusedAs<NoticeIsSettled>();
    }

    [Fact]
    public async Task Waive_WhatIsAboutOneself_IsRefused()
    {
        var request = await _console.ExecutedAsync(_console.Reset() with { Subject = RequestConsole.Id(_console.Paths.Carla), Requester = RequestConsole.Id(_console.Paths.Carla) });

        (await _console.WaiveNoticeAsync((await _console.OpenAsync(request))[0].Id, _console.Paths.Carla)).Refusals.RefusedAs<NoticeIsAboutOneself>();
    }

    [Fact]
    public async Task Waive_WhatIsNotThere_IsRefusedInTheWordsOfWhatIsNotOnes() =>
        (await _console.WaiveNoticeAsync(new RequestNoticeId(Guid.CreateVersion7()), _console.Paths.Carla)).Refusals.RefusedAs<NotAllowed>();

    private async Task<RequestNoticeId> SomeAsync() => await _console.ByHandAsync(await _console.ExecutedAsync(), "the identity provider");
}
