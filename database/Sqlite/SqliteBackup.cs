using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>The end of a ledger in a database file.</summary>
/// <param name="Ledger">1 decisions, 2 security events.</param>
/// <param name="Name">The ledger's name.</param>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The Merkle root over them, base64.</param>
public sealed record SqliteLedgerEnd(int Ledger, string Name, long Size, string Root);

/// <summary>A backup that was made.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Bytes">How long.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Ledgers">How far its ledgers go, decisions first.</param>
public sealed record SqliteBackupFacts(string File, long Bytes, string Sha256, IReadOnlyList<SqliteLedgerEnd> Ledgers);

/// <summary>
/// Copies a database while the console runs and writes. By VACUUM INTO on a connection that cannot write, and not by the
/// backup API: it reads in one transaction, so it takes neither the writer's lock nor its turn and sees one commit; it
/// writes only the rows that are there, so that a text which was erased is not carried along in a free page; it reads
/// through every index and table, so that a damaged page stops it; and it leaves one file without a log beside it.
/// </summary>
public static class SqliteBackup
{
    /// <summary>Makes the copy under another name, checks it whole, and gives it its name when it is on the disk.</summary>
    /// <param name="database">The console's file.</param>
    /// <param name="target">Must not be there yet; its folder must.</param>
    /// <exception cref="SchemaException">The file is not the console's, or the copy is not sound.</exception>
    /// <exception cref="IOException">The target is there, or cannot be written.</exception>
    public static SqliteBackupFacts Make(string database, string target)
    {
        if (!File.Exists(database))
            throw new SchemaException($"There is no {database}.");
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.part");
        try
        {
            Reserve(unfinished);
            Copy(database, unfinished);
            var ledgers = CheckedEnds(unfinished);
            SqliteFiles.Flush(unfinished);
            var facts = new SqliteBackupFacts(Path.GetFullPath(target), new FileInfo(unfinished).Length, Sha256Of(unfinished), ledgers);
            File.Move(unfinished, target, overwrite: false);
            return facts;
        }
        catch (SqliteException fault) when (SqliteFiles.IsDamage(fault))
        {
            throw SqliteFiles.Damaged(database, fault);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>How far the ledgers of a file go, after a look at every page, index and foreign key.</summary>
    /// <exception cref="SchemaException">It is not the console's, or not sound.</exception>
    internal static IReadOnlyList<SqliteLedgerEnd> CheckedEnds(string file)
    {
        using var connection = SqliteFiles.OpenReading(file);
        SqliteSchema.RefuseWhatIsNotOurs(connection);
        return SqliteSchema.Damage(connection) is [var first, ..]
            ? throw new SchemaException($"{Path.GetFileName(file)} is damaged: {first}. It is no backup.")
            : Ends(connection);
    }

    internal static IReadOnlyList<SqliteLedgerEnd> Ends(SqliteConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT ledger, name, size, root FROM ledger_heads ORDER BY ledger";
        using var reader = select.ExecuteReader();
        var ends = new List<SqliteLedgerEnd>();
        while (reader.Read())
            ends.Add(new SqliteLedgerEnd(reader.GetInt32(0), reader.GetString(1), reader.GetInt64(2), Convert.ToBase64String(reader.GetFieldValue<byte[]>(3))));
        return ends;
    }

    internal static string Sha256Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Copy(string database, string target)
    {
        using var connection = SqliteFiles.OpenReading(database);
        SqliteSchema.RefuseWhatIsNotOurs(connection);
        using var vacuum = connection.CreateCommand();
        vacuum.CommandTimeout = 0;
        vacuum.CommandText = "VACUUM INTO $1";
        vacuum.Parameters.AddWithValue("$1", target);
        vacuum.ExecuteNonQuery();
    }

    /// <summary>An empty file that only its owner may read: the copy holds names and reasons.</summary>
    private static void Reserve(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(file, options).Dispose();
    }
}
