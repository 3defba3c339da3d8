using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ConfirmNoticeTests : IAsyncLifetime
{
    private RequestConsole _console = null!;
    private RequestId _request;

    public async Task InitializeAsync()
    {
        _console = await RequestConsole.StartAsync();
        _request = await _console.ExecutedAsync(_console.Reset("K05")); // tells Sam by mail and by hand
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Confirm_WhatWasDoneByHand_IsKeptAsTheWordOfWhoeverSaysSo()
    {
        var notice = await _console.ByHandAsync(_request, "the recovery settings");

        Assert.True((await _console.ConfirmNoticeAsync(notice, _console.Emil, " Emil entered it. ", "IDP-9")).IsAccepted);

        var row = (await _console.NoticesAsync(_request)).Single(n => n.Id == notice);
        Assert.Equal(
            (RequestNoticeState.Delivered, RequestConsole.Id(_console.Emil), "Emil entered it.", "IDP-9", _console.Clock.GetUtcNow()), (row.State, row.ConfirmedBy, row.Account, row.Reference, row.SettledAt));
        Assert.Contains(await _console.Console.RowsAsync<StoredEntry>(), e => e.Type == RequestEvents.NoticeConfirmed.Type && e.ObjectId == _request.Value);
    }

    [Fact]
    [Trait("row", "R-100")]
    public async Task Confirm_ThatThePersonWasTold_IsRefusedToWhoeverExecuted_AndAcceptedFromAnother()
    {
        var notice = await _console.ByHandAsync(_request, PolicyTerms.Of(NoticeTarget.PersonAtAllAddresses));

        (await _console.ConfirmNoticeAsync(notice, _console.Emil)).Refusals.RefusedAs<NoticeIsConfirmedBySomebodyElse>();
        Assert.True((await _console.ConfirmNoticeAsync(notice, _console.Bert)).IsAccepted);
    }

    [Fact]
    public async Task Confirm_ByWhomTheRequestIsAbout_IsRefused()
    {
        var sam = RequestConsole.Id(_console.Sam);
        Assert.True((await _console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(sam, Role.DeskAgent), _console.Console.Founder)).IsAccepted);

        (await _console.ConfirmNoticeAsync(await _console.ByHandAsync(_request, "the recovery settings"), _console.Sam)).Refusals.RefusedAs<NoticeIsAboutOneself>();
    }

    [Fact]
    public async Task Confirm_AMailThatWaits_IsAccepted_BecauseTheyMayHaveBeenToldOtherwise()
    {
        var mail = (await _console.NoticesAsync(_request)).Single(n => n.Channel == NoticeChannel.Mail);

        Assert.True((await _console.ConfirmNoticeAsync(mail.Id, _console.Bert)).IsAccepted);
        Assert.Equal(new FollowedUpNotices(0, 0, 0), await _console.FollowUpAsync());
    }

    [Fact]
    public async Task Confirm_Twice_IsRefusedTheSecondTime()
    {
        var notice = await _console.ByHandAsync(_request, "the recovery settings");
        Assert.True((await _console.ConfirmNoticeAsync(notice, _console.Bert)).IsAccepted);

        Assert.Equal(RequestNoticeState.Delivered, (await _console.ConfirmNoticeAsync(notice, _console.Bert)).Refusals.RefusedAs<NoticeIsSettled>().State);
    }

    [Fact]
    public async Task Confirm_WithoutSayingHow_IsRefusedForEach() =>
        Assert.Equal(["Account", "Reference"], (await _console.ConfirmNoticeAsync(await _console.ByHandAsync(_request, "the recovery settings"), _console.Bert, " ", "")).Refusals.Select(r => r.Field));

    [Fact]
    public async Task Confirm_WithASecretInTheText_IsRefused() =>
        (await _console.ConfirmNoticeAsync(await _console.ByHandAsync(_request, "the recovery settings"), _console.Bert, "I told them: password: Summer2026!")).Refusals.RefusedAs<TextHoldsASecret>();

    [Theory]
    [InlineData(Role.SecurityOperations, true)]
    [InlineData(Role.DeskLead, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Manager, false)]
    public async Task Confirm_ByRole(Role role, bool allowed)
    {
        var outcome = await _console.ConfirmNoticeAsync(await _console.ByHandAsync(_request, "the recovery settings"), await _console.Console.PersonAsync("Otto Other", role));

        Assert.Equal(allowed, outcome.IsAccepted);
        if (!allowed)
            outcome.Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Confirm_WhatIsNotThere_IsRefusedAsNotFound() =>
        (await _console.ConfirmNoticeAsync(new RequestNoticeId(Guid.CreateVersion7()), _console.Bert)).Refusals.RefusedAs<NotFound>();
}
