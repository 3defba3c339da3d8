using System.Data;
using System.Data.Common;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceConsole.SqlServer;

/// <summary>A snapshot transaction on a connection of its own: it sees what was committed before it began, and holds nobody up.</summary>
internal sealed class SqlServerReadMoment : IReadMoment
{
    private readonly GovernanceDbContext _owner;
    private readonly DbTransaction _transaction;
    private readonly DbContextOptions<SqlServerGovernanceDbContext> _options;

    private SqlServerReadMoment(GovernanceDbContext owner, DbTransaction transaction, IReadOnlyList<IInterceptor> interceptors)
    {
        (_owner, _transaction) = (owner, transaction);
        _options = new DbContextOptionsBuilder<SqlServerGovernanceDbContext>()
            .UseSqlServer(owner.Database.GetDbConnection())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(interceptors)
            .Options;
    }

    /// <param name="owner">A fresh context; its connection is the moment's, and it is closed with it.</param>
    /// <param name="interceptors">Those of every context that reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SqlServerReadMoment> OpenAsync(
        GovernanceDbContext owner, IReadOnlyList<IInterceptor> interceptors, CancellationToken cancellationToken)
    {
        try
        {
            await owner.Database.OpenConnectionAsync(cancellationToken);
            var connection = owner.Database.GetDbConnection();
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);
            await using var first = connection.CreateCommand();
            first.Transaction = transaction;
            first.CommandText = "SELECT COUNT(*) FROM dbo.schema_scripts"; // the view is fixed by the first read, not by the beginning
            await first.ExecuteScalarAsync(cancellationToken);
            return new SqlServerReadMoment(owner, transaction, interceptors);
        }
        catch
        {
            await owner.DisposeAsync();
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
        await _owner.DisposeAsync();
    }
}
