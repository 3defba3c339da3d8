using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceConsole.Sqlite;

/// <summary>A read transaction on a connection of its own: in WAL mode it sees the last commit before it began, and holds nobody up.</summary>
internal sealed class SqliteReadMoment : IReadMoment
{
    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<SqliteGovernanceDbContext> _options;

    private SqliteReadMoment(SqliteConnection connection, IReadOnlyList<IInterceptor> interceptors)
    {
        _connection = connection;
        _options = new DbContextOptionsBuilder<SqliteGovernanceDbContext>()
            .UseSqlite(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(interceptors)
            .Options;
    }

    public static async Task<SqliteReadMoment> OpenAsync(string file, IReadOnlyList<IInterceptor> interceptors, CancellationToken cancellationToken)
    {
        // Not pooled: the next user would find the transaction still open if closing it failed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN; SELECT count(*) FROM sqlite_schema;"; // the view is fixed by the first read, not by BEGIN
            await begin.ExecuteScalarAsync(cancellationToken);
            return new SqliteReadMoment(connection, interceptors);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public GovernanceDbContext Open() => new SqliteGovernanceDbContext(_options);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
