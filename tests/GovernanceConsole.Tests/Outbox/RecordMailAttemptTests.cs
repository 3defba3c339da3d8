using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Outbox;

public sealed class RecordMailAttemptTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _ada = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _ada = await _console.PersonAsync("Ada");
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Record_ThatItWasSent_SaysWhereAndWhen()
    {
        var mail = await ClaimedAsync();

        Assert.Equal(MailState.Sent, await _console.RecordAsync(mail));

        var stored = await _console.MailAsync(mail.Mail);
        Assert.Equal(("sent@example.test", TestConsole.Start, null, 1), (stored.Address, stored.EndedAt, stored.NextAttemptAt, stored.Attempts));
    }

    [Fact]
    public async Task Record_AFailure_TriesAgainAfterAMinute()
    {
        var mail = await ClaimedAsync();

        Assert.Equal(MailState.Failed, await _console.RecordAsync(mail, "450 busy"));

        var stored = await _console.MailAsync(mail.Mail);
        Assert.Equal((TestConsole.Start.AddMinutes(1), "450 busy", 1), (stored.NextAttemptAt, stored.LastError, stored.Attempts));
    }

    [Fact]
    public async Task Record_AFailureForGood_GivesItUpAndTellsWhoRunsTheConsoleOnce()
    {
        var gone = await _console.PersonAsync("Pat Past", Role.PlatformAdministrator);
        Assert.True((await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(gone.Person!.Value), _console.Founder)).IsAccepted);
        var (first, second) = (await ClaimedAsync(), await ClaimedAsync());

        Assert.Equal(MailState.GivenUp, await _console.RecordAsync(first, "550 no such user", isFinal: true));
        Assert.Equal(MailState.GivenUp, await _console.RecordAsync(second, "550 not here", isFinal: true));

        var told = Assert.Single(await _console.Use<InboxQueries>().UnreadAsync(_console.Founder));
        Assert.Contains("550 not here", told.Text, StringComparison.Ordinal);
        Assert.Empty(await _console.Use<InboxQueries>().UnreadAsync(gone));
        Assert.Null((await _console.MailAsync(first.Mail)).NextAttemptAt);
    }

    [Fact]
    public async Task Record_UnderAClaimThatIsOver_IsNotHeard()
    {
        var late = await ClaimedAsync();
        _console.Clock.Advance(TimeSpan.FromMinutes(5));
        var now = Assert.Single((await _console.ClaimAsync()).Mails);

        Assert.Null(await _console.RecordAsync(late, "550 no", isFinal: true));
        Assert.Equal(MailState.Waiting, (await _console.MailAsync(now.Mail)).State);
        Assert.Equal(MailState.Sent, await _console.RecordAsync(now));
    }

    [Fact]
    public async Task Record_ForAMailThatHasEndedOrIsNotThere_IsNotHeard()
    {
        var mail = await ClaimedAsync();
        _ = await _console.RecordAsync(mail);

        Assert.Null(await _console.RecordAsync(mail, "450 busy"));
        Assert.Null(await _console.RecordAsync(mail with { Mail = new OutgoingMailId(Guid.CreateVersion7()) }));
        Assert.Equal(MailState.Sent, (await _console.MailAsync(mail.Mail)).State);
    }

    [Fact]
    public async Task Record_AWholePageOfError_KeepsItsBeginning()
    {
        var mail = await ClaimedAsync();

        _ = await _console.RecordAsync(mail, new string('e', 5000));

        Assert.Equal(new string('e', 499) + "…", (await _console.MailAsync(mail.Mail)).LastError);
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed()
    {
        var mail = await ClaimedAsync();

        (await _console.Use<RecordMailAttempt>().ExecuteAsync(
            CommandId.New(), new RecordMailAttemptInput(mail.Mail, mail.Claim, "sent@example.test", Failure: null, IsFinal: false), _console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    private async Task<ClaimedMail> ClaimedAsync()
    {
        _ = await _console.MailAsync(_ada);
        return Assert.Single((await _console.ClaimAsync()).Mails);
    }
}
