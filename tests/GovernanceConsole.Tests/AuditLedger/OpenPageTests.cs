using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class OpenPageTests
{
    [Fact]
    public async Task Open_APageForOtherRoles_IsADeniedAttemptThatNamesIt()
    {
        await using var console = await TestConsole.StartAsync();
        var agent = await console.PersonAsync("Andrew", Role.DeskAgent);

        var outcome = await console.Use<OpenPage>().ExecuteAsync(CommandId.New(), new OpenPageInput("/erasures"), agent);

        Assert.IsType<PageNotOpen>(Assert.Single(outcome.Refusals));
        var denied = Assert.Single(await console.RowsAsync<StoredEntry>(), e => e.Type == LedgerEvents.ActRefused.Type);
        Assert.Equal(agent.Person!.Value.Value, denied.ActorId);
        Assert.Contains(await console.RowsAsync<StoredPrivateValue>(), v => v.Ledger == denied.Ledger && v.Idx == denied.Idx && v.Value == "/erasures is for other roles.");
    }

    [Fact]
    public async Task Open_WithAnEndlessAddress_IsCutShort()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<OpenPage>().ExecuteAsync(CommandId.New(), new OpenPageInput($"/{new string('a', 100_000)}"), console.Founder);

        Assert.InRange(Assert.Single(outcome.Refusals).Sentence.Length, 200, 260);
    }

    [Fact]
    public async Task Open_ByAMachine_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<OpenPage>().ExecuteAsync(CommandId.New(), new OpenPageInput("/"), Actor.ForJob("test"));

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }
}
