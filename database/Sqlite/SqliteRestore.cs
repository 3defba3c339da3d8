using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>How far a ledger went before a restore and goes after it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">How many entries it had; null where nobody can tell.</param>
/// <param name="RootBefore">The Merkle root over them, base64; null where it is not known.</param>
/// <param name="After">How many the backup has.</param>
public sealed record SqliteRestoredLedger(string Name, long? Before, string? RootBefore, long After);

/// <summary>What a restore did, kept beside the database until the restored ledger itself says so.</summary>
/// <param name="CommandId">Under which it is recorded: once, however often that is tried.</param>
/// <param name="FileHash">SHA-256 of the backup, lower-case hexadecimal.</param>
/// <param name="KnownFrom">Where the sizes before come from: <c>replaced-database</c>, <c>signer</c> or <c>nowhere</c>.</param>
/// <param name="Ledgers">Decisions first.</param>
/// <param name="ReplacedFile">Where the database lies that was replaced; null where there was none.</param>
public sealed record SqliteRestoreNote(Guid CommandId, string FileHash, string KnownFrom, IReadOnlyList<SqliteRestoredLedger> Ledgers, string? ReplacedFile)
{
    /// <summary>When the key of the backup goes, or should have gone; null for a plain copy.</summary>
    public DateTimeOffset? OpensUntil { get; init; }

    /// <summary>The erasures that the replaced database knew as carried out, for the register that may lack the last of them.</summary>
    public IReadOnlyList<RegisteredErasure> Erasures { get; init; } = [];

    /// <summary>Why erasures that the replaced database knew may be missing here, as part of a sentence; null where none are.</summary>
    public string? ErasuresMissing { get; init; }
}

/// <summary>
/// Puts a backup in the place of the database. What it does is on the disk before it is done, so that no crash makes a
/// restore that nobody hears of: <c>….restoring</c> is the copy, and while it is there the console refuses to start;
/// <c>….restored</c> is the note, which the next opening turns into an entry.
/// </summary>
public static class SqliteRestore
{
    /// <summary>Replaces the database. Opening it afterwards brings its schema up to date.</summary>
    /// <param name="backup">A sealed backup, or a plain copy that is whole.</param>
    /// <param name="database">The console's file.</param>
    /// <param name="replace">Whether a database that is there may be put aside.</param>
    /// <param name="signedSize">How many entries of a ledger were signed, by its name; null where that is not known.</param>
    /// <param name="clock">For the name under which the old file is kept.</param>
    /// <param name="backups">Opens sealed backups.</param>
    /// <exception cref="SchemaException">The console runs, the backup is not sound or is another console's, or something is there that may not be replaced.</exception>
    public static SqliteRestoreNote Run(string backup, string database, bool replace, Func<string, long?> signedSize, TimeProvider clock, SealedBackups backups)
    {
        var file = SqliteFiles.Target(database);
        if (!File.Exists(backup))
            throw new SchemaException($"There is no {backup}.");
        DurableFiles.CreateFolder(Path.GetDirectoryName(file)!);
        using var writerLock = SqliteWriterLock.Take(file);
        if (File.Exists(file) && !replace)
            throw new SchemaException($"{Path.GetFileName(file)} is there. With --replace it is kept under another name, and the backup takes its place.");

        var copy = CopyOf(file);
        var isWhole = false;
        try
        {
            using (var plain = DurableFiles.Open(copy, FileMode.Create, FileShare.None))
                Write(backup, plain, backups);
            var ledgers = CheckedEnds(copy);
            var before = File.Exists(file) ? EndsOfWhatIsThere(file) : null;
            if (before is not null && before.Zip(ledgers).Any(l => l.First.Name != l.Second.Name))
                throw new SchemaException($"{Path.GetFileName(backup)} is of another console: its ledger is {ledgers[0].Name}, this one's is {before[0].Name}. Nothing was changed.");
            DurableFiles.Flush(copy);
            isWhole = true;
            var erasures = before is not null ? ErasuresOfWhatIsThere(file, writerLock) : ([], File.Exists(file) ? "it cannot be read" : "it was not there");
            var note = NoteOf(file, backup, ledgers, before, erasures, signedSize, clock);
            WriteNote(file, note);
            PutAside(file, note.ReplacedFile);
            writerLock.SayClosing(); // whatever the last process left behind now lies with the old file
            DurableFiles.Publish(copy, file);
            return note;
        }
        catch
        {
            // Before anything was put aside it is as if nobody had tried. Afterwards, or where there is no database, the copy stays and says so;
            // of one that is not to be used only the name.
            if (File.Exists(file))
                File.Delete(copy);
            else if (!isWhole)
                File.WriteAllBytes(copy, []);
            throw;
        }
    }

    /// <summary>What the last restore did, where no entry says so yet.</summary>
    /// <exception cref="SchemaException">The note cannot be read.</exception>
    public static SqliteRestoreNote? NoteBeside(string database)
    {
        var note = NoteFileOf(SqliteFiles.Target(database));
        try
        {
            return File.Exists(note) ? JsonSerializer.Deserialize<SqliteRestoreNote>(File.ReadAllBytes(note)) : null;
        }
        catch (JsonException)
        {
            throw new SchemaException(
                $"{Path.GetFileName(note)}, which says what a restore did, cannot be read. Delete it to go on: the ledger will not say that a backup was restored, so write it down where your organisation records such things, and compare the newest checkpoints with the database.");
        }
    }

    /// <summary>The entry is there.</summary>
    public static void RemoveNote(string database) => File.Delete(NoteFileOf(SqliteFiles.Target(database)));

    /// <summary>Refuses to open what a restore left half done.</summary>
    /// <exception cref="SchemaException">The copy is still there.</exception>
    internal static void CheckNoneIsHalfDone(string file)
    {
        if (File.Exists(CopyOf(file)))
            throw new SchemaException($"A restore of {Path.GetFileName(file)} was broken off. Run \"database restore\" again, or, to go on with the database as it lies there, delete {Path.GetFileName(CopyOf(file))}.");
    }

    private static void Write(string backup, Stream plain, SealedBackups backups)
    {
        if (BackupHeader.IsOn(backup))
        {
            backups.Open(backup, plain);
            return;
        }

        using var source = File.OpenRead(backup);
        source.CopyTo(plain);
    }

    private static string Sha256Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string CopyOf(string file) => $"{file}.restoring";

    private static string NoteFileOf(string file) => $"{file}.restored";

    private static IReadOnlyList<BackedUpLedger> CheckedEnds(string copy)
    {
        try
        {
            return SqliteDatabaseCopy.CheckedEnds(copy);
        }
        catch (SqliteException fault) when (SqliteFiles.IsDamage(fault))
        {
            throw SqliteFiles.Damaged(copy, fault);
        }
    }

    /// <summary>Null where the database is so damaged that not even this can be read.</summary>
    private static IReadOnlyList<BackedUpLedger>? EndsOfWhatIsThere(string file)
    {
        try
        {
            using var connection = SqliteFiles.OpenReading(file);
            return SqliteDatabaseCopy.Ends(connection);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>What it knows, whatever version it is of; and why that may not be all.</summary>
    private static (IReadOnlyList<RegisteredErasure> Found, string? Missing) ErasuresOfWhatIsThere(string file, SqliteWriterLock writerLock)
    {
        var found = new List<RegisteredErasure>();
        try
        {
            using var connection = SqliteFiles.OpenReading(file);
            using var select = connection.CreateCommand();
            select.CommandText = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'erasures'";
            if ((long)select.ExecuteScalar()! == 0)
                return (found, null); // older than erasures
            select.CommandText =
                "SELECT e.id, e.number, e.person_id, l.at, min(l.idx) FROM erasures e "
                + "JOIN ledger_entries l ON l.object_id = e.id AND l.ledger = 1 AND l.type IN (SELECT value FROM json_each($types)) "
                + "WHERE e.state = $done GROUP BY e.id ORDER BY e.number";
            select.Parameters.AddWithValue("$types", JsonSerializer.Serialize(ErasureRegister.TypesOfEntries));
            select.Parameters.AddWithValue("$done", nameof(ErasureState.Done));
            using var row = select.ExecuteReader();
            while (row.Read())
            {
                found.Add(new RegisteredErasure(
                    new ErasureId(IdIn(row, 0)), row.GetString(1), new PersonId(IdIn(row, 2)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetInt64(4)));
            }

            writerLock.CheckNothingIsMissing(file);
            return (found, null);
        }
        catch (SqliteException fault)
        {
            return (found, $"it cannot be read: {fault.Message.TrimEnd('.')}");
        }
        catch (SchemaException)
        {
            return (found, "its log is gone, and what was committed last with it");
        }
    }

    private static Guid IdIn(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    private static SqliteRestoreNote NoteOf(
        string file,
        string backup,
        IReadOnlyList<BackedUpLedger> ledgers,
        IReadOnlyList<BackedUpLedger>? before,
        (IReadOnlyList<RegisteredErasure> Found, string? Missing) erasures,
        Func<string, long?> signedSize,
        TimeProvider clock)
    {
        var restored = ledgers.Zip(before ?? ledgers, (l, b) => before is null
            ? new SqliteRestoredLedger(l.Name, signedSize(l.Name), RootBefore: null, l.Size)
            : new SqliteRestoredLedger(l.Name, b.Size, b.Root, l.Size)).ToList();
        var knownFrom = before is not null ? "replaced-database" : restored.Exists(l => l.Before is not null) ? "signer" : "nowhere";
        var replaced = File.Exists(file) ? FreeName(string.Create(CultureInfo.InvariantCulture, $"{file}.replaced-{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}")) : null;
        if (NoteBeside(file) is { } earlier && earlier.Ledgers.Zip(restored).All(l => l.First.Name == l.Second.Name))
        {
            // A restore that was broken off, or never recorded, knows what was there before it.
            restored = [.. earlier.Ledgers.Zip(restored, (e, l) => e.Before > (l.Before ?? -1) ? e with { After = l.After } : l)];
            if (before is null)
                knownFrom = earlier.KnownFrom;
            if (earlier.ReplacedFile is { } aside && (replaced is null || !File.Exists(aside)))
                replaced = aside; // its log may lie there already
            erasures = ([.. earlier.Erasures, .. erasures.Found], earlier.ErasuresMissing ?? (File.Exists(file) ? erasures.Missing : null));
        }

        return new SqliteRestoreNote(Guid.CreateVersion7(clock.GetUtcNow()), Sha256Of(backup), knownFrom, restored, replaced)
        {
            OpensUntil = BackupHeader.IsOn(backup) ? BackupHeader.ReadFrom(backup).OpensUntil : null,
            Erasures = [.. erasures.Found.DistinctBy(e => e.Person)],
            ErasuresMissing = erasures.Missing,
        };
    }

    private static string FreeName(string name)
    {
        var free = name;
        for (var n = 2; File.Exists(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
        return free;
    }

    private static void WriteNote(string file, SqliteRestoreNote note)
    {
        var fresh = $"{NoteFileOf(file)}.new";
        using (var stream = DurableFiles.Open(fresh, FileMode.Create, FileShare.None))
        {
            JsonSerializer.Serialize(stream, note);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, NoteFileOf(file), overwrite: true); // a note is whole, or the one before it
        DurableFiles.FlushFolder(file);
    }

    /// <summary>The log goes with its file, under the same name: the old database stays readable as it was.</summary>
    private static void PutAside(string file, string? replaced)
    {
        if (replaced is null || !File.Exists(file))
            return;
        if (File.Exists($"{file}-wal"))
        {
            File.Move($"{file}-wal", $"{replaced}-wal");
            DurableFiles.KeepToOwner($"{replaced}-wal");
        }

        File.Delete($"{file}-shm"); // made anew from the log
        File.Move(file, replaced);
        DurableFiles.KeepToOwner(replaced); // earlier versions let others read the database
    }
}
