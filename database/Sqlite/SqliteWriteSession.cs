using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Sqlite;

/// <summary>One command of the writer.</summary>
/// <param name="context">Its context.</param>
/// <param name="statements">The writer's statements.</param>
/// <param name="slice">How long it may write of a long list while others wait.</param>
/// <param name="othersWait">Whether somebody waits for the writer or for this commit.</param>
internal sealed class SqliteWriteSession(GovernanceDbContext context, SqliteStatements statements, TimeSpan slice, Func<bool> othersWait) : IWriteSession
{
    /// <summary>So many of a long list are written before the clock is looked at: a few milliseconds' worth.</summary>
    internal const int BetweenLooks = 50;

    private readonly long _began = Stopwatch.GetTimestamp();

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

    public Task<IReadOnlyList<string>?> FindRolesAsync(Guid person, DateTimeOffset at) => Task.FromResult(statements.FindRoles(person, at));

    public Task<string?> FindScopesAsync(Guid key, DateTimeOffset at) => Task.FromResult(statements.FindScopes(key, at));

    public Task<long> NextNumberAsync(string series) => Task.FromResult(statements.NextNumber(series));

    public Task RaiseSeriesAsync(string series, long number)
    {
        statements.RaiseSeries(series, number);
        return Task.CompletedTask;
    }

    public async Task<int> WriteSomeAsync(int count, Func<Range, Task> write)
    {
        var written = 0;
        while (written < count && (written == 0 || !othersWait() || Stopwatch.GetElapsedTime(_began) < slice))
        {
            var next = Math.Min(count, written + BetweenLooks);
            await write(written..next);
            written = next;
        }

        return written;
    }

    public Task BulkInsertAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var names = string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"?{i + 1}")));
        using var insert = new SqliteStatement(statements.Connection, $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({names})");
        var stored = new object?[columns.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                stored[i] = ToStored(row[i]);
            insert.Run(stored);
        }

        return Task.CompletedTask;
    }

    // The same forms as the mapping's converters, without a context for a million rows.
    private static object? ToStored(object? value) => value switch
    {
        int number => (long)number,
        short number => (long)number,
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
        bool flag => flag ? 1L : 0L,
        _ => value,
    };
}
