using System.Globalization;
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
    private readonly string _file;
    private readonly FileStream _writerLock;
    private readonly SqliteWriter _writer;
    private readonly PooledDbContextFactory<SqliteGovernanceDbContext> _readers;
    private readonly IReadOnlyList<IInterceptor> _whenReading;

    private SqliteGovernanceStore(string file, FileStream writerLock, SqliteWriter writer, IReadOnlyList<IInterceptor> interceptors)
    {
        (_file, _writerLock, _writer) = (file, writerLock, writer);
        _whenReading = [.. interceptors, new RefuseToSave()];
        _readers = new PooledDbContextFactory<SqliteGovernanceDbContext>(ReaderOptions(file, _whenReading));
    }

    /// <summary>Opens the file to write, creating it and bringing its schema up to date.</summary>
    /// <exception cref="SchemaException">Another process writes to it, or it is not a database of this version.</exception>
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
        var file = Target(Path.GetFullPath(options.File));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var writerLock = TakeWriterLock(file);
        SqliteConnection? connection = null;
        try
        {
            connection = OpenWriting(file);
            SqliteSchema.BringUpToDate(connection, clock);
            return new SqliteGovernanceStore(file, writerLock, new SqliteWriter(connection, options, interceptors), interceptors);
        }
        catch
        {
            connection?.Dispose();
            writerLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    Task<T> IGovernanceStore.WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(work, cancellationToken);

    /// <inheritdoc/>
    GovernanceDbContext IGovernanceStore.OpenForReading() => _readers.CreateDbContext();

    /// <inheritdoc/>
    async Task<IReadMoment> IGovernanceStore.OpenMomentAsync(CancellationToken cancellationToken) =>
        await SqliteReadMoment.OpenAsync(_file, _whenReading, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Idle readers go first: only the last connection to leave writes the log back into the file.</remarks>
    public async ValueTask DisposeAsync()
    {
        using (var readers = new SqliteConnection(ReaderConnection(_file)))
            SqliteConnection.ClearPool(readers);
        await _writer.DisposeAsync();
        await _writerLock.DisposeAsync();
    }

    private static DbContextOptions<SqliteGovernanceDbContext> ReaderOptions(string file, IReadOnlyList<IInterceptor> interceptors) =>
        new DbContextOptionsBuilder<SqliteGovernanceDbContext>()
            .UseSqlite(ReaderConnection(file))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(interceptors)
            .Options;

    private static string ReaderConnection(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();

    private static SqliteConnection OpenWriting(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false, // a pooled connection comes back with the last user's pragmas
            ForeignKeys = true,
            RecursiveTriggers = true, // else INSERT OR REPLACE deletes past the delete triggers
        }.ToString());
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA trusted_schema = OFF;
            PRAGMA cache_size = -65536;
            PRAGMA temp_store = MEMORY;
            """;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    /// <summary>The file itself, however it is called: the lock beside a link would keep nobody from the file.</summary>
    private static string Target(string file)
    {
        var link = new FileInfo(file);
        return link.LinkTarget is null ? file : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static FileStream TakeWriterLock(string file)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream($"{file}.writer", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            stream.Flush();
            return stream;
        }
        catch (IOException fault) when (stream is null && IsHeldElsewhere(fault))
        {
            throw new SchemaException($"Another process is writing to {Path.GetFileName(file)}. Stop it first: only one may write.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            stream?.SafeFileHandle.Dispose(); // the handle alone: the stream would try to write what is left
            throw new SchemaException($"The lock file {Path.GetFileName(file)}.writer cannot be written: {fault.Message}");
        }
    }

    /// <summary>A sharing or lock violation on Windows; elsewhere EWOULDBLOCK, which is 11 on Linux and 35 on macOS.</summary>
    private static bool IsHeldElsewhere(IOException fault) => OperatingSystem.IsWindows()
        ? (fault.HResult & 0xFFFF) is 32 or 33
        : fault.HResult == (OperatingSystem.IsMacOS() ? 35 : 11);
}
