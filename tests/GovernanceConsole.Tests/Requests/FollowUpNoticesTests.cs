using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class FollowUpNoticesTests : IAsyncLifetime
{
    private RequestConsole _console = null!;

    public async Task InitializeAsync() => _console = await RequestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task FollowUp_AMailThatWasSent_NotesWhenItWas()
    {
        var request = await _console.ExecutedAsync();
        _ = await _console.DeliverAsync();
        var sentAt = _console.Clock.GetUtcNow();
        _console.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(new FollowedUpNotices(1, 0, 0), await _console.FollowUpAsync());
        Assert.Equal(new FollowedUpNotices(0, 0, 0), await _console.FollowUpAsync());

        var stored = Assert.Single(await _console.Console.RowsAsync<RequestNotice>(), n => n.MailId is not null);
        Assert.Equal((RequestNoticeState.Delivered, sentAt), (stored.State, stored.SettledAt));
        Assert.Contains(await _console.Console.RowsAsync<StoredEntry>(), e => e.Type == RequestEvents.NoticesFollowedUp.Type && e.ObjectId == request.Value);
    }

    [Fact]
    public async Task FollowUp_AMailThatWasGivenUp_TellsTheDeskAndTheControlOwner_AndStillCountsIfItIsSentLater()
    {
        var request = await _console.ExecutedAsync();
        _console.Console.Mail.Refuses(MailFault.MailForGood, "550 no such user");
        _ = await _console.DeliverAsync();

        Assert.Equal(new FollowedUpNotices(0, 1, 0), await _console.FollowUpAsync());
        Assert.Equal(new FollowedUpNotices(0, 0, 0), await _console.FollowUpAsync());

        foreach (var told in new[] { _console.Anna, _console.Emil, _console.Paths.Carla })
            Assert.Contains(await _console.Use<InboxQueries>().UnreadAsync(told), i => i.Subject.EndsWith("somebody could not be told", StringComparison.Ordinal));
        Assert.DoesNotContain(await _console.Use<InboxQueries>().UnreadAsync(_console.Sam), i => i.Subject.EndsWith("somebody could not be told", StringComparison.Ordinal));
        Assert.Contains(await _console.OpenAsync(request), n => n.State == RequestNoticeState.Failed);

        _console.Console.Mail.Takes();
        var mail = (await _console.Console.RowsAsync<OutgoingMail>()).Single(m => m.State == MailState.GivenUp);
        Assert.True((await _console.Use<SendMailAgain>().ExecuteAsync(CommandId.New(), new SendMailAgainInput(mail.Id), _console.Console.Founder)).IsAccepted);
        _ = await _console.DeliverAsync();
        Assert.Equal(1, (await _console.FollowUpAsync()).Delivered);
    }

    [Fact]
    public async Task FollowUp_WhatIsDoneByHand_IsAskedAfterEachDay_AndNotBefore()
    {
        var request = await _console.ExecutedAsync();
        _ = await _console.DeliverAsync();
        _ = await _console.FollowUpAsync();
        var open = (await _console.OpenAsync(request)).Count;

        _console.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await _console.FollowUpAsync()).Chased);
        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(open, (await _console.FollowUpAsync()).Chased);
        Assert.Equal(0, (await _console.FollowUpAsync()).Chased);
        Assert.Contains(await _console.Use<InboxQueries>().UnreadAsync(_console.Paths.Carla), i => i.Subject.EndsWith("somebody has not been told yet", StringComparison.Ordinal) && i.Text.StartsWith($"Notices that are open: {open}.", StringComparison.Ordinal));

        _console.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(open, (await _console.FollowUpAsync()).Chased);
    }

    [Fact]
    public async Task FollowUp_WhatWasConfirmedOrWaived_IsNotAskedAfter()
    {
        var request = await _console.ExecutedAsync();
        var open = await _console.OpenAsync(request);
        Assert.True((await _console.WaiveNoticeAsync(open[0].Id, _console.Paths.Carla)).IsAccepted);
        foreach (var notice in open.Skip(1))
            Assert.True((await _console.ConfirmNoticeAsync(notice.Id, _console.Bert)).IsAccepted);
        _console.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(new FollowedUpNotices(0, 0, 0), await _console.FollowUpAsync());
    }

    [Fact]
    public async Task FollowUp_ATargetThatIsOutOfReach_IsTriedAgainWithPauses_ThenAlertsPeople()
    {
        var request = await _console.ExecutedAsync();
        _console.Console.Mail.Refuses(MailFault.Server, "Nobody answers.");
        var attempts = 0;
        while ((await _console.Console.RowsAsync<OutgoingMail>()).Single() is { NextAttemptAt: { } due })
        {
            _console.Clock.SetTo(due);
            attempts += (await _console.DeliverAsync()).Failed;
        }

        Assert.True(attempts > 70);
        Assert.Equal(1, (await _console.FollowUpAsync()).Failed);
        Assert.Contains(await _console.Use<InboxQueries>().UnreadAsync(_console.Paths.Carla), i => i.Subject.EndsWith("somebody could not be told", StringComparison.Ordinal));
        Assert.Contains(await _console.OpenAsync(request), n => n.State == RequestNoticeState.Failed);
    }

    [Fact]
    public async Task FollowUp_ByAPerson_IsRefusedAsNotAllowed() =>
        (await _console.Use<FollowUpNotices>().ExecuteAsync(CommandId.New(), _console.Console.Founder)).Refusals.RefusedAs<NotAllowed>();
}
