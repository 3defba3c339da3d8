using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Integrity;

/// <summary>Has the restored ledger say that it was restored, as the first thing whoever opens it does: the verb, or the console after a crash.</summary>
internal static class PendingRestore
{
    /// <summary>Records the restore whose note lies beside the database. The database is open.</summary>
    /// <returns>The note; null where none lies there.</returns>
    public static async Task<SqliteRestoreNote?> RecordAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider != DatabaseProvider.Sqlite)
            return null;
        var file = DatabaseComposition.FileOf(services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, services.GetRequiredService<IHostEnvironment>());
        if (SqliteRestore.NoteBeside(file) is not { } note)
            return null;

        RestoredLedger[] ledgers = [.. note.Ledgers.Select(l => new RestoredLedger(l.Before, l.RootBefore, l.After))];
        var recorded = await services.GetRequiredService<RecordRestore>().ExecuteAsync(
            new CommandId(note.CommandId), new RecordRestoreInput(ledgers[0], ledgers[1], note.FileHash, note.KnownFrom), Actor.ForCommandLine(Environment.UserName), cancellationToken);
        _ = recorded.Value; // refused means not recorded, and must not go unnoticed
        SqliteRestore.RemoveNote(file);
        return note;
    }

    /// <summary>What must be told of erasures; a register that was not there only matters where something was restored.</summary>
    public static IEnumerable<string> Told(OwedErasuresReport erasures, bool wasRestored) => wasRestored && erasures.Register.WasMissing
        ? erasures.Sentences().Prepend("The register of erasures was not there: whom somebody had erased since this backup was made is not known to the console. Find out, and have it done again (docs/privacy.md).")
        : erasures.Sentences();
}
