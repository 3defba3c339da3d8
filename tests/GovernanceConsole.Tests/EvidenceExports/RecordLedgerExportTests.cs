using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.EvidenceExports;

public sealed class RecordLedgerExportTests
{
    private static readonly LedgerExportFacts Facts = new(12, 3, WithTexts: true, new string('a', 64), 4096);

    [Fact]
    [Trait("row", "R-166")]
    public async Task Record_ByTheCommandLine_StandsInTheSecurityEvents()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<RecordLedgerExport>().ExecuteAsync(CommandId.New(), Facts, Actor.ForCommandLine("operator"));

        Assert.True(outcome.IsAccepted);
        var auditor = await console.PersonAsync("Ada Auditor", Role.Auditor);
        var entry = Assert.Single(await console.Use<TrailQueries>().EntriesAsync(auditor, new TrailFilter(TrailLedger.SecurityEvents)));
        Assert.Equal("exported the ledgers: 12 decisions, 3 security events", entry.Text);
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<RecordLedgerExport>().ExecuteAsync(CommandId.New(), Facts, console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }
}
