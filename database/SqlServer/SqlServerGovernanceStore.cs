using GovernanceConsole.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GovernanceConsole.SqlServer;

/// <summary>
/// The console's database on SQL Server, shared by any number of nodes. Each command is one serializable transaction;
/// one that met another is run again on fresh data.
/// </summary>
public sealed class SqlServerGovernanceStore : IGovernanceStore
{
    private readonly SqlServerRetries _retries;
    private readonly PooledDbContextFactory<SqlServerGovernanceDbContext> _writers;
    private readonly PooledDbContextFactory<SqlServerGovernanceDbContext> _readers;
    private readonly IReadOnlyList<IInterceptor> _whenReading;

    /// <param name="options">Where the database is.</param>
    /// <param name="clock">For the pauses between tries.</param>
    /// <param name="interceptors">What a test wants to see, or to answer in place of a server.</param>
    internal SqlServerGovernanceStore(SqlServerOptions options, TimeProvider clock, IReadOnlyList<IInterceptor> interceptors)
    {
        _retries = new SqlServerRetries(clock);
        IInterceptor[] always = [.. interceptors, SearchIgnoresCase.Always];
        _whenReading = [.. always, new RefuseToSave()];
        _writers = new(Options(options.ForWriting).AddInterceptors(always).Options);
        _readers = new(Options(options.ForReading)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(_whenReading)
            .Options);
    }

    /// <summary>Connects, and applies the scripts the database lacks, where the login may. Any number of nodes may start at once.</summary>
    /// <exception cref="SchemaException">
    /// The server does not answer, the database is not of this version, or it lacks scripts this login may not run.
    /// </exception>
    public static SqlServerGovernanceStore Open(SqlServerOptions options, TimeProvider clock)
    {
        using var connection = Connect(options.ForWriting);
        SqlServerSchema.BringUpToDate(connection, clock);
        SchemaScript.CheckGuards(SqlServerGuards.Differences(connection));
        return new SqlServerGovernanceStore(options, clock, []);
    }

    /// <summary>Connects to look at a database, whatever state its schema is in. Applies no script.</summary>
    /// <exception cref="SchemaException">The server does not answer.</exception>
    public static SqlServerGovernanceStore OpenToLook(SqlServerOptions options, TimeProvider clock)
    {
        Connect(options.ForReading).Dispose();
        return new SqlServerGovernanceStore(options, clock, []);
    }

    private static SqlConnection Connect(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqlException failure)
        {
            connection.Dispose();
            throw new SchemaException($"The database on SQL Server cannot be opened. {failure.Message}");
        }
    }

    /// <inheritdoc/>
    Task<T> IGovernanceStore.WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken) =>
        _retries.RunAsync(() => WriteOnceAsync(work, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    GovernanceDbContext IGovernanceStore.OpenForReading() => _readers.CreateDbContext();

    /// <inheritdoc/>
    async Task<IReadMoment> IGovernanceStore.OpenMomentAsync(CancellationToken cancellationToken) =>
        await SqlServerReadMoment.OpenAsync(await _readers.CreateDbContextAsync(cancellationToken), _whenReading, cancellationToken);

    /// <inheritdoc/>
    async Task<IReadOnlyList<string>> IGovernanceStore.FindSchemaDifferencesAsync(CancellationToken cancellationToken)
    {
        await using var context = await _readers.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        return SqlServerGuards.Differences(context.Database.GetDbConnection());
    }

    /// <inheritdoc/>
    Task<IReadOnlyList<string>> IGovernanceStore.FindDamageAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <inheritdoc/>
    Task IGovernanceStore.ForgetDeletedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<T> WriteOnceAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var context = await _writers.CreateDbContextAsync(cancellationToken);
        var session = await SqlServerWriteSession.BeginAsync(context, cancellationToken);
        var result = await work(session); // when it throws, the transaction is rolled back with the context
        await session.CommitAsync();
        return result;
    }

    private static DbContextOptionsBuilder<SqlServerGovernanceDbContext> Options(string connectionString) =>
        new DbContextOptionsBuilder<SqlServerGovernanceDbContext>().UseSqlServer(connectionString);
}
