using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Outbox;

public sealed class ClaimMailsTests : IAsyncLifetime
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
    public async Task Claim_WhatIsDue_GivesItUnderTheFirstClaim()
    {
        var mail = await _console.MailAsync(_ada);

        Assert.Equal(new ClaimedMail(mail, 1), Assert.Single((await _console.ClaimAsync()).Mails));
    }

    [Fact]
    public async Task Claim_WhatSomebodyElseHas_GivesItOnlyWhenTheirTimeIsOver()
    {
        _ = await _console.MailAsync(_ada);
        _ = await _console.ClaimAsync();

        _console.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await _console.ClaimAsync()).Mails);
        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, Assert.Single((await _console.ClaimAsync()).Mails).Claim);
    }

    [Fact]
    public async Task Claim_ByTwoAtOnce_GivesEachMailToOneOfThem()
    {
        for (var i = 0; i < 30; i++)
            _ = await _console.MailAsync(_ada);

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(_console.ClaimAsync)));

        var mails = claims.SelectMany(c => c.Mails).Select(m => m.Mail).ToList();
        Assert.Equal(30, mails.Count);
        Assert.Equal(30, mails.Distinct().Count());
    }

    [Fact]
    public async Task Claim_ForSomebodyWithoutAnAddress_EndsItAndSaysSo()
    {
        var nobody = TestConsole.SignedIn((await _console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("N1", "Nora", Email: null), _console.Founder)).Value, "Nora");
        var mail = await _console.MailAsync(nobody);

        Assert.Equal((0, 1), await CountsAsync());

        var stored = await _console.MailAsync(mail);
        Assert.Equal((MailState.GivenUp, "There is no address of record.", null, 0), (stored.State, stored.LastError, stored.NextAttemptAt, stored.Attempts));
    }

    [Fact]
    public async Task Claim_ForSomebodyWhoHasLeft_EndsIt_UnlessItsAddressWasChosen()
    {
        var (lost, chosen) = (await _console.MailAsync(_ada), await _console.MailAsync(_ada, "ada@home.test"));
        Assert.True((await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(_ada.Person!.Value), _console.Founder)).IsAccepted);

        Assert.Equal(chosen, Assert.Single((await _console.ClaimAsync()).Mails).Mail);
        Assert.Equal((MailState.GivenUp, "The person has left."), ((await _console.MailAsync(lost)).State, (await _console.MailAsync(lost)).LastError));
    }

    [Fact]
    public async Task Claim_OfWhatWasPutAwayInTheConsole_EndsItAsNotNeeded_UnlessItStandsForItself()
    {
        var (replaceable, alone) = (await _console.MailAsync(_ada, about: Guid.CreateVersion7()), await _console.MailAsync(_ada));
        var items = await _console.Use<InboxQueries>().UnreadAsync(_ada);
        Assert.True((await _console.Use<MarkInboxItemsRead>().ExecuteAsync(CommandId.New(), new MarkInboxItemsReadInput([.. items.Select(i => i.Id)]), _ada)).IsAccepted);

        Assert.Equal(alone, Assert.Single((await _console.ClaimAsync()).Mails).Mail);
        Assert.Equal(MailState.NotNeeded, (await _console.MailAsync(replaceable)).State);
    }

    [Fact]
    public async Task Claim_WithoutAMailServer_EndsAllOfThem_AndTellsNobody()
    {
        for (var i = 0; i < 15; i++)
            _ = await _console.MailAsync(_ada);
        _console.Mail.WhyNone = "No mail server is set up.";

        Assert.Equal((0, 15), await CountsAsync());

        Assert.All(await _console.RowsAsync<OutgoingMail>(), m => Assert.Equal((MailState.GivenUp, "No mail server is set up."), (m.State, m.LastError)));
        Assert.Empty(await _console.Use<InboxQueries>().UnreadAsync(_console.Founder));
    }

    [Fact]
    public async Task Claim_ByAPerson_IsRefusedAsNotAllowed() =>
        (await _console.Use<ClaimMails>().ExecuteAsync(CommandId.New(), new ClaimMailsInput(null), _console.Founder)).Refusals.RefusedAs<NotAllowed>();

    private async Task<(int Mails, int Ended)> CountsAsync()
    {
        var claimed = await _console.ClaimAsync();
        return (claimed.Mails.Count, claimed.Ended);
    }
}
