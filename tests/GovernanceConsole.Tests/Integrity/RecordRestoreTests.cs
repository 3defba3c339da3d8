using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Integrity;

public sealed class RecordRestoreTests
{
    [Theory]
    [InlineData(5L, 5L, "none")]
    [InlineData(4L, 5L, "none")]
    [InlineData(6L, 5L, "entry 5")]
    [InlineData(9L, 5L, "entries 5 to 8")]
    [InlineData(null, 5L, "unknown")]
    public void Lost_IsWhatTheBackupLacks(long? before, long after, string lost) => Assert.Equal(lost, new RestoredLedger(before, null, after).Lost);

    [Fact]
    [Trait("row", "R-161")]
    public async Task Record_ARestore_IsADecisionThatNamesTheLostRanges()
    {
        await using var console = await TestConsole.StartAsync();
        var root = Convert.ToBase64String(new byte[32]);

        await RecordAsync(console, CommandId.New(), Actor.ForCommandLine("operator"), root);

        var stored = (await console.RowsAsync<StoredEntry>()).Single(e => e.Type == IntegrityEvents.Restored.Type);
        var entry = LedgerEntry.Parse(stored.Body);
        Assert.Equal((short)LedgerStream.Decisions, stored.Ledger);
        Assert.Equal(("entries 3 to 8", root, "unknown", null), (entry.Told("decisionsLost"), entry.Told("decisionsRootBefore"), entry.Told("securityEventsLost"), entry.Told("securityEventsBefore")));
    }

    [Fact]
    public async Task Record_TheSameRestoreAgain_IsOneEntry()
    {
        await using var console = await TestConsole.StartAsync();
        var command = CommandId.New();

        await RecordAsync(console, command, Actor.ForCommandLine("operator"), root: null);
        await RecordAsync(console, command, Actor.ForCommandLine("operator"), root: null);

        Assert.Single(await console.RowsAsync<StoredEntry>(), e => e.Type == IntegrityEvents.Restored.Type);
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<RecordRestore>().ExecuteAsync(CommandId.New(), Input(root: null), console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
    }

    private static async Task RecordAsync(TestConsole console, CommandId command, Actor actor, string? root) =>
        _ = (await console.Use<RecordRestore>().ExecuteAsync(command, Input(root), actor)).Value;

    private static RecordRestoreInput Input(string? root) => new(new RestoredLedger(9, root, 3), new RestoredLedger(null, null, 0), "00", "replaced-database");
}
