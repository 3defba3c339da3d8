using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>Applies the numbered scripts to a SQLite file and refuses files it does not understand.</summary>
internal static class SqliteSchema
{
    /// <summary>The scripts of this version.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = SchemaScript.In(typeof(SqliteSchema).Assembly);

    /// <summary>Applies what is missing, all of it or nothing.</summary>
    public static void BringUpToDate(SqliteConnection connection, TimeProvider clock)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Execute(connection, transaction, """
            CREATE TABLE IF NOT EXISTS schema_scripts (
                number     INTEGER NOT NULL CONSTRAINT pk_schema_scripts PRIMARY KEY,
                name       TEXT    NOT NULL,
                sha256     TEXT    NOT NULL,
                applied_at INTEGER NOT NULL
            ) STRICT;
            """);
        foreach (var script in SchemaScript.StillToApply(Scripts, Applied(connection, transaction)))
        {
            Execute(connection, transaction, script.Sql);
            Execute(
                connection, transaction, "INSERT INTO schema_scripts (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
                script.Number, script.Name, script.Sha256, clock.GetUtcNow().ToUnixTimeMilliseconds());
            if (script.Number == SchemaScript.OfTheLedger)
                BeginLedgers(connection, transaction);
        }

        transaction.Commit();
    }

    private static void BeginLedgers(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var head in LedgerHead.OfANewConsole())
        {
            Execute(
                connection, transaction, "INSERT INTO ledger_heads (ledger, name, size, frontier, root, last_leaf) VALUES ($1, $2, 0, $3, $4, $5)",
                (long)head.Ledger, head.Name, head.Frontier.ToBytes(), head.Frontier.Root(), head.LastLeaf);
        }
    }

    private static Dictionary<int, (string Name, string Sha256)> Applied(SqliteConnection connection, SqliteTransaction transaction)
    {
        var applied = new Dictionary<int, (string, string)>();
        using var select = connection.CreateCommand();
        select.Transaction = transaction;
        select.CommandText = "SELECT number, name, sha256 FROM schema_scripts";
        using var reader = select.ExecuteReader();
        while (reader.Read())
            applied[reader.GetInt32(0)] = (reader.GetString(1), reader.GetString(2));
        return applied;
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
