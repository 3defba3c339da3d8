using System.Globalization;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Sqlite;

/// <summary>One command of the writer.</summary>
internal sealed class SqliteWriteSession(GovernanceDbContext context, SqliteStatements statements) : IWriteSession
{
    public GovernanceDbContext Context { get; } = context;

    public Task UndoAsync()
    {
        if (!statements.TryUndoCommand())
            throw new InvalidOperationException("The command is run again with a savepoint."); // the writer hears of it, and nobody else
        Context.ChangeTracker.Clear();
        return Task.CompletedTask;
    }

    public Task<StoredAnswer?> FindAnswerAsync(Guid commandId) => Task.FromResult(statements.FindAnswer(commandId));

    public Task StoreAnswerAsync(Guid commandId, StoredAnswer answer)
    {
        statements.StoreAnswer(commandId, answer);
        return Task.CompletedTask;
    }

    public Task<LedgerHead> ReadHeadAsync(LedgerStream ledger) => Task.FromResult(statements.Head(ledger));

    public Task WriteEntriesAsync(LedgerHead newHead, IReadOnlyList<LedgerRow> rows)
    {
        statements.WriteEntries(newHead, rows);
        return Task.CompletedTask;
    }

    public Task<byte[]?> FindObjectStateAsync(string objectKind, Guid objectId) => Task.FromResult(statements.FindState(objectId));

    public Task StoreObjectStateAsync(string objectKind, Guid objectId, long version, byte[] state, byte[] stateHash)
    {
        statements.StoreState(objectKind, objectId, version, state, stateHash);
        return Task.CompletedTask;
    }

    public Task EraseTextsAsync(IReadOnlyList<(LedgerStream Ledger, long Idx, string Field)> texts)
    {
        statements.EraseTexts(texts);
        return Task.CompletedTask;
    }

    public Task PruneAsync(LedgerStream ledger, IReadOnlyList<(long From, long To)> ranges, DateTimeOffset at)
    {
        statements.Prune(ledger, ranges, at);
        return Task.CompletedTask;
    }

    public Task ForgetAnswersAsync(IReadOnlyList<Guid> commandIds)
    {
        statements.ForgetAnswers(commandIds);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>?> FindRolesAsync(Guid person) => Task.FromResult(statements.FindRoles(person));

    public Task<long> NextNumberAsync(string series) => Task.FromResult(statements.NextNumber(series));

    public Task BulkInsertAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var insert = statements.Connection.CreateCommand();
        var names = string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")));
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({names})";
        for (var i = 1; i <= columns.Count; i++)
            insert.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), DBNull.Value);
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                insert.Parameters[i].Value = ToStored(row[i]);
            insert.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    // The same forms as the mapping's converters, without a context for a million rows.
    private static object ToStored(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(bigEndian: true),
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
        bool flag => flag ? 1L : 0L,
        _ => value,
    };
}
