using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Backups;

public sealed class RecordDestroyedKeysTests
{
    private static readonly Actor Job = Actor.ForJob("RecordBackup");

    [Fact]
    public async Task Record_DestroyedKeys_NamesTheBackupsThatNobodyOpensAnyMore()
    {
        await using var console = await TestConsole.StartAsync();
        List<DestroyedKey> keys = [.. Enumerable.Range(0, 501).Select(i => new DestroyedKey(Guid.CreateVersion7(), TestConsole.Start.AddDays(i), TestConsole.Start))];

        _ = (await console.Use<RecordDestroyedKeys>().ExecuteAsync(CommandId.New(), new RecordDestroyedKeysInput(keys), Job)).Value;

        var entries = (await console.RowsAsync<StoredEntry>()).Where(e => e.Type == BackupEvents.KeysDestroyed.Type).OrderBy(e => e.Idx).Select(e => LedgerEntry.Parse(e.Body)).ToList();
        Assert.Equal([500L, 1L], entries.Select(e => e.Told("keys")));
        Assert.Equal(keys.Select(k => k.Backup.ToString("N")), entries.SelectMany(e => (IReadOnlyList<string>)e.Told("backups")!));
    }

    [Fact]
    public async Task Record_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.IsType<NotAllowed>(Assert.Single((await console.Use<RecordDestroyedKeys>().ExecuteAsync(CommandId.New(), new RecordDestroyedKeysInput([]), console.Founder)).Refusals));
    }
}
