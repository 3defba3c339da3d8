using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Privacy;

/// <summary>A console of which a backup is restored, as the verb does it.</summary>
internal static class RestoringConsole
{
    public static readonly Actor Operator = Actor.ForCommandLine("operator");

    /// <summary>Puts the backup in the place of the database, and has the ledger say so. Who was erased since is known again.</summary>
    public static async Task RestoreAsync(this TestConsole console, MadeBackup backup)
    {
        SqliteRestoreNote note = null!;
        var backups = console.Use<SealedBackups>();
        await console.WhileStoppedAsync(() =>
        {
            note = SqliteRestore.Run(backup.File, console.File, replace: true, _ => null, console.Clock, backups);
            return Task.CompletedTask;
        });
        RestoredLedger[] ledgers = [.. note.Ledgers.Select(l => new RestoredLedger(l.Before, l.RootBefore, l.After))];
        _ = (await console.Use<RecordRestore>().ExecuteAsync(new CommandId(note.CommandId), new RecordRestoreInput(ledgers[0], ledgers[1], note.FileHash, note.KnownFrom), Operator)).Value;
    }

    /// <summary>What every start does, and the verb at its end. A note that lies there is worked off.</summary>
    public static async Task<OwedErasuresReport> RepeatOwedAsync(this TestConsole console)
    {
        var report = await console.Use<OwedErasures>().RunAsync(Operator, SqliteRestore.NoteBeside(console.File)?.Erasures);
        SqliteRestore.RemoveNote(console.File);
        return report;
    }
}
