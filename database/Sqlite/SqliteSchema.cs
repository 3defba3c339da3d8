using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>Applies the numbered scripts to a SQLite file and refuses files it does not understand.</summary>
internal static class SqliteSchema
{
    /// <summary>The scripts of this version.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = SchemaScript.In(typeof(SqliteSchema).Assembly);

    /// <summary>Where the runner keeps what it applied; made before any script.</summary>
    public const string TableOfScripts = """
        CREATE TABLE IF NOT EXISTS schema_scripts (
            number     INTEGER NOT NULL CONSTRAINT pk_schema_scripts PRIMARY KEY,
            name       TEXT    NOT NULL,
            sha256     TEXT    NOT NULL,
            applied_at INTEGER NOT NULL
        ) STRICT;
        """;

    /// <summary>Applies what is missing, all of it or nothing, and compares the whole with the scripts.</summary>
    /// <exception cref="SchemaException">It is damaged, another application's, of a newer version, or was changed past the scripts.</exception>
    public static void BringUpToDate(SqliteConnection connection, TimeProvider clock)
    {
        if (DamageFoundQuickly(connection) is { } damage)
            throw new SchemaException($"{NameOf(connection)} is damaged ({damage}). Nothing was changed. Restore the newest backup: docs/ledger-operations.md, \"Backup and restore\".");
        using var transaction = connection.BeginTransaction(deferred: false);
        RefuseWhatIsNotOurs(connection);
        Execute(connection, transaction, TableOfScripts);
        foreach (var script in SchemaScript.StillToApply(Scripts, Applied(connection)))
        {
            Execute(connection, transaction, script.Sql);
            Execute(
                connection, transaction, "INSERT INTO schema_scripts (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
                script.Number, script.Name, script.Sha256, clock.GetUtcNow().ToUnixTimeMilliseconds());
            if (script.Number == SchemaScript.OfTheLedger)
                BeginLedgers(connection, transaction);
        }

        SchemaScript.CheckGuards(SqliteCatalogue.Differences(connection));
        transaction.Commit();
    }

    /// <summary>Refuses, without changing anything, what <see cref="BringUpToDate"/> would refuse or would have to change.</summary>
    public static void CheckItIsOfThisVersion(SqliteConnection connection)
    {
        RefuseWhatIsNotOurs(connection);
        if (SqliteCatalogue.Names(connection).Count == 0)
            throw new SchemaException($"{NameOf(connection)} is empty.");
        if (SchemaScript.StillToApply(Scripts, Applied(connection)) is [var missing, ..])
            throw new SchemaException($"The database lacks script {missing.Number:0000} {missing.Name}: it is of an earlier version. Run \"database migrate\" first.");
    }

    /// <summary>Everything that is wrong with the file itself, found by reading all of it: pages, indexes, foreign keys.</summary>
    public static IReadOnlyList<string> Damage(SqliteConnection connection)
    {
        var found = Read(connection, "PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok").ToList();
        var strays = Read(connection, "PRAGMA foreign_key_check", row => $"a row of {row.GetString(0)} refers to a row of {row.GetString(2)} that is not there");
        found.AddRange(strays.GroupBy(s => s, StringComparer.Ordinal).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} ({g.Count()} times)"));
        return found;
    }

    /// <summary>An entry that stands so far up that the rows after it have no number: the next command would fail. None of the road's does.</summary>
    public static IReadOnlyList<string> EntriesWithoutNextRow(SqliteConnection connection) =>
        Read(
            connection, $"SELECT ledger, idx, rowid FROM ledger_entries WHERE rowid > {long.MaxValue / 2}",
            row => $"entry {row.GetInt64(1)} of ledger {row.GetInt64(0)} stands in row {row.GetInt64(2)}, after which there is no room for a next one");

    /// <summary>Reads every page once, which takes about a second for each gigabyte; null where it is sound.</summary>
    private static string? DamageFoundQuickly(SqliteConnection connection) =>
        Read(connection, "PRAGMA quick_check(1)", row => row.GetString(0)) is [not "ok" and var damage, ..] ? damage.ReplaceLineEndings(" ") : null;

    /// <summary>Scripts must not run into a file that somebody else's tables are in.</summary>
    /// <exception cref="SchemaException">It is another application's.</exception>
    public static void RefuseWhatIsNotOurs(SqliteConnection connection)
    {
        var names = SqliteCatalogue.Names(connection);
        if (names.Count > 0 && !names.Contains("schema_scripts"))
            throw new SchemaException($"{NameOf(connection)} belongs to another application: it holds {string.Join(", ", names.Take(3))}{(names.Count > 3 ? " and more" : "")}. Nothing was changed. Name the console's own file.");
    }

    private static string NameOf(SqliteConnection connection) => Path.GetFileName(connection.DataSource);

    private static void BeginLedgers(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var head in LedgerHead.OfANewConsole())
        {
            Execute(
                connection, transaction, "INSERT INTO ledger_heads (ledger, name, size, frontier, root, last_leaf) VALUES ($1, $2, 0, $3, $4, $5)",
                (long)head.Ledger, head.Name, head.Frontier.ToBytes(), head.Frontier.Root(), head.LastLeaf);
        }
    }

    private static Dictionary<int, (string Name, string Sha256)> Applied(SqliteConnection connection) =>
        Read(connection, "SELECT number, name, sha256 FROM schema_scripts", row => (Number: row.GetInt32(0), Script: (row.GetString(1), row.GetString(2))))
            .ToDictionary(a => a.Number, a => a.Script);

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> row)
    {
        using var select = connection.CreateCommand();
        select.CommandText = sql;
        using var reader = select.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql, params object[] values)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        command.ExecuteNonQuery();
    }
}
