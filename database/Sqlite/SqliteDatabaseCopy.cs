using GovernanceConsole.Backups;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// Copies a database while the console runs and writes. By VACUUM INTO on a connection that cannot write, and not by the
/// backup API: it reads in one transaction, so it takes neither the writer's lock nor its turn and sees one commit; it
/// writes only the rows that are there, so that a text which was erased is not carried along in a free page; it reads
/// through every index and table, so that a damaged page stops it; and it leaves one file without a log beside it.
/// SQLite copies into files only, so the plain copy lies beside the database, where a plain database lies anyway, until it was read.
/// </summary>
/// <param name="database">The console's file.</param>
public sealed class SqliteDatabaseCopy(string database) : IDatabaseCopy
{
    private readonly string _file = SqliteFiles.Target(database);

    /// <inheritdoc/>
    public string Name => Path.GetFileNameWithoutExtension(_file);

    /// <inheritdoc/>
    public T Read<T>(Func<Stream, IReadOnlyList<BackedUpLedger>, T> read)
    {
        if (!File.Exists(_file))
            throw new SchemaException($"There is no {_file}.");
        CheckThereIsRoom();
        using var place = Take(_file) ?? throw new BackupException($"Another backup of {Path.GetFileName(_file)} is being made.");
        try
        {
            Copy(place.Name);
            var ledgers = CheckedEnds(place.Name);
            place.Position = 0; // SQLite wrote into this very file
            return read(place, ledgers);
        }
        catch (SqliteException fault) when (SqliteFiles.IsDamage(fault))
        {
            throw SqliteFiles.Damaged(_file, fault);
        }
        finally
        {
            Remove(place);
        }
    }

    /// <summary>Takes away what a killed process left. One that is being made is left alone.</summary>
    internal static void Sweep(string file)
    {
        if (!File.Exists(CopyOf(file)) && !File.Exists(JournalOf(file)))
            return;
        using var place = Take(file);
        if (place is not null)
            Remove(place);
    }

    /// <summary>How far the ledgers of a file go, after a look at every page, index and foreign key.</summary>
    /// <exception cref="SchemaException">It is not the console's, or not sound.</exception>
    internal static IReadOnlyList<BackedUpLedger> CheckedEnds(string file)
    {
        using var connection = SqliteFiles.OpenReading(file);
        SqliteSchema.RefuseWhatIsNotOurs(connection);
        return SqliteSchema.Damage(connection) is [var first, ..]
            ? throw new SchemaException($"{Path.GetFileName(file)} is damaged: {first}. It is no backup.")
            : Ends(connection);
    }

    internal static IReadOnlyList<BackedUpLedger> Ends(SqliteConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT name, size, root FROM ledger_heads ORDER BY ledger";
        using var reader = select.ExecuteReader();
        var ends = new List<BackedUpLedger>();
        while (reader.Read())
            ends.Add(new BackedUpLedger(reader.GetString(0), reader.GetInt64(1), Convert.ToBase64String(reader.GetFieldValue<byte[]>(2))));
        return ends;
    }

    internal static string CopyOf(string file) => $"{file}.copying";

    /// <summary>What SQLite keeps beside a copy until it is whole.</summary>
    private static string JournalOf(string file) => $"{CopyOf(file)}-journal";

    /// <summary>An empty file for its owner alone, which no other process takes until it is let go; null where one has it. SQLite does not mind this lock.</summary>
    private static FileStream? Take(string file)
    {
        try
        {
            var place = DurableFiles.Open(CopyOf(file), FileMode.OpenOrCreate, OperatingSystem.IsWindows() ? FileShare.ReadWrite : FileShare.None);
            place.SetLength(0);
            File.Delete(JournalOf(file)); // a killed backup's
            return place;
        }
        catch (IOException fault) when (SqliteFiles.IsHeldElsewhere(fault))
        {
            return null;
        }
    }

    private static void Remove(FileStream place)
    {
        if (OperatingSystem.IsWindows())
            place.Dispose(); // an open file cannot be deleted there; elsewhere nobody else may take it in between
        File.Delete(place.Name);
    }

    private void Copy(string target)
    {
        using var connection = SqliteFiles.OpenReading(_file);
        SqliteSchema.RefuseWhatIsNotOurs(connection);
        using var vacuum = connection.CreateCommand();
        vacuum.CommandTimeout = 0;
        vacuum.CommandText = "VACUUM INTO $1";
        vacuum.Parameters.AddWithValue("$1", target);
        vacuum.ExecuteNonQuery();
    }

    /// <summary>The copy must not take the writer's last room.</summary>
    private void CheckThereIsRoom()
    {
        var needed = new[] { _file, $"{_file}-wal" }.Where(File.Exists).Sum(f => new FileInfo(f).Length);
        if (new DriveInfo(Path.GetDirectoryName(_file)!).AvailableFreeSpace < needed)
            throw new BackupException($"A backup is made from a copy beside {Path.GetFileName(_file)}, and there is no room for another {needed} bytes. Free some space.");
    }
}
