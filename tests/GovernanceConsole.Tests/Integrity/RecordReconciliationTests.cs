using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Jobs;

namespace GovernanceConsole.Tests.Integrity;

public sealed class RecordReconciliationTests
{
    [Fact]
    [Trait("row", "X1")]
    [Trait("row", "R-161")]
    public async Task Job_AfterAnEditPastTheConsole_TellsThePlaceAndNotTheText()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        await using var jobs = await JobsAtWork.StartAsync(console, ReconcileLedgerJob.Schedule);
        PastTheConsole.Execute(console.File, "UPDATE people SET name = 'Mallory' WHERE name = 'Ada'");

        var run = await jobs.RunAsync(console.Founder, nameof(RecordReconciliation));

        Assert.Contains("Compared 2 objects", run.LastMessage, StringComparison.Ordinal);
        var entry = Assert.Single(await console.OfTypeAsync(IntegrityEvents.Reconciled));
        Assert.Equal((2L, 1L), ((long)entry.Told("objects")!, (long)entry.Told("differences")!));
        var place = $"person {auditor.Person!.Value.Value:N} name";
        Assert.Equal([place], Assert.IsAssignableFrom<IReadOnlyList<string>>(entry.Told("places")));
        var body = (await console.RowsAsync<StoredEntry>()).Single(e => e.Ledger == (short)LedgerStream.SecurityEvents).Body;
        Assert.DoesNotContain("Mallory", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        foreach (var reader in new[] { auditor, console.Founder })
        {
            var notice = Assert.Single(await console.Use<InboxQueries>().UnreadAsync(reader));
            Assert.Contains(place, notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Mallory", notice.Text, StringComparison.Ordinal);
        }

        var last = await console.Use<IntegrityQueries>().LastReconciliationAsync();
        Assert.Equal((2L, 1L), (last!.Objects, last.Differences));
    }

    [Fact]
    public async Task Record_WithoutDifferences_WritesItsCountsAndTellsNobody()
    {
        await using var console = await TestConsole.StartAsync();

        await RecordAsync(console, new RecordReconciliationInput(109, 988, 441, 0, []));

        Assert.Equal(109, (await console.Use<IntegrityQueries>().LastReconciliationAsync())!.Objects);
        Assert.Empty(await console.Use<InboxQueries>().UnreadAsync(console.Founder));
    }

    [Fact]
    public async Task LastReconciliation_BeforeTheFirst_IsNone()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Null(await console.Use<IntegrityQueries>().LastReconciliationAsync());
    }

    /// <summary>As long as places get, and as many as are kept: still one entry.</summary>
    [Fact]
    public async Task Record_MoreDifferencesThanAnEntryHolds_FitsAllTheSame()
    {
        await using var console = await TestConsole.StartAsync();
        var place = $"recovery-path RP-0001 path_security_reviews/{Guid.Empty:N}.{Guid.Empty:N}.{Guid.Empty:N}/" + new string('x', 100);

        await RecordAsync(console, new RecordReconciliationInput(1, 1, 1, 100_000, [.. Enumerable.Repeat(place, Reconciliation.MostDifferences)]));

        Assert.Equal(100_000, (await console.Use<IntegrityQueries>().LastReconciliationAsync())!.Differences);
    }

    private static async Task RecordAsync(TestConsole console, RecordReconciliationInput input) =>
        _ = (await console.Use<RecordReconciliation>().ExecuteAsync(CommandId.New(), input, Actor.ForJob("test"))).Value;
}
