using System.Diagnostics;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Storage;

/// <summary>The one writer: what waiting commands share, and what they must not.</summary>
public sealed class SqliteWriterTests : IAsyncDisposable
{
    private const int Part = SqliteWriteSession.BetweenLooks;

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;
    private readonly SqliteConnection _connection;
    private SqliteWriter? _writer;
    private int _commits;

    public SqliteWriterTests()
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "governance.db")};Pooling=False;Foreign Keys=True;Recursive Triggers=True");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        SqliteSchema.BringUpToDate(_connection, TimeProvider.System);
        SQLitePCL.raw.sqlite3_commit_hook(_connection.Handle, _ => Interlocked.Increment(ref _commits) * 0, v: null);
    }

    [Fact]
    public async Task Write_AsManyComingMeanwhileAsShareACommit_IsOneCommit()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var waiting = Enumerable.Range(0, 63).Select(i => AddUnitAsync(writer, $"U{i}")).ToList();

        first.LetGo();
        await Task.WhenAll(waiting);

        Assert.Equal(1, _commits);
        Assert.Equal(63, Count("organisational_units"));
    }

    [Fact]
    public async Task Write_OneMoreThanShareACommit_IsTwoCommits()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var waiting = Enumerable.Range(0, 64).Select(i => AddUnitAsync(writer, $"U{i}")).ToList();

        first.LetGo();
        await Task.WhenAll(waiting);

        Assert.Equal(2, _commits);
    }

    [Fact]
    public async Task Write_Done_IsAnsweredAfterTheCommitOnly()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var early = AddUnitAsync(writer, "U1");
        using var late = Hold(writer, waitUntilItRuns: false);
        first.LetGo();
        await late.IsRunning;

        Assert.False(early.IsCompleted);
        Assert.Equal(0, Count("organisational_units"));

        late.LetGo();
        await early;
        Assert.Equal(1, Count("organisational_units"));
    }

    [Fact]
    public async Task Write_ANeighbourThrows_IsStoredAndTheNeighbourIsNot()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var before = AddUnitAsync(writer, "U1");
        var thrower = writer.WriteAsync<int>(
            async session =>
            {
                session.Context.Add(Unit("U2"));
                await session.Context.SaveChangesAsync();
                await session.NextNumberAsync("RP");
                throw new TimeZoneNotFoundException();
            },
            default);
        var after = AddUnitAsync(writer, "U3");

        first.LetGo();
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => thrower);
        await Task.WhenAll(before, after);

        Assert.Equal(1, _commits);
        Assert.Equal(["U1", "U3"], Texts("SELECT code FROM organisational_units ORDER BY code"));
        Assert.Equal(1, await writer.WriteAsync(s => s.NextNumberAsync("RP"), default));
    }

    [Fact]
    public async Task Write_ANeighbourIsUndoneAfterItWrote_IsRunAgainAndStoredOnce()
    {
        var writer = Writer();
        var (runs, failures) = (0, 0);
        using var first = Hold(writer);
        var number = NumberAsync(writer, () => runs++);
        var failsWithoutWriting = writer.WriteAsync<int>(_ => throw new TimeZoneNotFoundException($"{++failures}"), default);
        var undone = writer.WriteAsync(
            async session =>
            {
                await session.NextNumberAsync("RP");
                await session.UndoAsync();
                return 0;
            },
            default);

        first.LetGo();
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => failsWithoutWriting);
        await undone;

        Assert.Equal((1, 2, 1), (await number, runs, failures));
        Assert.Equal(2, await writer.WriteAsync(s => s.NextNumberAsync("RP"), default));
        Assert.Equal(2, _commits);
    }

    [Fact]
    public async Task Write_ANeighbourIsUndoneBeforeItWrote_IsNotRunAgain()
    {
        var writer = Writer();
        var runs = 0;
        using var first = Hold(writer);
        var number = NumberAsync(writer, () => runs++);
        var refused = writer.WriteAsync(
            async session =>
            {
                await session.UndoAsync();
                return await AppendAsync(session);
            },
            default);

        first.LetGo();

        Assert.Equal((1, 0, 1), (await number, await refused, runs));
    }

    [Fact]
    public async Task Write_ANeighbourBreaksAUniqueIndex_IsStored()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var one = AddUnitAsync(writer, "U1");
        var same = AddUnitAsync(writer, "U1");
        var other = AddUnitAsync(writer, "U2");

        first.LetGo();
        await Task.WhenAll(one, other);

        await Assert.ThrowsAsync<DbUpdateException>(() => same);
        Assert.Equal(2, Count("organisational_units"));
    }

    [Fact]
    public async Task Write_ThrowsAfterItsEntries_GivesTheHeadBackToTheNextInTheSameCommit()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var thrower = writer.WriteAsync<int>(
            async session =>
            {
                await AppendAsync(session);
                throw new TimeZoneNotFoundException();
            },
            default);
        var next = writer.WriteAsync(AppendAsync, default);

        first.LetGo();
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => thrower);

        Assert.Equal(0, await next);
        Assert.Equal(1, await writer.WriteAsync(AppendAsync, default));
    }

    [Fact]
    public async Task Write_FirstOfAllThrowsAfterItsEntries_DisturbsNobody()
    {
        // The head was read for the first time inside the command that is rolled back.
        var writer = Writer();
        using var first = Hold(writer);
        var neighbour = AddUnitAsync(writer, "U1");
        var thrower = writer.WriteAsync<int>(
            async session =>
            {
                await AppendAsync(session);
                throw new TimeZoneNotFoundException();
            },
            default);

        first.LetGo();
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => thrower);
        await neighbour;

        Assert.Equal(0, await writer.WriteAsync(AppendAsync, default));
    }

    [Fact]
    public async Task Write_UndoneAndGoneOn_KeepsWhatFollows()
    {
        var writer = Writer();

        await writer.WriteAsync(
            async session =>
            {
                session.Context.Add(Unit("U1"));
                await session.Context.SaveChangesAsync();
                await session.UndoAsync();
                return await AppendAsync(session);
            },
            default);

        Assert.Equal(0, Count("organisational_units"));
        Assert.Equal(1, Count("ledger_entries"));
        Assert.Equal(["1"], Texts("SELECT size FROM ledger_heads WHERE ledger = 1"));
    }

    [Fact]
    public async Task Write_TheDiskIsFull_FailsForTheWholeCommitAndTheWriterGoesOn()
    {
        var writer = Writer();
        await writer.WriteAsync(AppendAsync, default);
        using var first = Hold(writer);
        var before = writer.WriteAsync(AppendAsync, default);
        var filler = writer.WriteAsync(
            async session =>
            {
                session.Context.Add(OrganisationalUnit.Register(new OrganisationalUnitId(Guid.CreateVersion7()), "U1", new string('x', 200_000), null));
                return await session.Context.SaveChangesAsync();
            },
            default);
        var after = writer.WriteAsync(AppendAsync, default);
        Execute($"PRAGMA max_page_count = {Texts("PRAGMA page_count")[0]}");

        first.LetGo();
        await Assert.ThrowsAnyAsync<Exception>(() => filler);
        var failed = await Record.ExceptionAsync(() => before);
        Assert.IsAssignableFrom<Exception>(failed);
        Assert.Equal(1, await after); // its turn came after the commit that failed, and there was room for it
        Assert.Equal(2, Count("ledger_entries"));

        Execute("PRAGMA max_page_count = 1000000");
        Assert.Equal(2, await writer.WriteAsync(AppendAsync, default));
        Assert.Equal(["3"], Texts("SELECT size FROM ledger_heads WHERE ledger = 1"));
    }

    [Fact]
    public async Task Write_TheFileCannotBeWritten_IsToldAsAFailureOfTheStorageThatKeptNothing()
    {
        var writer = Writer();
        Execute("PRAGMA query_only = ON");

        var failure = await Assert.ThrowsAsync<StorageFailedException>(() => AddUnitAsync(writer, "U1"));

        Assert.False(failure.MayBeStored);
        Execute("PRAGMA query_only = OFF");
        await AddUnitAsync(writer, "U1");
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR, true)]
    [InlineData(SQLitePCL.raw.SQLITE_READONLY, true)]
    [InlineData(SQLitePCL.raw.SQLITE_CANTOPEN, true)]
    [InlineData(SQLitePCL.raw.SQLITE_CORRUPT, true)]
    [InlineData(SQLitePCL.raw.SQLITE_CONSTRAINT, false)]
    [InlineData(SQLitePCL.raw.SQLITE_BUSY, false)]
    public void IsOfTheDisk_IsTheFaultOfTheDiskAndNotOfWhatWasAsked(int code, bool isOfTheDisk) =>
        Assert.Equal(isOfTheDisk, SqliteFiles.IsOfTheDisk(new DbUpdateException("wrapped", new SqliteException("x", code))));

    [Fact]
    public async Task Write_AnotherProgramHoldsTheFileForAMoment_WaitsAndIsStored()
    {
        var writer = Writer(patience: TimeSpan.FromMinutes(1));
        using var other = HoldTheFile();

        var waiting = AddUnitAsync(writer, "U1");
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.False(waiting.IsCompleted);
        other.Dispose();
        await waiting;

        Assert.Equal(1, Count("organisational_units"));
    }

    [Fact]
    public async Task Write_AnotherProgramHoldsTheFile_FailsForAllWhoWaitedLongEnoughAndNothingIsStored()
    {
        var patience = TimeSpan.FromSeconds(1);
        var writer = Writer(patience: patience);
        using (HoldTheFile())
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var waiting in Enumerable.Range(0, 10).Select(i => AddUnitAsync(writer, $"U{i}")).ToList())
                Assert.False((await Assert.ThrowsAsync<StorageFailedException>(() => waiting)).MayBeStored);
            Assert.InRange(Stopwatch.GetElapsedTime(began), patience, patience * 5);
        }

        await AddUnitAsync(writer, "U1");
        Assert.Equal(1, Count("organisational_units"));
    }

    [Fact]
    public async Task Write_CancelledBeforeItsTurn_IsNotRun()
    {
        var writer = Writer();
        using var first = Hold(writer);
        using var cancelled = new CancellationTokenSource();
        var hasRun = false;
        var waiting = writer.WriteAsync(
            _ =>
            {
                hasRun = true;
                return Task.FromResult(0);
            },
            cancelled.Token);
        var neighbour = AddUnitAsync(writer, "U1");

        await cancelled.CancelAsync();
        first.LetGo();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await neighbour;
        Assert.False(hasRun);
    }

    [Fact]
    public async Task Write_CancelledAfterItBegan_RunsToItsEnd()
    {
        var writer = Writer();
        using var cancelled = new CancellationTokenSource();

        var number = await writer.WriteAsync(
            async session =>
            {
                await cancelled.CancelAsync();
                return await session.NextNumberAsync("RP");
            },
            cancelled.Token);

        Assert.Equal(1, number);
        Assert.Equal(["1"], Texts("SELECT last FROM number_series"));
    }

    [Fact]
    public async Task Write_WhenTheQueueIsFull_WaitsForAPlaceAndMayGiveUp()
    {
        var writer = Writer(queueLength: 2);
        using var first = Hold(writer);
        var inQueue = new[] { AddUnitAsync(writer, "U1"), AddUnitAsync(writer, "U2") };
        using var patience = new CancellationTokenSource();
        var outside = writer.WriteAsync(s => s.NextNumberAsync("RP"), patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside); // without its turn having come
        Assert.False(inQueue[0].IsCompleted);

        first.LetGo();
        await Task.WhenAll(inQueue);
        Assert.Equal(0, Count("number_series"));
    }

    [Fact]
    public async Task WriteSome_NobodyWaits_WritesAll() =>
        Assert.Equal(10 * Part, await WriteSomeAsync(Writer(slice: TimeSpan.Zero), 10 * Part));

    [Fact]
    public async Task WriteSome_OthersWaitAndItsSliceIsOver_StopsAfterAPart()
    {
        var writer = Writer(slice: TimeSpan.Zero);
        using var first = Hold(writer);
        var some = WriteSomeAsync(writer, 10 * Part);
        var behind = AddUnitAsync(writer, "U1");

        first.LetGo();

        Assert.Equal(Part, await some);
        await behind;
    }

    [Fact]
    public async Task WriteSome_OthersWaitForItsCommitAlone_StopsAfterAPart()
    {
        var writer = Writer(slice: TimeSpan.Zero);
        using var first = Hold(writer);
        var before = AddUnitAsync(writer, "U1");
        var some = WriteSomeAsync(writer, 10 * Part);

        first.LetGo();

        Assert.Equal(Part, await some);
        await before;
    }

    [Fact]
    public async Task WriteSome_OthersWaitAndItsSliceIsNotOver_WritesAll()
    {
        var writer = Writer(slice: TimeSpan.FromHours(1));
        using var first = Hold(writer);
        var some = WriteSomeAsync(writer, 10 * Part);
        var behind = AddUnitAsync(writer, "U1");

        first.LetGo();

        Assert.Equal(10 * Part, await some);
        await behind;
    }

    [Fact]
    public async Task WriteSome_SomebodyComesMeanwhile_StopsAfterThePart()
    {
        var writer = Writer(slice: TimeSpan.Zero);
        Task? other = null;

        var written = await writer.WriteAsync(
            session => session.WriteSomeAsync(10 * Part, range =>
            {
                if (range.End.Value == 3 * Part)
                    other = AddUnitAsync(writer, "U1");
                return Task.CompletedTask;
            }),
            default);

        Assert.Equal(3 * Part, written);
        await other!;
    }

    [Fact]
    public async Task WriteSome_OthersAlwaysWait_ComesToItsEndPartByPart()
    {
        var writer = Writer(slice: TimeSpan.Zero);
        var (written, commands, others) = (0, 0, new List<Task>());
        while (written < 10 * Part)
        {
            using var held = Hold(writer);
            var some = WriteSomeAsync(writer, (10 * Part) - written);
            others.Add(AddUnitAsync(writer, $"U{++commands}"));
            held.LetGo();
            written += await some;
        }

        await Task.WhenAll(others);
        Assert.Equal(10, commands);
    }

    [Fact]
    public async Task WriteSome_OfNothing_WritesNothing() =>
        Assert.Equal(0, await Writer().WriteAsync(s => s.WriteSomeAsync(0, _ => throw new TimeZoneNotFoundException()), default));

    [Fact]
    public async Task Dispose_WithCommandsWaiting_StoresThemFirst()
    {
        var writer = Writer();
        using var first = Hold(writer);
        var waiting = Enumerable.Range(0, 100).Select(i => AddUnitAsync(writer, $"U{i}")).ToList();

        var end = writer.DisposeAsync();
        _writer = null;
        first.LetGo();
        await end;

        Assert.All(waiting, w => Assert.True(w.IsCompletedSuccessfully));
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
        await _connection.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private SqliteWriter Writer(int queueLength = 1024, TimeSpan slice = default, TimeSpan patience = default)
    {
        _commits = 0;
        return _writer = new SqliteWriter(_connection, new SqliteOptions { File = "", QueueLength = queueLength, Slice = slice, Patience = patience }, []);
    }

    /// <summary>Another program that is about to write, until it goes.</summary>
    private SqliteConnection HoldTheFile()
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "governance.db")};Pooling=False");
        other.Open();
        using var begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return other;
    }

    /// <returns>How many were written; their parts follow one another.</returns>
    private static Task<int> WriteSomeAsync(SqliteWriter writer, int count) => writer.WriteAsync(
        async session =>
        {
            var end = 0;
            var written = await session.WriteSomeAsync(count, range =>
            {
                Assert.Equal(end, range.Start.Value);
                end = range.End.Value;
                return Task.CompletedTask;
            });
            Assert.Equal(end, written);
            return written;
        },
        default);

    private static HeldCommand Hold(SqliteWriter writer, bool waitUntilItRuns = true) => new(writer, waitUntilItRuns);

    private static Task AddUnitAsync(SqliteWriter writer, string code) => writer.WriteAsync(
        async session =>
        {
            session.Context.Add(Unit(code));
            return await session.Context.SaveChangesAsync();
        },
        default);

    private static Task<long> NumberAsync(SqliteWriter writer, Action isRun) => writer.WriteAsync(
        session =>
        {
            isRun();
            return session.NextNumberAsync("RP");
        },
        default);

    private static OrganisationalUnit Unit(string code) => OrganisationalUnit.Register(new OrganisationalUnitId(Guid.CreateVersion7()), code, code, null);

    /// <returns>The index the entry got.</returns>
    private static async Task<long> AppendAsync(IWriteSession session)
    {
        var head = await session.ReadHeadAsync(LedgerStream.Decisions);
        var idx = head.Frontier.Size;
        var leaf = LeafHash.Of([1]);
        head.Frontier.Append(leaf);
        await session.WriteEntriesAsync(
            head with { LastLeaf = leaf },
            [new LedgerRow(LedgerStream.Decisions, idx, "x.happened", DateTimeOffset.UnixEpoch, null, null, null, null, [1], [])]);
        return idx;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Read by another connection: what is committed.</summary>
    private List<string> Texts(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "governance.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    private long Count(string table) => long.Parse(Texts($"SELECT count(*) FROM {table}")[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A command that keeps the writer busy until the test lets it go, so that others are waiting behind it.</summary>
    private sealed class HeldCommand : IDisposable
    {
        private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldCommand(SqliteWriter writer, bool waitUntilItRuns)
        {
            _ = writer.WriteAsync(
                async _ =>
                {
                    _running.TrySetResult();
                    await _go.Task;
                    return 0;
                },
                default);
            if (waitUntilItRuns)
                SpinWait.SpinUntil(() => _running.Task.IsCompleted);
        }

        public Task IsRunning => _running.Task;

        public void LetGo() => _go.TrySetResult();

        public void Dispose() => LetGo();
    }
}
