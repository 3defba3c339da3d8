using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Integrity;

/// <summary>
/// Ends a restore, as the first thing whoever opens the restored database does: the verb, or the console after a crash. The ledger says
/// that it was restored; then whoever had been erased is erased again. The note stays until both are done.
/// </summary>
internal static class PendingRestore
{
    /// <summary>Ends the restore whose note lies beside the database, and carries out erasures that are owed, whether or not there was one. The database is open.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="erasing">For whom erasures are carried out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SchemaException">Something was restored, and the register of erasures cannot be used: nobody sees a page before it can.</exception>
    public static async Task<EndedRestore> EndAsync(IServiceProvider services, Actor erasing, CancellationToken cancellationToken)
    {
        var file = FileOf(services);
        var note = file is null ? null : SqliteRestore.NoteBeside(file);
        if (note is not null)
            await RecordAsync(services, note, cancellationToken);
        try
        {
            var erasures = await services.GetRequiredService<OwedErasures>().RunAsync(erasing, note?.Erasures, cancellationToken);
            if (note is not null)
                SqliteRestore.RemoveNote(file!);
            return new EndedRestore(note, erasures, [.. Told(note, erasures)]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var sentence = $"The register of erasures cannot be used: {fault.Message}"; // the job meets it again every hour
            return note is null
                ? new EndedRestore(Note: null, new OwedErasuresReport([], [], new RegisterContent([], WasMissing: false, UnreadableLines: 0)), [sentence])
                : throw new SchemaException($"{sentence} The backup is restored, and people who were erased may be known again by it. Put the register right (docs/privacy.md, \"Backups\") and start the console: they are erased before anybody sees a page.");
        }
    }

    private static string? FileOf(IServiceProvider services) => services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite
        ? DatabaseComposition.FileOf(services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, services.GetRequiredService<IHostEnvironment>())
        : null;

    private static async Task RecordAsync(IServiceProvider services, SqliteRestoreNote note, CancellationToken cancellationToken)
    {
        RestoredLedger[] ledgers = [.. note.Ledgers.Select(l => new RestoredLedger(l.Before, l.RootBefore, l.After))];
        var recorded = await services.GetRequiredService<RecordRestore>().ExecuteAsync(
            new CommandId(note.CommandId), new RecordRestoreInput(ledgers[0], ledgers[1], note.FileHash, note.KnownFrom), Actor.ForCommandLine(Environment.UserName), cancellationToken);
        _ = recorded.Value; // refused means not recorded, and must not go unnoticed
    }

    /// <summary>What must be told of erasures; what is not known of them only matters where something was restored.</summary>
    private static IEnumerable<string> Told(SqliteRestoreNote? note, OwedErasuresReport erasures)
    {
        if (note is not null && erasures.Register.WasMissing)
        {
            yield return note.ErasuresMissing is null
                ? "The register of erasures was not there: only erasures that the replaced database knew of are known to the console. If this console was restored before, find out whom somebody had erased before that, and have it done again (docs/privacy.md)."
                : "The register of erasures was not there: whom somebody had erased since this backup was made is not known to the console. Find out, and have it done again (docs/privacy.md).";
        }

        if (note?.ErasuresMissing is { } why)
            yield return $"What the replaced database knew of erasures is not known, because {why}. If check \"erasures\" was yellow before, or the console was killed in the middle of an erasure, find out whom somebody had erased last, and have it done again (docs/privacy.md).";
        foreach (var sentence in erasures.Sentences())
            yield return sentence;
    }
}

/// <summary>What came of ending a restore.</summary>
/// <param name="Note">What was restored; null where nothing was.</param>
/// <param name="Erasures">Which erasures were carried out again.</param>
/// <param name="Told">What people must hear of it, in sentences.</param>
internal sealed record EndedRestore(SqliteRestoreNote? Note, OwedErasuresReport Erasures, IReadOnlyList<string> Told);
