using Bunit;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Web.Checkpoints;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Tests.Checkpoints;

public sealed class LedgerKeepingPanelTests : PageTest
{
    private readonly SettableAnchor _anchor = new();

    public LedgerKeepingPanelTests() => Services.AddSingleton<IAnchor>(_anchor);

    [Fact]
    public async Task Panel_WhereNothingIsWrong_SaysSo() => Assert.Contains("Every 15 minutes", await VerdictAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Panel_WithEntriesThatWaitForAnHour_SaysThatTheEndIsKnownHereAlone()
    {
        Clock.Advance(TimeSpan.FromMinutes(60));

        Assert.Contains("known to this database alone", await VerdictAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_WithAnAnchorThatFails_TellsWhat()
    {
        await RecordAsync("test", "It answered 503.");

        var page = await RenderAsync();

        Assert.Contains("One anchor fails", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("It answered 503.", page.Find("table").TextContent, StringComparison.Ordinal);
    }

    /// <summary>What keepers hold was restored with the database: it is an old answer until each was asked again.</summary>
    [Fact]
    public async Task Panel_AfterARestore_SaysThatNobodyKnowsWhatIsHeld_UntilEverybodyHasTakenACheckpoint()
    {
        await ConfirmAsync("signer", "test");
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Use<RecordRestore>().ExecuteAsync(
            CommandId.New(), new RecordRestoreInput(new RestoredLedger(9, null, 1), new RestoredLedger(0, null, 0), new string('0', 64), "signer"), Actor.ForCommandLine("test"))).IsAccepted);

        var restored = await RenderAsync();
        var health = await CheckAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ConfirmAsync("signer");
        var signed = await VerdictAsync();
        await ConfirmAsync("test");

        Assert.Contains("A backup was restored on 2 Mar 2026, 10:01", restored.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("/audit-trail/decisions/1", restored.Find(".notice a").GetAttribute("href"));
        Assert.Contains("it may hold more than there is now", restored.Find("table").TextContent, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("A backup was restored at 2026-03-02 09:01:00Z (entry 1 of the decisions)", health.Description, StringComparison.Ordinal);
        Assert.Contains("A backup was restored", signed, StringComparison.Ordinal);
        Assert.Contains("Every 15 minutes", await VerdictAsync(), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task Panel_WithASignerThatRefuses_SaysWhomToAsk()
    {
        await RecordAsync("signer", "It was set back.");

        Assert.Contains("No checkpoint is signed", await VerdictAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_ForAnAuditor_OffersTheCheckpoints()
    {
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        Assert.Contains((await RenderAsync()).FindAll("a"), a => a.GetAttribute("href") == "/audit-trail/decisions/checkpoints.txt");
    }

    private Task<HealthCheckResult> CheckAsync() => new CheckpointsHealth(Use<KeepingQueries>()).CheckHealthAsync(new HealthCheckContext());

    /// <summary>Each holds a checkpoint over both ledgers as they are now.</summary>
    private async Task ConfirmAsync(params string[] keepers)
    {
        foreach (var ledger in await Use<KeepingQueries>().StandingAsync())
        {
            foreach (var keeper in keepers)
                Assert.True((await Use<RecordKeeping>().ExecuteAsync(CommandId.New(), new RecordKeepingInput(keeper, ledger.Name, ledger.Size, Failure: null), Actor.ForJob("SealLedgers"))).IsAccepted);
        }
    }

    private async Task<string> VerdictAsync() => (await RenderAsync()).Find(".notice").TextContent;

    private async Task<IRenderedComponent<LedgerKeepingPanel>> RenderAsync()
    {
        var panel = Render<LedgerKeepingPanel>();
        await panel.WaitForElementAsync(".notice");
        return panel;
    }

    private async Task RecordAsync(string keeper, string failure)
    {
        var name = (await Use<TimelineQueries>().StateAsync()).Name;
        Assert.True((await Use<RecordKeeping>().ExecuteAsync(CommandId.New(), new RecordKeepingInput(keeper, name, Size: null, failure), Actor.ForJob("SealLedgers"))).IsAccepted);
    }

    private sealed class SettableAnchor : IAnchor
    {
        public string Name => "test";

        public string Place => "nowhere";

        public Task KeepAsync(AnchoredNote checkpoint, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
