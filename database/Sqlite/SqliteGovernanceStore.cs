using System.Data;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// The console's database as one SQLite file, written by one process. The process that opens it to write holds a lock
/// file beside it; readers are connections that cannot write.
/// </summary>
public sealed class SqliteGovernanceStore : IGovernanceStore, IAsyncDisposable
{
    /// <summary>Of a new file, in bytes: in 4 KB, which is the default, most ledger entries would overflow into a page of their own.</summary>
    internal const int PageSize = 8192;

    private readonly SqliteReadingStore _reading;
    private readonly SqliteWriterLock _writerLock;
    private readonly SqliteWriter _writer;

    private SqliteGovernanceStore(string file, SqliteWriterLock writerLock, SqliteWriter writer, IReadOnlyList<IInterceptor> interceptors) =>
        (_reading, _writerLock, _writer) = (new SqliteReadingStore(file, interceptors), writerLock, writer);

    private IGovernanceStore Reading => _reading;

    /// <summary>Opens the file to write, creating it and bringing its schema up to date.</summary>
    /// <exception cref="SchemaException">
    /// Another process writes to it; it is damaged, not a database of this version, or was changed past its scripts; or the
    /// process that had it last was killed and its log is gone.
    /// </exception>
    public static SqliteGovernanceStore Open(SqliteOptions options, TimeProvider clock) => Open(options, clock, []);

    /// <summary>
    /// Builds the model and the machinery of queries, which the first use would otherwise wait for. No database is
    /// touched; a process that is starting calls it beside what else it has to do.
    /// </summary>
    public static void PrepareModel()
    {
        using var context = new SqliteGovernanceDbContext(new DbContextOptionsBuilder<SqliteGovernanceDbContext>().UseSqlite("Data Source=:memory:").Options);
        _ = context.Set<StoredEntry>().Where(e => e.Ledger == 0).OrderBy(e => e.Idx).Select(e => e.Type).ToQueryString();
    }

    internal static SqliteGovernanceStore Open(SqliteOptions options, TimeProvider clock, IReadOnlyList<IInterceptor> interceptors)
    {
        var file = SqliteFiles.Target(options.File);
        DurableFiles.CreateFolder(Path.GetDirectoryName(file)!);
        var writerLock = SqliteWriterLock.Take(file);
        SqliteConnection? connection = null;
        try
        {
            SqliteRestore.CheckNoneIsHalfDone(file);
            SqliteDatabaseCopy.Sweep(file);
            writerLock.CheckNothingIsMissing(file);
            if (File.Exists(file))
                SqliteWriterLock.CheckItHasOneName(file);
            else
                DurableFiles.Create(file).Dispose(); // SQLite would let others read it; its log takes over the mode
            connection = WritingConnection(file);
            connection.Open();
            Execute(connection, $"PRAGMA page_size = {PageSize}; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
            SqliteSchema.BringUpToDate(connection, clock);
            // Not before it is known to be ours: the mode is kept in the file. The log is there from the first read on.
            Execute(connection, "PRAGMA journal_mode = WAL; SELECT count(*) FROM sqlite_schema;");
            writerLock.SayInUse();
            return new SqliteGovernanceStore(file, writerLock, new SqliteWriter(connection, options, interceptors), interceptors);
        }
        catch (Exception failure)
        {
            if (connection?.State == ConnectionState.Open && !writerLock.TrySayClosing()) // closing writes the log back into the file, so that it may be gone next time
                SqliteWriter.KeepTheLog(connection);
            connection?.Dispose();
            writerLock.Dispose();
            if (failure is SqliteException fault && SqliteFiles.IsDamage(fault))
                throw SqliteFiles.Damaged(file, fault);
            throw;
        }
    }

    /// <inheritdoc/>
    Task<T> IGovernanceStore.WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(work, cancellationToken);

    /// <inheritdoc/>
    GovernanceDbContext IGovernanceStore.OpenForReading() => Reading.OpenForReading();

    /// <inheritdoc/>
    Task<IReadMoment> IGovernanceStore.OpenMomentAsync(CancellationToken cancellationToken) => Reading.OpenMomentAsync(cancellationToken);

    /// <inheritdoc/>
    Task<IReadOnlyList<string>> IGovernanceStore.FindSchemaDifferencesAsync(CancellationToken cancellationToken) => Reading.FindSchemaDifferencesAsync(cancellationToken);

    /// <inheritdoc/>
    Task<IReadOnlyList<string>> IGovernanceStore.FindDamageAsync(CancellationToken cancellationToken) => Reading.FindDamageAsync(cancellationToken);

    /// <inheritdoc/>
    Task IGovernanceStore.ForgetDeletedAsync(CancellationToken cancellationToken) => _writer.EmptyTheLogAsync(cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Idle readers go first: only the last connection to leave writes the log back into the file. Where the disk does not take the
    /// mark that it is being closed, the log stays, because the next start will look for it; nothing is lost by that.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        if (!_writerLock.TrySayClosing())
            _writer.KeepTheLog();
        try
        {
            await _reading.DisposeAsync();
            await _writer.DisposeAsync();
        }
        finally
        {
            _writerLock.Dispose();
        }
    }

    private static SqliteConnection WritingConnection(string file) => new(new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false, // a pooled connection comes back with the last user's pragmas
        ForeignKeys = true,
        RecursiveTriggers = true, // else INSERT OR REPLACE deletes past the delete triggers
    }.ToString());

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
