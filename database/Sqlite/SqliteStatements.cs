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
    /// <summary>What the guard of the entries says where an entry does not follow the newest one.</summary>
    private const string NotTheNextIndex = "a ledger entry takes the next index";

    private readonly Dictionary<LedgerStream, LedgerHead> _heads = [];
    private readonly Dictionary<LedgerStream, LedgerHead> _headsAtSavepoint = [];
    private readonly HashSet<LedgerStream> _moved = [];

    /// <summary>Where this writer knows each ledger to end: as it was first read, or last committed.</summary>
    private readonly Dictionary<LedgerStream, LedgerHead> _known = [];

    private readonly SqliteConnection _connection;
    private bool _hasSavepoint;
    private int _changesBefore;
    private readonly List<SqliteStatement> _all = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _savepoint;
    private readonly SqliteStatement _release;
    private readonly SqliteStatement _rollbackTo;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _findAnswer;
    private readonly SqliteStatement _storeAnswer;
    private readonly SqliteStatement _insertEntry;
    private readonly SqliteStatement _insertPrivate;
    private readonly SqliteStatement _recordErased;
    private readonly SqliteStatement _eraseText;
    private readonly SqliteStatement _recordPruned;
    private readonly SqliteStatement _pruneTexts;
    private readonly SqliteStatement _pruneEntries;
    private readonly SqliteStatement _forgetAnswer;
    private readonly SqliteStatement _findState;
    private readonly SqliteStatement _insertState;
    private readonly SqliteStatement _updateState;
    private readonly SqliteStatement _findRoles;
    private readonly SqliteStatement _findScopes;
    private readonly SqliteStatement _nextNumber;
    private readonly SqliteStatement _raiseSeries;
    private readonly SqliteStatement _readHead;
    private readonly SqliteStatement _writeHead;

    public SqliteStatements(SqliteConnection connection)
    {
        _connection = connection;
        connection.CreateFunction("leaf_hash", (byte[] body) => LeafHash.Of(body), isDeterministic: true);
        _begin = Prepare("BEGIN IMMEDIATE");
        _savepoint = Prepare("SAVEPOINT command");
        _release = Prepare("RELEASE command");
        _rollbackTo = Prepare("ROLLBACK TO command");
        _commit = Prepare("COMMIT");
        _findAnswer = Prepare("SELECT use_case, request_hash, answer, at FROM command_results WHERE command_id = ?1");
        _storeAnswer = Prepare("INSERT INTO command_results (command_id, use_case, request_hash, answer, at) VALUES (?1, ?2, ?3, ?4, ?5)");
        _insertEntry = Prepare(
            "INSERT OR FAIL INTO ledger_entries (rowid, ledger, idx, type, at, object_kind, object_id, actor_id, command_id, body, corr) "
            + "VALUES ((SELECT coalesce(max(rowid), 0) + 1 FROM ledger_entries), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        _insertPrivate = Prepare("INSERT INTO ledger_private (ledger, idx, field, salt, value) VALUES (?1, ?2, ?3, ?4, ?5)");
        _recordErased = Prepare("INSERT INTO ledger_erased_texts (ledger, idx, field) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM ledger_erased_texts WHERE ledger = ?1 AND idx = ?2 AND field = ?3)");
        _eraseText = Prepare("DELETE FROM ledger_private WHERE ledger = ?1 AND idx = ?2 AND field = ?3");
        // A range that somebody noted past the console keeps no deletion from going on: part of it is not noted again.
        _recordPruned = Prepare(
            "INSERT INTO ledger_pruned_ranges (ledger, from_idx, to_idx, pruned_at) SELECT ?1, ?2, ?3, ?4 "
            + "WHERE NOT EXISTS (SELECT 1 FROM ledger_pruned_ranges WHERE ledger = ?1 AND from_idx <= ?2 AND to_idx >= ?3)");
        _pruneTexts = Prepare("DELETE FROM ledger_private WHERE ledger = ?1 AND idx BETWEEN ?2 AND ?3");
        _pruneEntries = Prepare(
            "UPDATE ledger_entries SET pruned_leaf_hash = leaf_hash(body), body = x'', type = '', object_kind = NULL, object_id = NULL, actor_id = NULL, command_id = NULL, corr = NULL "
            + "WHERE ledger = ?1 AND idx BETWEEN ?2 AND ?3");
        _forgetAnswer = Prepare("DELETE FROM command_results WHERE command_id = ?1");
        _findState = Prepare("SELECT state FROM ledger_objects WHERE object_id = ?1");
        _insertState = Prepare("INSERT INTO ledger_objects (object_kind, object_id, version, state, state_hash) VALUES (?1, ?2, ?3, ?4, ?5)");
        _updateState = Prepare("UPDATE ledger_objects SET version = ?3, state = ?4, state_hash = ?5 WHERE object_id = ?2 AND object_kind = ?1");
        _findRoles = Prepare(
            "SELECT g.role FROM people p LEFT JOIN role_grants g ON g.person_id = p.id AND g.ended_at IS NULL AND (g.lapses_at IS NULL OR g.lapses_at > ?2) WHERE p.id = ?1 AND p.may_act = 1");
        _findScopes = Prepare("SELECT scopes FROM api_keys WHERE id = ?1 AND revoked_at IS NULL AND ends_at > ?2");
        _nextNumber = Prepare(
            "INSERT INTO number_series (series, last) VALUES (?1, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last");
        _raiseSeries = Prepare("INSERT INTO number_series (series, last) VALUES (?1, ?2) ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last)");
        _readHead = Prepare("SELECT name, size, frontier, last_leaf FROM ledger_heads WHERE ledger = ?1");
        _writeHead = Prepare("UPDATE ledger_heads SET size = ?2, frontier = ?3, root = ?4, last_leaf = ?5 WHERE ledger = ?1");
    }

    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public SqliteConnection Connection => _connection;

    /// <summary>Rows written since the connection was opened; it may begin again at some time, and is only compared.</summary>
    private int Changes => SQLitePCL.raw.sqlite3_total_changes(_connection.Handle);

    /// <summary>Begins a transaction.</summary>
    /// <param name="patience">How long another program may hold the file. Only here: the writer waits for nobody in the middle of its work.</param>
    public void Begin(TimeSpan patience)
    {
        _ = SQLitePCL.raw.sqlite3_busy_timeout(_connection.Handle, (int)patience.TotalMilliseconds);
        try
        {
            _begin.Run();
        }
        finally
        {
            _ = SQLitePCL.raw.sqlite3_busy_timeout(_connection.Handle, 0);
        }
    }

    /// <summary>A command begins.</summary>
    /// <param name="withSavepoint">Whether it can be undone by itself after it wrote. That costs a copy of every page it touches.</param>
    public void BeginCommand(bool withSavepoint)
    {
        (_hasSavepoint, _changesBefore) = (withSavepoint, Changes);
        if (!withSavepoint)
            return;
        _headsAtSavepoint.Clear();
        foreach (var (stream, head) in _heads)
            _headsAtSavepoint[stream] = head;
        _savepoint.Run();
    }

    public void EndCommand()
    {
        if (_hasSavepoint)
            _release.Run();
        _hasSavepoint = false;
    }

    /// <summary>Undoes what the command wrote and nothing else. False: it wrote, and began without a savepoint.</summary>
    public bool TryUndoCommand()
    {
        if (Changes == _changesBefore)
            return true;
        if (!_hasSavepoint)
            return false;
        _rollbackTo.Run();
        _heads.Clear();
        foreach (var (stream, head) in _headsAtSavepoint)
            _heads[stream] = head;
        _moved.IntersectWith(_heads.Keys); // a head first read after the savepoint is not known any more
        return true;
    }

    public void Commit()
    {
        foreach (var stream in _moved)
            _known.Remove(stream); // should the commit fail, only the file knows
        _commit.Run();
        foreach (var stream in _moved)
            _known[stream] = _heads[stream];
        _moved.Clear();
    }

    /// <summary>Nothing since the last commit is kept, and the heads are read again.</summary>
    public void RollbackAll()
    {
        _heads.Clear();
        _moved.Clear();
        _hasSavepoint = false;
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
            _writeHead.Run((long)head.Ledger, head.Frontier.Size, head.Frontier.ToBytes(), head.Frontier.Root(), head.LastLeaf);
    }

    /// <summary>A copy of the head: whoever appends to it hands it back with the rows.</summary>
    public LedgerHead Head(LedgerStream stream)
    {
        if (!_heads.TryGetValue(stream, out var head))
        {
            using var row = _readHead.Query((long)stream);
            if (!row.IsAtRow)
                throw new InvalidOperationException($"The database has no head for the ledger of {stream}; it was not created by its scripts.");
            head = new LedgerHead(stream, row.Text(0), MerkleFrontier.Restore(row.Number(1), row.Bytes(2)), row.Bytes(3));
            CheckNobodyElseMovedIt(head);
            _heads[stream] = head;
        }

        return head with { Frontier = head.Frontier.Clone() };
    }

    /// <summary>Somebody heard that a ledger was changed past the console: it goes on from where it ends now.</summary>
    public void TakeOver(LedgerStream stream) => _known.Remove(stream);

    /// <summary>A head that is read anew is the one this writer committed. Another one is taken over as soon as somebody heard of it, and not in silence.</summary>
    private void CheckNobodyElseMovedIt(LedgerHead head)
    {
        if (_known.TryAdd(head.Ledger, head))
            return;
        var known = _known[head.Ledger];
        if (known.Frontier.Size != head.Frontier.Size || !known.LastLeaf.AsSpan().SequenceEqual(head.LastLeaf) || !known.Frontier.ToBytes().AsSpan().SequenceEqual(head.Frontier.ToBytes()))
            throw new LedgerChangedException(head.Ledger, $"The console had written {known.Frontier.Size} entries of {head.Name}, and it ends after {head.Frontier.Size} now: somebody wrote into it past the console.");
    }

    public void WriteEntries(LedgerHead newHead, IReadOnlyList<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            try
            {
                _insertEntry.Run(
                    (long)row.Ledger, row.Idx, row.Type, row.At.ToUnixTimeMilliseconds(), row.ObjectKind,
                    row.ObjectId, row.ActorId, row.CommandId, row.Body, row.Corr);
            }
            catch (SqliteException fault) when (IsNotTheNextIndex(fault))
            {
                throw new LedgerChangedException(row.Ledger, $"The end of {newHead.Name} counts {row.Idx} entries, and there are others: entries were added or removed past the console, and nothing more can be decided until they are put right.");
            }

            foreach (var secret in row.Private)
                _insertPrivate.Run((long)row.Ledger, row.Idx, secret.Field, secret.Salt, secret.Value);
        }

        _heads[newHead.Ledger] = newHead;
        _moved.Add(newHead.Ledger);
    }

    /// <summary>By the guard, or, where somebody took it away, by the key.</summary>
    private static bool IsNotTheNextIndex(SqliteException fault) =>
        fault.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY
        || (fault.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_TRIGGER && fault.Message.Contains(NotTheNextIndex, StringComparison.Ordinal));

    public void EraseTexts(IReadOnlyList<(LedgerStream Ledger, long Idx, string Field)> texts)
    {
        foreach (var (ledger, idx, field) in texts)
        {
            _recordErased.Run((long)ledger, idx, field);
            _eraseText.Run((long)ledger, idx, field);
        }
    }

    public void Prune(LedgerStream ledger, IReadOnlyList<(long From, long To)> ranges, DateTimeOffset at)
    {
        foreach (var (from, to) in ranges)
        {
            _recordPruned.Run((long)ledger, from, to, at.ToUnixTimeMilliseconds());
            _pruneTexts.Run((long)ledger, from, to);
            _pruneEntries.Run((long)ledger, from, to);
        }
    }

    public void ForgetAnswers(IReadOnlyList<Guid> commandIds)
    {
        foreach (var id in commandIds)
            _forgetAnswer.Run(id);
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
        using var row = _findAnswer.Query(commandId);
        return row.IsAtRow
            ? new StoredAnswer(row.Text(0), row.Bytes(1), row.Text(2), DateTimeOffset.FromUnixTimeMilliseconds(row.Number(3)))
            : null;
    }

    public void StoreAnswer(Guid commandId, StoredAnswer answer) =>
        _storeAnswer.Run(commandId, answer.UseCase, answer.RequestHash, answer.Answer, answer.At.ToUnixTimeMilliseconds());

    public byte[]? FindState(Guid objectId)
    {
        using var row = _findState.Query(objectId);
        return row.IsAtRow ? row.Bytes(0) : null;
    }

    /// <summary>Two statements, not an upsert: the guard against INSERT OR REPLACE would refuse that too.</summary>
    public void StoreState(string kind, Guid id, long version, byte[] state, byte[] hash)
    {
        if (version == 1 || _updateState.Run(kind, id, version, state, hash) == 0)
            _insertState.Run(kind, id, version, state, hash);
    }

    public IReadOnlyList<string>? FindRoles(Guid person, DateTimeOffset at)
    {
        using var row = _findRoles.Query(person, at.ToUnixTimeMilliseconds());
        List<string>? roles = null;
        for (; row.IsAtRow; row.Next())
        {
            roles ??= [];
            if (!row.IsNull(0))
                roles.Add(row.Text(0));
        }

        return roles;
    }

    public string? FindScopes(Guid key, DateTimeOffset at)
    {
        using var row = _findScopes.Query(key, at.ToUnixTimeMilliseconds());
        return row.IsAtRow ? row.Text(0) : null;
    }

    public long NextNumber(string series)
    {
        using var row = _nextNumber.Query(series);
        return row.Number(0);
    }

    /// <summary>A series goes on behind this number, unless it is further already.</summary>
    public void RaiseSeries(string series, long number) => _raiseSeries.Run(series, number);

    public void Dispose() => _all.ForEach(c => c.Dispose());

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(_connection, sql);
        _all.Add(statement);
        return statement;
    }
}
