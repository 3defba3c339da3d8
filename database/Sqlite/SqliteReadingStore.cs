using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SQLitePCL;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// A database file opened to be read, also while the console that owns it runs and writes. Takes no lock, applies no
/// script, and its connections cannot write.
/// </summary>
public sealed class SqliteReadingStore : IGovernanceStore, IAsyncDisposable
{
    private readonly string _file;
    private readonly PooledDbContextFactory<SqliteGovernanceDbContext> _readers;
    private readonly IReadOnlyList<IInterceptor> _whenReading;

    internal SqliteReadingStore(string file, IReadOnlyList<IInterceptor> interceptors)
    {
        _file = file;
        _whenReading = [.. interceptors, new RefuseToSave()];
        _readers = new PooledDbContextFactory<SqliteGovernanceDbContext>(new DbContextOptionsBuilder<SqliteGovernanceDbContext>()
            .UseSqlite(PooledConnection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(_whenReading)
            .Options);
    }

    private string PooledConnection => new SqliteConnectionStringBuilder { DataSource = _file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();

    /// <summary>Opens a file of this version.</summary>
    /// <exception cref="SchemaException">It is not there, damaged, another application's or of another version.</exception>
    public static SqliteReadingStore Open(string file)
    {
        if (!File.Exists(file))
            throw new SchemaException($"There is no {file}.");
        SqliteWriterLock.CheckNothingIsMissingToRead(file);
        try
        {
            using var connection = SqliteFiles.OpenReading(file);
            SqliteSchema.CheckItIsOfThisVersion(connection);
        }
        catch (SqliteException fault) when (SqliteFiles.IsDamage(fault))
        {
            throw SqliteFiles.Damaged(file, fault);
        }

        return new SqliteReadingStore(Path.GetFullPath(file), []);
    }

    /// <inheritdoc/>
    Task<T> IGovernanceStore.WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The database is open to be read only.");

    /// <inheritdoc/>
    GovernanceDbContext IGovernanceStore.OpenForReading() => _readers.CreateDbContext();

    /// <inheritdoc/>
    async Task<IReadMoment> IGovernanceStore.OpenMomentAsync(CancellationToken cancellationToken) =>
        await SqliteReadMoment.OpenAsync(_file, _whenReading, cancellationToken);

    /// <inheritdoc/>
    Task IGovernanceStore.ForgetDeletedAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("The database is open to be read only.");

    /// <inheritdoc/>
    Task<IReadOnlyList<string>> IGovernanceStore.FindSchemaDifferencesAsync(CancellationToken cancellationToken)
    {
        using var connection = SqliteFiles.OpenReading(_file);
        return Task.FromResult(SqliteCatalogue.Differences(connection));
    }

    /// <inheritdoc/>
    async Task<IReadOnlyList<string>> IGovernanceStore.FindDamageAsync(CancellationToken cancellationToken) =>
        await Task.Run<IReadOnlyList<string>>(
            () =>
            {
                using var connection = SqliteFiles.OpenReading(_file);
                using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle)); // one statement, which reads the whole file
                try
                {
                    return [.. SqliteSchema.Damage(connection), .. SqliteSchema.EntriesWithoutNextRow(connection)];
                }
                catch (SqliteException) when (cancellationToken.IsCancellationRequested)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
            },
            cancellationToken);

    /// <summary>Closes the pooled connections: only the last one to leave writes the log back into the file.</summary>
    public ValueTask DisposeAsync()
    {
        using var readers = new SqliteConnection(PooledConnection);
        SqliteConnection.ClearPool(readers);
        return ValueTask.CompletedTask;
    }
}
