using System.Data;
using System.Data.Common;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.Data.SqlClient;

namespace GovernanceConsole.SqlServer;

/// <summary>Applies the numbered scripts to a SQL Server database and refuses databases it does not understand.</summary>
internal static class SqlServerSchema
{
    /// <summary>The scripts of this version.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = SchemaScript.In(typeof(SqlServerSchema).Assembly);

    /// <summary>The statements of a script that are sent together: those between two lines that say GO.</summary>
    public static IEnumerable<string> Batches(string sql)
    {
        var batch = new List<string>();
        foreach (var line in sql.Split('\n').Append("GO"))
        {
            if (!line.Trim().Equals("GO", StringComparison.OrdinalIgnoreCase))
            {
                batch.Add(line);
                continue;
            }

            if (batch.Exists(l => l.Trim() is not "" and not ['-', '-', ..]))
                yield return string.Join('\n', batch);
            batch.Clear();
        }
    }

    /// <summary>Applies what is missing, all of it or nothing. Nodes that start together wait for one another.</summary>
    /// <param name="connection">Open, to the database itself.</param>
    /// <param name="clock">For the record of what was applied when.</param>
    public static void BringUpToDate(DbConnection connection, TimeProvider clock)
    {
        var mayChangeIt = CheckSettings(connection);
        var missing = SchemaScript.StillToApply(Scripts, Applied(connection, transaction: null));
        if (missing.Count == 0)
            return;
        if (!mayChangeIt)
        {
            throw new SchemaException(
                $"The database lacks script {missing[0].Number:0000} {missing[0].Name}{(missing.Count > 1 ? $" and {missing.Count - 1} more" : "")}, and this login may not add it. Run \"database migrate\" with a login that owns the database.");
        }

        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        TakeLock(connection, transaction);
        Execute(
            connection, transaction,
            """
            IF OBJECT_ID(N'dbo.schema_scripts', N'U') IS NULL
                CREATE TABLE dbo.schema_scripts (
                    number     int               NOT NULL CONSTRAINT pk_schema_scripts PRIMARY KEY CLUSTERED,
                    name       nvarchar(200)     NOT NULL,
                    sha256     char(64)          NOT NULL,
                    applied_at datetimeoffset(3) NOT NULL
                );
            """);
        foreach (var script in SchemaScript.StillToApply(Scripts, Applied(connection, transaction)))
            Apply(connection, transaction, script, clock);
        transaction.Commit();
    }

    /// <summary>Whether this login may change the schema.</summary>
    private static bool CheckSettings(DbConnection connection)
    {
        using var select = Command(
            connection, transaction: null,
            """
            SELECT CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), N'Collation')),
                (SELECT delayed_durability_desc FROM sys.databases WHERE database_id = DB_ID()),
                (SELECT snapshot_isolation_state_desc FROM sys.databases WHERE database_id = DB_ID()),
                HAS_PERMS_BY_NAME(DB_NAME(), N'DATABASE', N'CONTROL');
            """);
        using var reader = select.ExecuteReader();
        reader.Read();
        var collation = reader.GetString(0);
        if (!collation.Contains("_BIN2", StringComparison.OrdinalIgnoreCase))
            throw new SchemaException($"The database has the collation {collation}, under which E1 and e1 are the same key. Create it with COLLATE Latin1_General_100_BIN2.");
        if (reader.GetString(1).Equals("FORCED", StringComparison.OrdinalIgnoreCase))
            throw new SchemaException("The database has delayed durability forced, so a decision could be lost after it was confirmed. Set DELAYED_DURABILITY = DISABLED.");
        if (!reader.GetString(2).Equals("ON", StringComparison.OrdinalIgnoreCase))
            throw new SchemaException("The database does not allow snapshot isolation, in which an export reads one moment. Set ALLOW_SNAPSHOT_ISOLATION ON.");
        return reader.GetInt32(3) == 1;
    }

    private static void TakeLock(DbConnection connection, DbTransaction transaction)
    {
        using var command = Command(
            connection, transaction,
            """
            DECLARE @answer int;
            EXEC @answer = sp_getapplock @Resource = N'governance-console-schema', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000;
            SELECT @answer;
            """);
        command.CommandTimeout = 90;
        if ((int)command.ExecuteScalar()! < 0)
            throw new SchemaException("Another node has been changing the schema for more than a minute. Start again when it is done.");
    }

    private static void Apply(DbConnection connection, DbTransaction transaction, SchemaScript script, TimeProvider clock)
    {
        foreach (var batch in Batches(script.Sql))
            Execute(connection, transaction, batch);
        Execute(
            connection, transaction, "INSERT INTO dbo.schema_scripts (number, name, sha256, applied_at) VALUES (@number, @name, @sha256, @applied_at)",
            new SqlParameter("@number", script.Number), new SqlParameter("@name", script.Name), new SqlParameter("@sha256", script.Sha256),
            new SqlParameter("@applied_at", clock.GetUtcNow()));
        if (script.Number != SchemaScript.OfTheLedger)
            return;
        foreach (var head in LedgerHead.OfANewConsole())
        {
            Execute(
                connection, transaction,
                "INSERT INTO audit.ledger_heads (ledger, name, size, frontier, root, last_leaf) VALUES (@ledger, @name, 0, @frontier, @root, @last_leaf)",
                new SqlParameter("@ledger", (short)head.Ledger), new SqlParameter("@name", head.Name), new SqlParameter("@frontier", head.Frontier.ToBytes()),
                new SqlParameter("@root", head.Frontier.Root()), new SqlParameter("@last_leaf", head.LastLeaf));
        }
    }

    private static Dictionary<int, (string Name, string Sha256)> Applied(DbConnection connection, DbTransaction? transaction)
    {
        var applied = new Dictionary<int, (string, string)>();
        using var exists = Command(connection, transaction, "SELECT COUNT(*) FROM sys.tables WHERE object_id = OBJECT_ID(N'dbo.schema_scripts')");
        if ((int)exists.ExecuteScalar()! == 0)
            return applied;
        using var select = Command(connection, transaction, "SELECT number, name, sha256 FROM dbo.schema_scripts");
        using var reader = select.ExecuteReader();
        while (reader.Read())
            applied[reader.GetInt32(0)] = (reader.GetString(1), reader.GetString(2));
        return applied;
    }

    private static void Execute(DbConnection connection, DbTransaction transaction, string sql, params SqlParameter[] parameters)
    {
        using var command = Command(connection, transaction, sql);
        command.CommandTimeout = 0; // an index on a large table takes as long as it takes
        command.Parameters.AddRange(parameters);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
