using System.Data;
using System.Data.Common;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GovernanceConsole.SqlServer;

/// <summary>
/// One command: one serializable transaction on one connection. What a decision has read stays as it was read until
/// the commit, rows that were not there included; otherwise an approver could decide while their role is being ended.
/// The head of the ledger is locked last of all, so it takes part in no deadlock.
/// </summary>
internal sealed class SqlServerWriteSession : IWriteSession
{
    /// <summary>Longer than any command in order, shorter than a person's patience.</summary>
    private const string Settings = "SET XACT_ABORT ON; SET LOCK_TIMEOUT 5000;";

    private bool _lookedUpACommand;

    private SqlServerWriteSession(GovernanceDbContext context) => Context = context;

    public GovernanceDbContext Context { get; }

    public static async Task<SqlServerWriteSession> BeginAsync(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        var session = new SqlServerWriteSession(context);
        context.Database.AutoSavepointsEnabled = false;
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var settings = session.Command(Settings);
        await settings.ExecuteNonQueryAsync(cancellationToken);
        await session.BeginTransactionAsync();
        return session;
    }

    /// <exception cref="CommitOutcomeUnknownException">No answer came.</exception>
    public async Task CommitAsync()
    {
        try
        {
            await Context.Database.CommitTransactionAsync();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException)
        {
            throw new CommitOutcomeUnknownException(_lookedUpACommand, failure);
        }
    }

    // A new transaction rather than a savepoint: the locks of what is undone are let go.
    public async Task UndoAsync()
    {
        await Context.Database.RollbackTransactionAsync();
        Context.ChangeTracker.Clear();
        await BeginTransactionAsync();
    }

    // READCOMMITTEDLOCK: no range is locked for an id that is not there, or unrelated commands would deadlock on the
    // gap between two ids. If the same command runs twice at once, the primary key refuses the second, which is run
    // again and finds the answer of the first. An answer that is just being stored is waited for.
    public async Task<StoredAnswer?> FindAnswerAsync(Guid commandId)
    {
        _lookedUpACommand = true;
        await using var command = Command(
            "SELECT use_case, request_hash, answer, at FROM dbo.command_results WITH (READCOMMITTEDLOCK) WHERE command_id = @command_id",
            Id("@command_id", commandId));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new StoredAnswer(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3))
            : null;
    }

    public async Task StoreAnswerAsync(Guid commandId, StoredAnswer answer)
    {
        await using var command = Command(
            "INSERT INTO dbo.command_results (command_id, use_case, request_hash, answer, at) VALUES (@command_id, @use_case, @request_hash, @answer, @at)",
            Id("@command_id", commandId),
            Text("@use_case", answer.UseCase, 200),
            Hash("@request_hash", answer.RequestHash),
            Text("@answer", answer.Answer, -1),
            Instant("@at", answer.At));
        await command.ExecuteNonQueryAsync();
    }

    public async Task<LedgerHead> ReadHeadAsync(LedgerStream ledger)
    {
        await using var command = Command(
            "SELECT name, size, frontier, last_leaf FROM audit.ledger_heads WITH (UPDLOCK, HOLDLOCK, ROWLOCK) WHERE ledger = @ledger",
            Stream("@ledger", ledger));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            throw new InvalidOperationException($"The database has no head for the ledger of {ledger}; it was not created by its scripts.");
        return new LedgerHead(
            ledger, reader.GetString(0), MerkleFrontier.Restore(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)), reader.GetFieldValue<byte[]>(3));
    }

    public async Task WriteEntriesAsync(LedgerHead newHead, IReadOnlyList<LedgerRow> rows)
    {
        await using var batch = new SqlServerInserts(Command(""));
        foreach (var row in rows)
        {
            await batch.AddAsync(
                "audit.ledger_entries (ledger, idx, type, at, object_kind, object_id, actor_id, command_id, body, corr)",
                Stream("", row.Ledger), Number("", row.Idx), Text("", row.Type, 100), Instant("", row.At), Text("", row.ObjectKind, 64),
                Id("", row.ObjectId), Id("", row.ActorId), Id("", row.CommandId), Bytes("", row.Body), Id("", row.Corr));
        }

        foreach (var row in rows)
        {
            foreach (var secret in row.Private)
            {
                await batch.AddAsync(
                    "audit.ledger_private (ledger, idx, field, salt, value)",
                    Stream("", row.Ledger), Number("", row.Idx), Text("", secret.Field, 400), Hash("", secret.Salt), Text("", secret.Value, -1));
            }
        }

        await batch.EndWithAsync(
            "UPDATE audit.ledger_heads SET size = @size, frontier = @frontier, root = @root, last_leaf = @last_leaf WHERE ledger = @ledger",
            Number("@size", newHead.Frontier.Size),
            Bytes("@frontier", newHead.Frontier.ToBytes()),
            Hash("@root", newHead.Frontier.Root()),
            Hash("@last_leaf", newHead.LastLeaf),
            Stream("@ledger", newHead.Ledger));
    }

    public async Task EraseTextsAsync(IReadOnlyList<(LedgerStream Ledger, long Idx, string Field)> texts)
    {
        foreach (var (ledger, idx, field) in texts)
        {
            await using var command = Command(
                "INSERT INTO audit.ledger_erased_texts (ledger, idx, field) SELECT @ledger, @idx, @field "
                + "WHERE NOT EXISTS (SELECT 1 FROM audit.ledger_erased_texts WHERE ledger = @ledger AND idx = @idx AND field = @field); "
                + "DELETE FROM audit.ledger_private WHERE ledger = @ledger AND idx = @idx AND field = @field",
                Stream("@ledger", ledger), Number("@idx", idx), Text("@field", field, 400));
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task PruneAsync(LedgerStream ledger, IReadOnlyList<(long From, long To)> ranges, DateTimeOffset at)
    {
        foreach (var (from, to) in ranges)
        {
            await using var command = Command(
                "EXEC audit.prune_ledger_entries @ledger = @ledger, @from_idx = @from, @to_idx = @to, @pruned_at = @at",
                Stream("@ledger", ledger), Number("@from", from), Number("@to", to), Instant("@at", at));
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task ForgetAnswersAsync(IReadOnlyList<Guid> commandIds)
    {
        foreach (var id in commandIds)
        {
            await using var command = Command("DELETE FROM dbo.command_results WHERE command_id = @command_id", Id("@command_id", id));
            await command.ExecuteNonQueryAsync();
        }
    }

    // The object's row is locked for the update that follows; a row that is not there locks nothing, because only the
    // command that makes an object knows its id.
    public async Task<byte[]?> FindObjectStateAsync(string objectKind, Guid objectId)
    {
        await using var command = Command(
            "SELECT state FROM audit.ledger_objects WITH (UPDLOCK, ROWLOCK, READCOMMITTEDLOCK) WHERE object_id = @object_id",
            Id("@object_id", objectId));
        return await command.ExecuteScalarAsync() as byte[];
    }

    public async Task StoreObjectStateAsync(string objectKind, Guid objectId, long version, byte[] state, byte[] stateHash)
    {
        await using var command = Command(
            """
            UPDATE audit.ledger_objects WITH (READCOMMITTEDLOCK) SET version = @version, state = @state, state_hash = @state_hash WHERE object_id = @object_id;
            IF @@ROWCOUNT = 0
                INSERT INTO audit.ledger_objects (object_id, object_kind, version, state, state_hash)
                VALUES (@object_id, @object_kind, @version, @state, @state_hash);
            """,
            Id("@object_id", objectId),
            Text("@object_kind", objectKind, 64),
            Number("@version", version),
            Bytes("@state", state),
            Hash("@state_hash", stateHash));
        await command.ExecuteNonQueryAsync();
    }

    // Serializable holds what was read: nobody ends a role between this and the commit.
    public async Task<IReadOnlyList<string>?> FindRolesAsync(Guid person, DateTimeOffset at)
    {
        await using var command = Command(
            "SELECT g.role FROM dbo.people AS p LEFT JOIN dbo.role_grants AS g ON g.person_id = p.id AND g.ended_at IS NULL AND (g.lapses_at IS NULL OR g.lapses_at > @at) WHERE p.id = @person AND p.may_act = 1",
            Id("@person", person),
            Instant("@at", at));
        await using var reader = await command.ExecuteReaderAsync();
        List<string>? roles = null;
        while (await reader.ReadAsync())
        {
            roles ??= [];
            if (!await reader.IsDBNullAsync(0))
                roles.Add(reader.GetString(0));
        }

        return roles;
    }

    // Nobody revokes the key between this and the commit either.
    public async Task<string?> FindScopesAsync(Guid key, DateTimeOffset at)
    {
        await using var command = Command(
            "SELECT scopes FROM dbo.api_keys WHERE id = @key AND revoked_at IS NULL AND ends_at > @at", Id("@key", key), Instant("@at", at));
        return await command.ExecuteScalarAsync() as string;
    }

    public async Task<long> NextNumberAsync(string series)
    {
        await using var command = Command(
            """
            DECLARE @taken bigint;
            UPDATE dbo.number_series WITH (UPDLOCK, HOLDLOCK) SET @taken = last = last + 1 WHERE series = @series;
            IF @@ROWCOUNT = 0
            BEGIN
                SET @taken = 1;
                INSERT INTO dbo.number_series (series, last) VALUES (@series, @taken);
            END;
            SELECT @taken;
            """,
            Text("@series", series, 64));
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task RaiseSeriesAsync(string series, long number)
    {
        await using var command = Command(
            """
            UPDATE dbo.number_series WITH (UPDLOCK, HOLDLOCK) SET last = CASE WHEN last < @number THEN @number ELSE last END WHERE series = @series;
            IF @@ROWCOUNT = 0
                INSERT INTO dbo.number_series (series, last) VALUES (@series, @number);
            """,
            Text("@series", series, 64),
            Number("@number", number));
        await command.ExecuteNonQueryAsync();
    }

    public async Task<int> WriteSomeAsync(int count, Func<Range, Task> write)
    {
        await write(..count); // nobody waits behind it: commands run side by side
        return count;
    }

    public async Task BulkInsertAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var copy = new SqlBulkCopy(
            (SqlConnection)Context.Database.GetDbConnection(),
            SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers,
            (SqlTransaction)Context.Database.CurrentTransaction!.GetDbTransaction())
        {
            DestinationTableName = $"[{table}]",
            BatchSize = 10_000,
            BulkCopyTimeout = 600,
        };
        for (var i = 0; i < columns.Count; i++)
            copy.ColumnMappings.Add(i, columns[i]);
        await using var reader = new SqlServerBulkRows(columns, rows);
        await copy.WriteToServerAsync(reader);
    }

    private Task BeginTransactionAsync() => Context.Database.BeginTransactionAsync(IsolationLevel.Serializable);

    private DbCommand Command(string sql, params ReadOnlySpan<SqlParameter> parameters)
    {
        var command = Context.Database.GetDbConnection().CreateCommand();
        command.Transaction = Context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    // Types and sizes are always said: a size taken from the value would give each length its own plan.
    private static SqlParameter Id(string name, Guid? id) => Parameter(name, SqlDbType.UniqueIdentifier, 0, id);

    private static SqlParameter Number(string name, long number) => Parameter(name, SqlDbType.BigInt, 0, number);

    private static SqlParameter Stream(string name, LedgerStream ledger) => Parameter(name, SqlDbType.SmallInt, 0, (short)ledger);

    private static SqlParameter Text(string name, string? text, int size) => Parameter(name, SqlDbType.NVarChar, size, text);

    private static SqlParameter Hash(string name, byte[] hash) => Parameter(name, SqlDbType.Binary, 32, hash);

    private static SqlParameter Bytes(string name, byte[] bytes) => Parameter(name, SqlDbType.VarBinary, -1, bytes);

    private static SqlParameter Instant(string name, DateTimeOffset at) => new(name, SqlDbType.DateTimeOffset) { Scale = 3, Value = at };

    private static SqlParameter Parameter(string name, SqlDbType type, int size, object? value) => new(name, type, size) { Value = value ?? DBNull.Value };
}
