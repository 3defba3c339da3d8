using System.CommandLine;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Privacy;
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

        database.Add(Backup(verbs));

        var source = new Option<FileInfo>("--from") { Description = "A backup. The key of a sealed one must be in Backup:KeyFolder.", Required = true };
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
        var report = await new DatabaseCheck(store, services.GetServices<IBulkRows>(), services.GetService<SignerFiles>()).RunAsync(cancellationToken);
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

    private static Command Backup(Verbs verbs)
    {
        var target = new Option<FileInfo>("--out") { Description = "The file to write. Must not be there yet. Without it the backup goes to Backup:Folder." };
        var list = new Option<bool>("--list") { Description = "Lists the backups, and until when each can be opened. Makes none." };
        var verify = new Option<FileInfo>("--verify") { Description = "Opens this backup to the end, writing nothing, and says whether it is whole. Makes none." };
        var open = new Option<FileInfo>("--open") { Description = "Writes the plain database that is in this backup to --out, as evidence. Makes none." };
        var backup = new Command("backup", "Makes a sealed backup, also while the console runs and writes; its key is destroyed after Backup:KeepDays. Also lists, verifies and opens backups.") { target, list, verify, open };
        return verbs.Act(backup, async (services, parsed, answer, _) =>
        {
            var (backups, error) = (services.GetRequiredService<SealedBackups>(), parsed.InvocationConfiguration.Error);
            if (FileOnSqlite(services) is null)
                return await SayAsync(error, "SQL Server makes its own backups: BACKUP DATABASE, as docs/deployment.md says.");
            if (new[] { parsed.GetValue(list), parsed.GetValue(verify) is not null, parsed.GetValue(open) is not null }.Count(chosen => chosen) > 1)
                return await SayAsync(error, "Choose one of --list, --verify and --open.");
            if (parsed.GetValue(list))
                return List(backups, answer);
            if (parsed.GetValue(verify) is { } verified)
                return Open(backups, verified, Stream.Null, answer, "It is whole and can be opened.");
            if (parsed.GetValue(target) is { } file && (file.Exists || file.Directory is not { Exists: true }))
                return await SayAsync(error, file.Exists ? $"{file} is there already. Name another file." : $"The folder of {file} is not there.");
            if (parsed.GetValue(open) is not { } sealedFile)
                return BackUp(backups, parsed.GetValue(target), answer);
            return parsed.GetValue(target) is { } plain ? OpenTo(backups, sealedFile, plain, answer) : await SayAsync(error, "Name the file to write the plain database to: --out.");
        });
    }

    private static int BackUp(SealedBackups backups, FileInfo? target, Action<string, object> answer)
    {
        _ = backups.DestroyWhatIsPast(); // the nightly job writes down which
        var made = backups.Make(target?.FullName);
        var (decisions, securityEvents) = (made.Header.Ledgers[0].Size, made.Header.Ledgers[1].Size);
        answer(
            $"{made.File}: {made.Bytes} bytes, {decisions} decisions and {securityEvents} security events, sound. Can be opened until {made.Header.OpensUntil:u}. SHA-256 {made.Sha256}",
            new { file = made.File, made.Bytes, made.Sha256, made.Header.Id, made.Header.OpensUntil, decisions, securityEvents, made.Header.Ledgers });
        return 0;
    }

    private static int List(SealedBackups backups, Action<string, object> answer)
    {
        var listed = backups.List();
        answer(
            listed.Count == 0 ? "There is no backup." : string.Join(Environment.NewLine, listed.Select(b => $"{b.Header.MadeAt:u}  {b.Header.Id}  {(b.WhyNot is null ? $"opens until {b.Header.OpensUntil:u}" : "cannot be opened")}  {b.File}{(b.WhyNot is null ? "" : $": {b.WhyNot}.")}")),
            listed.Select(b => new { b.File, b.Header.Id, b.Header.MadeAt, b.Header.OpensUntil, canBeOpened = b.WhyNot is null, b.WhyNot }));
        return 0;
    }

    private static int Open(SealedBackups backups, FileInfo file, Stream plain, Action<string, object> answer, string what)
    {
        if (!file.Exists)
            throw new BackupException($"There is no {file}.");
        if (!BackupHeader.IsOn(file.FullName))
            throw new BackupException($"{file.Name} is not sealed: it is a plain copy of an earlier version, or something else. Restoring it checks it.");
        var (header, isPast) = backups.Open(file.FullName, plain);
        answer(
            $"{file.Name}, made {header.MadeAt:u}: {what} {header.Ledgers[0].Size} decisions and {header.Ledgers[1].Size} security events.{(isPast ? PastItsDay(header) : "")}",
            new { header.Id, header.MadeAt, header.OpensUntil, isPastItsDay = isPast, decisions = header.Ledgers[0].Size, securityEvents = header.Ledgers[1].Size });
        return 0;
    }

    private static int OpenTo(SealedBackups backups, FileInfo file, FileInfo target, Action<string, object> answer)
    {
        var whole = false;
        try
        {
            using (var plain = DurableFiles.Create(target.FullName))
            {
                var code = Open(backups, file, plain, answer, $"{target.FullName} is the plain database. It holds personal data, no key ever goes away from it, and nobody erases anything in it: delete it when the matter is closed.");
                plain.Flush(flushToDisk: true);
                whole = true;
                return code;
            }
        }
        finally
        {
            if (!whole)
                File.Delete(target.FullName);
        }
    }

    private static string PastItsDay(BackupHeader header) => $" Its key is past its day ({header.OpensUntil:u}) and is destroyed with the next backup.";

    private static async Task<int> RestoreAsync(
        IServiceProvider services, FileInfo source, bool replace, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        if (FileOnSqlite(services) is not { } file)
            return await SayAsync(error, "SQL Server restores its own backups: RESTORE DATABASE, as docs/deployment.md says.");

        var clock = services.GetRequiredService<TimeProvider>();
        var note = SqliteRestore.Run(source.FullName, file, replace, name => SignedSize(services, name), clock, services.GetRequiredService<SealedBackups>());
        _ = services.GetRequiredService<IGovernanceStore>();
        var (_, erasures, told) = await PendingRestore.EndAsync(services, Actor.ForCommandLine(Environment.UserName), cancellationToken);
        RestoredLedger[] ledgers = [.. note.Ledgers.Select(l => new RestoredLedger(l.Before, l.RootBefore, l.After))];
        answer(
            $"Restored: {ledgers[0].After} decisions (lost: {ledgers[0].Lost}), {ledgers[1].After} security events (lost: {ledgers[1].Lost}). Recorded as ledger.restored."
            + (note.ReplacedFile is { } old ? $" What was there is kept as {old}." : "")
            + (note.OpensUntil is { } day && day <= clock.GetUtcNow() ? $" The backup's key is past its day ({day:u}) and is destroyed with the next backup." : "")
            + string.Concat(told.Select(s => $" {s}"))
            + " The signer goes on refusing until docs/ledger-operations.md, \"Backup and restore\", was followed.",
            new { file, note.FileHash, note.KnownFrom, note.ReplacedFile, decisions = ledgers[0], securityEvents = ledgers[1], erasuresRepeated = erasures.Repeated, erasuresHeld = erasures.Held.Select(h => new { h.Erasure, h.Hold }), erasuresUnknown = erasures.Register.WasMissing, erasuresMissing = note.ErasuresMissing });
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
