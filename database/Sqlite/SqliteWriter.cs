using System.Diagnostics;
using System.Threading.Channels;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// The one connection that writes, fed by a bounded queue. Waiting commands share a transaction and are answered after its
/// commit, so a disk flush is paid once for up to 64 of them. Nearly all commands write only what is kept, so they run
/// without savepoints, each of which would copy every page its command touches; where one has to be undone after it wrote,
/// the batch is rolled back and run again with a savepoint for each. A command with a long list to write, such as a chunk of an
/// import, writes a slice of it while others wait, and the rest in commands that queue up behind them. The same connection
/// runs the checkpoints of the write-ahead log: with one writer the reset race of this SQLite version cannot occur.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE.</summary>
    private const int NoCheckpointOnClose = 1006;

    private readonly Channel<Command> _queue;
    private readonly SqliteConnection _connection;
    private readonly PooledDbContextFactory<SqliteGovernanceDbContext> _contexts;
    private readonly SqliteStatements _statements;
    private readonly int _commandsPerCommit;
    private readonly List<Command> _batch;
    private readonly TimeSpan _slice;
    private readonly TimeSpan _patience;
    private readonly Func<bool> _othersWait;
    private readonly Task _loop;

    public SqliteWriter(SqliteConnection connection, SqliteOptions options, IReadOnlyList<IInterceptor> interceptors)
    {
        _connection = connection;
        _commandsPerCommit = options.CommandsPerCommit;
        _batch = new List<Command>(_commandsPerCommit);
        _slice = options.Slice;
        _patience = options.Patience;
        _queue = Channel.CreateBounded<Command>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _othersWait = () => _batch.Count > 1 || _queue.Reader.TryPeek(out _);
        _contexts = new PooledDbContextFactory<SqliteGovernanceDbContext>(
            new DbContextOptionsBuilder<SqliteGovernanceDbContext>().UseSqlite(connection).AddInterceptors(interceptors).Options,
            poolSize: 4);
        _statements = new SqliteStatements(connection);
        _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public async Task<T> WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var command = new Command<T>(work, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(command, cancellationToken);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } failure)
        {
            throw new StorageFailedException(failure, mayBeStored: false); // the writer gave up earlier
        }

        return await command.Answer;
    }

    /// <summary>The connection, when it is closed, leaves its log where it is.</summary>
    public static void KeepTheLog(SqliteConnection connection) =>
        SQLitePCL.raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out _);

    /// <inheritdoc cref="KeepTheLog(SqliteConnection)"/>
    public void KeepTheLog() => KeepTheLog(_connection);

    /// <summary>
    /// Writes the whole log back into the file and empties it: old pages, which hold what was deleted since, are gone then. Waits for
    /// readers that still see an older state; gives up after a while, and the next turn of the log does it.
    /// </summary>
    public async Task EmptyTheLogAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var emptying = new EmptyTheLog(_statements, cancellationToken);
            await _queue.Writer.WriteAsync(emptying, cancellationToken);
            if (await emptying.Answer)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        try
        {
            await _loop;
        }
        finally
        {
            _statements.Dispose();
            await _connection.DisposeAsync();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                if (!_queue.Reader.TryRead(out var command))
                    continue;
                if (command is EmptyTheLog emptying)
                    emptying.Run();
                else
                    await CommitTogetherAsync(command);
            }
        }
        catch (Exception failure)
        {
            // Not even a rollback works any more. Whoever waits hears so, and nobody waits from now on.
            _queue.Writer.TryComplete(failure);
            while (_queue.Reader.TryRead(out var command))
                command.Fail(failure);
            throw;
        }
    }

    /// <summary>One commit for those who wait and those who come while their work is done.</summary>
    private async Task CommitTogetherAsync(Command first)
    {
        _batch.Clear();
        _batch.Add(first); // out of the queue whatever happens: what cannot even begin is answered too
        var (withSavepoints, hasBegun, isCommitting) = (false, false, false);
        try
        {
            Begin();
            await RunAsync(first);
            while (_batch.Count < _commandsPerCommit && _queue.Reader.TryPeek(out var next) && next is not EmptyTheLog && _queue.Reader.TryRead(out var command))
            {
                _batch.Add(command);
                await RunAsync(command);
            }

            _statements.FlushHeads();
            isCommitting = true;
            _statements.Commit();
        }
        catch (Exception failure)
        {
            // Disk full, file gone, or held by another program: nothing of the batch is stored, and everyone hears so. But what failed
            // while the commit went to the disk may be there all the same, should the process end before the next commit is written over it.
            var told = hasBegun || SqliteFiles.SaysNoRoom(failure) ? failure : new StorageFailedException(failure, mayBeStored: false);
            foreach (var command in _batch)
                command.Fail(told, isCommitting);
            _statements.RollbackAll();
            return;
        }

        foreach (var command in _batch)
            command.Complete();

        async Task RunAsync(Command last)
        {
            if (await RunOneAsync(last, withSavepoints))
                return;
            withSavepoints = true;
            _statements.RollbackAll();
            Begin();
            foreach (var command in _batch)
                await RunOneAsync(command, withSavepoints);
        }

        // Whoever has waited for so long already waits no longer: a queue would otherwise wait once for each.
        void Begin()
        {
            hasBegun = false;
            var left = _patience - first.Age;
            _statements.Begin(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            hasBegun = true;
        }
    }

    /// <returns>False: it has to be undone after it wrote, and had no savepoint.</returns>
    private async Task<bool> RunOneAsync(Command command, bool withSavepoint)
    {
        if (command.IsAnswered || command.IsAbandoned)
            return true;
        _statements.BeginCommand(withSavepoint);
        await using var context = await _contexts.CreateDbContextAsync();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        context.Database.AutoSavepointsEnabled = false;
        try
        {
            await command.RunAsync(new SqliteWriteSession(context, _statements, _slice, _othersWait));
            _statements.EndCommand();
        }
        catch (Exception failure) when (_statements.IsInTransaction)
        {
            // Run again, the command goes on from where the ledger ends now, or it is known that it cannot.
            if (!_statements.TryUndoCommand() || (failure is LedgerChangedException && !withSavepoint))
                return false;
            _statements.EndCommand();
            if (failure is LedgerChangedException changed)
                _statements.TakeOver(changed.Ledger);
            command.Fail(failure);
        }

        return true;
    }

    private abstract class Command(CancellationToken cancellationToken)
    {
        private readonly long _since = Stopwatch.GetTimestamp();

        /// <summary>How long ago it was asked for.</summary>
        public TimeSpan Age => Stopwatch.GetElapsedTime(_since);

        /// <summary>Whether it failed by itself; the others are answered after the commit.</summary>
        public abstract bool IsAnswered { get; }

        public bool IsAbandoned
        {
            get
            {
                if (cancellationToken.IsCancellationRequested)
                    Fail(new OperationCanceledException(cancellationToken));
                return cancellationToken.IsCancellationRequested;
            }
        }

        public abstract Task RunAsync(IWriteSession session);

        public abstract void Complete();

        /// <param name="failure">What happened.</param>
        /// <param name="mayBeStored">Whether the commit had begun.</param>
        public abstract void Fail(Exception failure, bool mayBeStored = false);
    }

    /// <summary>Runs between two commits, which the log allows only there.</summary>
    private sealed class EmptyTheLog(SqliteStatements statements, CancellationToken cancellationToken) : Command(cancellationToken)
    {
        private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether the log is empty now; false while somebody still reads in it.</summary>
        public Task<bool> Answer => _answer.Task;

        public override bool IsAnswered => _answer.Task.IsCompleted;

        public override Task RunAsync(IWriteSession session) => throw new InvalidOperationException("The log is emptied outside a transaction.");

        public void Run()
        {
            try
            {
                _answer.TrySetResult(statements.EmptyTheLog());
            }
            catch (Exception failure)
            {
                Fail(failure);
            }
        }

        public override void Complete() => throw new InvalidOperationException("The log is emptied outside a transaction.");

        public override void Fail(Exception failure, bool mayBeStored = false) => _answer.TrySetException(failure);
    }

    private sealed class Command<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken) : Command(cancellationToken)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Answer => _answer.Task;

        public override bool IsAnswered => _answer.Task.IsCompleted;

        public override async Task RunAsync(IWriteSession session) => _result = await work(session);

        public override void Complete() => _answer.TrySetResult(_result!);

        public override void Fail(Exception failure, bool mayBeStored = false)
        {
            if (failure is OperationCanceledException canceled)
                _answer.TrySetCanceled(canceled.CancellationToken);
            else
                _answer.TrySetException(
                    SqliteFiles.SaysNoRoom(failure) ? new NoRoomLeftException(failure)
                    : failure is not StorageFailedException && SqliteFiles.IsOfTheDisk(failure) ? new StorageFailedException(failure, mayBeStored)
                    : failure);
        }
    }
}
