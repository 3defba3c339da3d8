using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Outbox;

public sealed class SendMailAgainTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _ada = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _ada = await _console.PersonAsync("Ada");
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(MailFault.MailForNow)]
    [InlineData(MailFault.MailForGood)]
    public async Task SendAgain_WhatFailedOrWasGivenUp_GoesWithTheNextRunAsIfItWereNew(MailFault fault)
    {
        var mail = await _console.MailAsync(_ada);
        _console.Mail.Refuses(fault, "Not now.");
        _ = await _console.DeliverAsync();
        _console.Mail.Takes();
        _console.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True((await SendAgainAsync(mail, _console.Founder)).IsAccepted);

        var again = await _console.MailAsync(mail);
        Assert.Equal((MailState.Waiting, 0, null, _console.Clock.GetUtcNow()), (again.State, again.Attempts, again.LastError, again.TriedSince));
        Assert.Equal(1, (await _console.DeliverAsync()).Sent);
        Assert.Contains(await _console.RowsAsync<StoredEntry>(), e => e.Type == OutboxEvents.MailTriedAgain.Type && e.ObjectId == mail.Value);
    }

    [Fact]
    public async Task SendAgain_WhatWaits_IsRefused()
    {
        var mail = await _console.MailAsync(_ada);

        Assert.Equal(MailState.Waiting, (await SendAgainAsync(mail, _console.Founder)).Refusals.RefusedAs<MailIsNotTriedAgain>().State);
    }

    [Fact]
    public async Task SendAgain_WhatWasSent_IsRefused()
    {
        var mail = await _console.MailAsync(_ada);
        _ = await _console.DeliverAsync();

        Assert.Equal(MailState.Sent, (await SendAgainAsync(mail, _console.Founder)).Refusals.RefusedAs<MailIsNotTriedAgain>().State);
    }

    [Fact]
    public async Task SendAgain_WhatIsNotThere_IsRefusedAsNotFound() =>
        (await SendAgainAsync(new OutgoingMailId(Guid.CreateVersion7()), _console.Founder)).Refusals.RefusedAs<NotFound>();

    [Fact]
    public async Task SendAgain_BySomebodyWhoDoesNotRunTheConsole_IsRefusedAsNotAllowed()
    {
        var mail = await _console.MailAsync(_ada);

        (await SendAgainAsync(mail, await _console.PersonAsync("Gus", Role.Governance))).Refusals.RefusedAs<NotAllowed>();
    }

    private Task<Outcome<Done>> SendAgainAsync(OutgoingMailId mail, Actor actor) => _console.Use<SendMailAgain>().ExecuteAsync(CommandId.New(), new SendMailAgainInput(mail), actor);
}
