using Bunit;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Web.Checkpoints;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

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
