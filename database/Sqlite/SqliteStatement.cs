using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// One prepared statement of the writer, straight on the library: it runs for every command, and a command object's reader and parameters
/// would cost more than the statement itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        using (Query(values))
            return raw.sqlite3_changes(_database);
    }

    /// <summary>Runs it to its first row.</summary>
    public Rows Query(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(Bind(i + 1, values[i]));
        try
        {
            return new Rows(this, Step());
        }
        catch
        {
            _ = raw.sqlite3_reset(_statement); // says once more what the step said
            throw;
        }
    }

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(result);
        return result == raw.SQLITE_ROW;
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0), // no bytes at all would be bound as NULL
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        Guid id => BindId(place, id),
        _ => throw new InvalidOperationException($"The writer binds no {value.GetType().Name}."),
    };

    private int BindId(int place, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return raw.sqlite3_bind_blob(_statement, place, bytes);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);

    /// <summary>The rows of one run. Dispose it: a statement that is not at its end keeps a transaction from its commit.</summary>
    internal sealed class Rows(SqliteStatement statement, bool isAtRow) : IDisposable
    {
        /// <summary>Whether there is a row.</summary>
        public bool IsAtRow { get; private set; } = isAtRow;

        public void Next() => IsAtRow = statement.Step();

        public bool IsNull(int column) => raw.sqlite3_column_type(statement._statement, column) == raw.SQLITE_NULL;

        public long Number(int column) => raw.sqlite3_column_int64(statement._statement, column);

        public string Text(int column) => raw.sqlite3_column_text(statement._statement, column).utf8_to_string();

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement._statement, column).ToArray();

        public void Dispose() => _ = raw.sqlite3_reset(statement._statement);
    }
}
