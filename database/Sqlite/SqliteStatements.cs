using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// The prepared statements of the writer: transaction control, ledger rows, heads and command results. They run for
/// every command, so they do not pass through the object mapper.
/// </summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly Dictionary<LedgerStream, LedgerHead> _heads = [];
    private readonly Dictionary<LedgerStream, LedgerHead> _headsAtSavepoint = [];
    private readonly HashSet<LedgerStream> _moved = [];
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _all = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _savepoint;
    private readonly SqliteCommand _release;
    private readonly SqliteCommand _rollbackTo;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _findAnswer;
    private readonly SqliteCommand _storeAnswer;
    private readonly SqliteCommand _insertEntry;
    private readonly SqliteCommand _insertPrivate;
    private readonly SqliteCommand _recordErased;
    private readonly SqliteCommand _eraseText;
    private readonly SqliteCommand _findState;
    private readonly SqliteCommand _insertState;
    private readonly SqliteCommand _updateState;
    private readonly SqliteCommand _findRoles;
    private readonly SqliteCommand _nextNumber;
    private readonly SqliteCommand _readHead;
    private readonly SqliteCommand _writeHead;

    public SqliteStatements(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _savepoint = Prepare("SAVEPOINT command");
        _release = Prepare("RELEASE command");
        _rollbackTo = Prepare("ROLLBACK TO command");
        _commit = Prepare("COMMIT");
        _findAnswer = Prepare("SELECT use_case, request_hash, answer, at FROM command_results WHERE command_id = $1", 1);
        _storeAnswer = Prepare("INSERT INTO command_results (command_id, use_case, request_hash, answer, at) VALUES ($1, $2, $3, $4, $5)", 5);
        _insertEntry = Prepare(
            "INSERT INTO ledger_entries (ledger, idx, entry_id, type, at, object_kind, object_id, actor_id, command_id, body, leaf_hash, corr) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            12);
        _insertPrivate = Prepare("INSERT INTO ledger_private (ledger, idx, field, salt, value) VALUES ($1, $2, $3, $4, $5)", 5);
        _recordErased = Prepare("INSERT INTO ledger_erased_texts (ledger, idx, field) VALUES ($1, $2, $3)", 3);
        _eraseText = Prepare("DELETE FROM ledger_private WHERE ledger = $1 AND idx = $2 AND field = $3", 3);
        _findState = Prepare("SELECT state FROM ledger_objects WHERE object_id = $1", 1);
        _insertState = Prepare("INSERT INTO ledger_objects (object_kind, object_id, version, state, state_hash) VALUES ($1, $2, $3, $4, $5)", 5);
        _updateState = Prepare("UPDATE ledger_objects SET version = $3, state = $4, state_hash = $5 WHERE object_id = $2 AND object_kind = $1", 5);
        _findRoles = Prepare(
            "SELECT g.role FROM people p LEFT JOIN role_grants g ON g.person_id = p.id AND g.ended_at IS NULL WHERE p.id = $1 AND p.may_act = 1",
            1);
        _nextNumber = Prepare(
            "INSERT INTO number_series (series, last) VALUES ($1, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last",
            1);
        _readHead = Prepare("SELECT name, size, frontier, last_leaf FROM ledger_heads WHERE ledger = $1", 1);
        _writeHead = Prepare("UPDATE ledger_heads SET size = $2, frontier = $3, root = $4, last_leaf = $5 WHERE ledger = $1", 5);
    }

    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public SqliteConnection Connection => _connection;

    public void Begin() => _begin.ExecuteNonQuery();

    public void Savepoint()
    {
        _headsAtSavepoint.Clear();
        foreach (var (stream, head) in _heads)
            _headsAtSavepoint[stream] = head;
        _savepoint.ExecuteNonQuery();
    }

    public void Release() => _release.ExecuteNonQuery();

    public void RollbackToSavepoint()
    {
        _rollbackTo.ExecuteNonQuery();
        _heads.Clear();
        foreach (var (stream, head) in _headsAtSavepoint)
            _heads[stream] = head;
        _moved.IntersectWith(_heads.Keys); // a head first read after the savepoint is not known any more
    }

    public void Commit()
    {
        _commit.ExecuteNonQuery();
        _moved.Clear();
    }

    /// <summary>After a failed commit: nothing is kept, and the heads are read again.</summary>
    public void RollbackAll()
    {
        _heads.Clear();
        _moved.Clear();
        if (!IsInTransaction)
            return;
        using var rollback = _connection.CreateCommand();
        rollback.CommandText = "ROLLBACK";
        rollback.ExecuteNonQuery();
    }

    /// <summary>The heads move once for a whole group commit, in its transaction.</summary>
    public void FlushHeads()
    {
        foreach (var head in _moved.Select(stream => _heads[stream]))
            Run(_writeHead, (long)head.Ledger, head.Frontier.Size, head.Frontier.ToBytes(), head.Frontier.Root(), head.LastLeaf);
    }

    /// <summary>A copy of the head: whoever appends to it hands it back with the rows.</summary>
    public LedgerHead Head(LedgerStream stream)
    {
        if (!_heads.TryGetValue(stream, out var head))
        {
            Bind(_readHead, (long)stream);
            using var reader = _readHead.ExecuteReader();
            if (!reader.Read())
                throw new InvalidOperationException($"The database has no head for the ledger of {stream}; it was not created by its scripts.");
            head = new LedgerHead(stream, reader.GetString(0), MerkleFrontier.Restore(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)), reader.GetFieldValue<byte[]>(3));
            _heads[stream] = head;
        }

        return head with { Frontier = head.Frontier.Clone() };
    }

    public void WriteEntries(LedgerHead newHead, IReadOnlyList<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            Run(
                _insertEntry, (long)row.Ledger, row.Idx, Bytes(row.EntryId), row.Type, row.At.ToUnixTimeMilliseconds(), row.ObjectKind,
                Bytes(row.ObjectId), Bytes(row.ActorId), Bytes(row.CommandId), row.Body, row.LeafHash, Bytes(row.Corr));
            foreach (var secret in row.Private)
                Run(_insertPrivate, (long)row.Ledger, row.Idx, secret.Field, secret.Salt, secret.Value);
        }

        _heads[newHead.Ledger] = newHead;
        _moved.Add(newHead.Ledger);
    }

    public void EraseTexts(IReadOnlyList<(LedgerStream Ledger, long Idx, string Field)> texts)
    {
        foreach (var (ledger, idx, field) in texts)
        {
            Run(_recordErased, (long)ledger, idx, field);
            Run(_eraseText, (long)ledger, idx, field);
        }
    }

    /// <summary>Whether everything in the log is in the file and the log is empty.</summary>
    public bool EmptyTheLog()
    {
        using var checkpoint = _connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = checkpoint.ExecuteReader();
        return reader.Read() && reader.GetInt64(0) == 0;
    }

    public StoredAnswer? FindAnswer(Guid commandId)
    {
        Bind(_findAnswer, Bytes(commandId));
        using var reader = _findAnswer.ExecuteReader();
        return reader.Read()
            ? new StoredAnswer(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)))
            : null;
    }

    public void StoreAnswer(Guid commandId, StoredAnswer answer) =>
        Run(_storeAnswer, Bytes(commandId), answer.UseCase, answer.RequestHash, answer.Answer, answer.At.ToUnixTimeMilliseconds());

    public byte[]? FindState(Guid objectId)
    {
        Bind(_findState, Bytes(objectId));
        return _findState.ExecuteScalar() as byte[];
    }

    /// <summary>Two statements, not an upsert: the guard against INSERT OR REPLACE would refuse that too.</summary>
    public void StoreState(string kind, Guid id, long version, byte[] state, byte[] hash)
    {
        if (version == 1 || Run(_updateState, kind, Bytes(id), version, state, hash) == 0)
            Run(_insertState, kind, Bytes(id), version, state, hash);
    }

    public IReadOnlyList<string>? FindRoles(Guid person)
    {
        Bind(_findRoles, Bytes(person));
        using var reader = _findRoles.ExecuteReader();
        List<string>? roles = null;
        while (reader.Read())
        {
            roles ??= [];
            if (!reader.IsDBNull(0))
                roles.Add(reader.GetString(0));
        }

        return roles;
    }

    public long NextNumber(string series)
    {
        Bind(_nextNumber, series);
        return (long)_nextNumber.ExecuteScalar()!;
    }

    public void Dispose() => _all.ForEach(c => c.Dispose());

    private static byte[]? Bytes(Guid? id) => id?.ToByteArray(bigEndian: true);

    /// <returns>How many rows it changed.</returns>
    private static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        return command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    private SqliteCommand Prepare(string sql, int parameters = 0)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.AddWithValue($"${i}", DBNull.Value);
        _all.Add(command);
        return command;
    }
}
