using System.CommandLine;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Integrity;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.CommandLine;

/// <summary>What is done to the database as a whole.</summary>
internal static class DatabaseVerbs
{
    public static Command Create(Verbs verbs)
    {
        var database = new Command("database", "Brings the database up to date, checks it, copies it, or puts a copy in its place.");
        database.Add(verbs.Act(new Command("migrate", "Creates the database where it is not there and applies the scripts it lacks."), MigrateAsync));
        database.Add(verbs.Act(new Command("script", "Prints every script of this version, in order, for the configured provider."), ScriptAsync));
        database.Add(verbs.Act(
            new Command("check", "Compares bytes, guards, both ledgers and every table with what they should be. Reads only, also while the console runs."), CheckAsync));

        var target = new Option<FileInfo>("--out") { Description = "The copy to write. Must not be there yet.", Required = true };
        var backup = new Command("backup", "Copies the database, also while the console runs and writes, and checks the copy.") { target };
        database.Add(verbs.Act(backup, (services, parsed, answer, cancellationToken) => BackUpAsync(services, parsed.GetRequiredValue(target), parsed.InvocationConfiguration.Error, answer)));

        var source = new Option<FileInfo>("--from") { Description = "A backup.", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Keeps the database that is there under another name. Without it nothing is replaced." };
        var restore = new Command("restore", "Puts a backup in the place of the database and records which entries are lost by it. The console must not run.") { source, replace };
        database.Add(verbs.Act(restore, (services, parsed, answer, cancellationToken) =>
            RestoreAsync(services, parsed.GetRequiredValue(source), parsed.GetValue(replace), parsed.InvocationConfiguration.Error, answer, cancellationToken)));
        return database;
    }

    private static Task<int> MigrateAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<IGovernanceStore>(); // opening applies what is missing, or says why it cannot
        var newest = Scripts(services)[^1];
        answer($"The database is at script {newest.Number:0000} {newest.Name}.", new { script = newest.Number, newest.Name });
        return Task.FromResult(0);
    }

    private static Task<int> ScriptAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var scripts = Scripts(services);
        answer(
            string.Join(Environment.NewLine, scripts.Select(s => $"-- {s.Number:0000}_{s.Name}.sql  sha256 {s.Sha256}{Environment.NewLine}{s.Sql}")),
            scripts.Select(s => new { s.Number, s.Name, s.Sha256, s.Sql }));
        return Task.FromResult(0);
    }

    private static async Task<int> CheckAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var store = DatabaseComposition.OpenToLook(services);
        await using var opened = store as IAsyncDisposable;
        var report = await new DatabaseCheck(store).RunAsync(cancellationToken);
        answer(string.Join(Environment.NewLine, Told(report).Concat(report.IsGood ? [] : [WhatToDo])), new { good = report.IsGood, report.Damage, report.SchemaDifferences, report.Chains, report.Tables });
        return report.IsGood ? 0 : 1;
    }

    private const string WhatToDo =
        "What to do: rely on nothing that is named here, and keep the file as it is (a copy of it, console stopped). Then docs/ledger-operations.md: \"Guards\" for the schema, \"Reconciliation\" for entries and differences, \"Backup and restore\" for damage.";

    private static IEnumerable<string> Told(DatabaseCheckReport report)
    {
        yield return report.Damage.Count == 0 ? "The stored bytes: sound." : "The stored bytes: DAMAGED. The rest was not looked at.";
        foreach (var damage in report.Damage)
            yield return $"  {damage}";
        yield return report.SchemaDifferences.Count == 0 ? "Tables, indexes and guards: as the scripts made them." : "Tables, indexes and guards: CHANGED.";
        foreach (var difference in report.SchemaDifferences)
            yield return $"  {difference}";
        foreach (var chain in report.Chains)
            yield return $"{chain.Name}: {chain.Size} entries, {(chain.Fault is { } fault ? $"BROKEN. {fault}" : $"good, root {chain.Root}")}";
        if (report.Tables is not { } tables)
            yield break;
        yield return $"The ledger against the tables: {tables.Objects} objects, {tables.Rows} rows, {(tables.Count == 0 ? "no difference." : $"{tables.Count} DIFFERENCES.")}";
        foreach (var difference in tables.Differences)
            yield return $"  {difference.Place} ({difference.Id:N}): the ledger says \"{difference.LedgerSays}\", the table \"{difference.TableSays}\"";
        if (tables.Count > tables.Differences.Count)
            yield return $"  and {tables.Count - tables.Differences.Count} more";
    }

    private static async Task<int> BackUpAsync(IServiceProvider services, FileInfo target, TextWriter error, Action<string, object> answer)
    {
        if (FileOnSqlite(services) is not { } file)
            return await SayAsync(error, "SQL Server makes its own backups: BACKUP DATABASE, as docs/deployment.md says.");
        if (target.Exists || target.Directory is not { Exists: true })
            return await SayAsync(error, target.Exists ? $"{target} is there already. Name another file." : $"The folder of {target} is not there.");

        var made = SqliteBackup.Make(file, target.FullName);
        answer(
            $"{made.File}: {made.Bytes} bytes, {made.Ledgers[0].Size} decisions and {made.Ledgers[1].Size} security events, sound. SHA-256 {made.Sha256}",
            new { file = made.File, made.Bytes, made.Sha256, decisions = made.Ledgers[0].Size, securityEvents = made.Ledgers[1].Size, made.Ledgers });
        return 0;
    }

    private static async Task<int> RestoreAsync(
        IServiceProvider services, FileInfo source, bool replace, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        if (FileOnSqlite(services) is not { } file)
            return await SayAsync(error, "SQL Server restores its own backups: RESTORE DATABASE, as docs/deployment.md says.");

        var note = SqliteRestore.Run(source.FullName, file, replace, name => SignedSize(services, name), services.GetRequiredService<TimeProvider>());
        _ = services.GetRequiredService<IGovernanceStore>();
        await PendingRestore.RecordAsync(services, cancellationToken);
        RestoredLedger[] ledgers = [.. note.Ledgers.Select(l => new RestoredLedger(l.Before, l.RootBefore, l.After))];
        answer(
            $"Restored: {ledgers[0].After} decisions (lost: {ledgers[0].Lost}), {ledgers[1].After} security events (lost: {ledgers[1].Lost}). Recorded as ledger.restored."
            + (note.ReplacedFile is { } old ? $" What was there is kept as {old}." : "")
            + " The signer goes on refusing until docs/ledger-operations.md, \"Backup and restore\", was followed.",
            new { file, note.FileHash, note.KnownFrom, note.ReplacedFile, decisions = ledgers[0], securityEvents = ledgers[1] });
        return 0;
    }

    /// <summary>Null where the signer cannot be opened or never signed this ledger: what is lost is then not known from it.</summary>
    private static long? SignedSize(IServiceProvider services, string ledger)
    {
        var files = services.GetRequiredService<SignerFiles>();
        if (!File.Exists(files.StateFile))
            return null;
        try
        {
            using var signer = CheckpointSigner.Open(files.KeyFile, files.StateFile);
            return signer.SignedSize(ledger) is > 0 and var size ? size : null;
        }
        catch (SignerException)
        {
            return null;
        }
    }

    private static string? FileOnSqlite(IServiceProvider services) => services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite
        ? DatabaseComposition.FileOf(services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, services.GetRequiredService<IHostEnvironment>())
        : null;

    private static async Task<int> SayAsync(TextWriter error, string sentence)
    {
        await error.WriteLineAsync(sentence);
        return 1;
    }

    private static IReadOnlyList<SchemaScript> Scripts(IServiceProvider services) =>
        SchemaScript.In(services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            DatabaseProvider.Sqlite => typeof(SqliteGovernanceStore).Assembly,
            DatabaseProvider.SqlServer => typeof(SqlServerGovernanceStore).Assembly,
        });
}
