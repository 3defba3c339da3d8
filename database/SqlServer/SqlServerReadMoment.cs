using System.Data;
using System.Data.Common;
using GovernanceConsole.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.SqlServer;

/// <summary>A snapshot transaction on a connection of its own: it sees what was committed before it began, and holds nobody up.</summary>
internal sealed class SqlServerReadMoment : IReadMoment
{
    private readonly SqlConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly DbContextOptions<SqlServerGovernanceDbContext> _options;

    private SqlServerReadMoment(SqlConnection connection, DbTransaction transaction)
    {
        (_connection, _transaction) = (connection, transaction);
        _options = new DbContextOptionsBuilder<SqlServerGovernanceDbContext>()
            .UseSqlServer(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new RefuseToSave())
            .Options;
    }

    public static async Task<SqlServerReadMoment> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new SqlServerReadMoment(connection, await connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public GovernanceDbContext Open()
    {
        var context = new SqlServerGovernanceDbContext(_options);
        context.Database.UseTransaction(_transaction);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
