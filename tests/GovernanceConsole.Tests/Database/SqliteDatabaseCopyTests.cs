using System.Collections.Concurrent;
using System.Diagnostics;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using Xunit.Abstractions;

namespace GovernanceConsole.Tests.Database;

/// <summary>F6: backups that are made while the console writes are whole, and hold what was answered before they began.</summary>
public sealed class SqliteDatabaseCopyTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Backups = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1" ? 100 : 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("row", "R-161")]
    public async Task SealedBackup_UnderLoad_IsRestorableEachTime()
    {
        await using var console = await TestConsole.StartAsync();
        using var enough = new CancellationTokenSource();
        var (number, answered) = (0, 1L);
        var waits = new ConcurrentBag<TimeSpan>();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var key = $"W{Interlocked.Increment(ref number)}";
                var began = Stopwatch.GetTimestamp();
                PathConsole.Accepted(await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(key, $"Person {key}", null), console.Founder));
                Interlocked.Increment(ref answered);
                waits.Add(Stopwatch.GetElapsedTime(began));
            }
        })).ToList();

        var backups = console.Use<SealedBackups>();
        for (var i = 0; i < Backups; i++)
        {
            var atLeast = Interlocked.Read(ref answered);
            var made = await Task.Run(() => backups.Make(Path.Combine(_folder, $"{i}.backup")));
            var size = made.Header.Ledgers[0].Size;

            Assert.True(size >= atLeast, $"{atLeast} decisions were answered before, and the copy has {size}.");
            var restored = Path.Combine(_folder, $"restored-{i}", "governance.db");
            SqliteRestore.Run(made.File, restored, replace: false, _ => null, TimeProvider.System, backups);
            await SqliteGovernanceStore.Open(new SqliteOptions { File = restored }, TimeProvider.System).DisposeAsync();
            Assert.Equal(size, LedgerFold.VerifyChain(restored, 1));
            Assert.Equal(size, PastTheConsole.Read(restored, "SELECT count(*) FROM people"));
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(number > Backups); // it was under load
        var sorted = waits.Order().ToArray();
        output.WriteLine($"{sorted.Length} decisions of 4 callers beside {Backups} backups with their restores: p50 {sorted[sorted.Length / 2].TotalMilliseconds:F0} ms, p99 {sorted[sorted.Length * 99 / 100].TotalMilliseconds:F0} ms, worst {sorted[^1].TotalMilliseconds:F0} ms");
    }

    [Fact]
    public async Task Read_OfAText_ThatWasErased_DoesNotCarryItAlong()
    {
        await using var console = await TestConsole.StartAsync();
        var canary = string.Concat(Enumerable.Repeat("Rumpelstilzchen ", 12)).Trim(); // of its own in a page's cell
        await console.PersonAsync(canary);
        PastTheConsole.Execute(
            console.File,
            "INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private WHERE value LIKE 'Rumpel%'; DELETE FROM ledger_private WHERE value LIKE 'Rumpel%'; UPDATE people SET name = 'x' WHERE name LIKE 'Rumpel%'");
        await console.RestartAsync();

        PlainCopy.Make(console.File, Path.Combine(_folder, "plain.db"));

        Assert.Equal(-1, File.ReadAllBytes(Path.Combine(_folder, "plain.db")).AsSpan().IndexOf("Rumpelstilzchen Rumpelstilzchen"u8));
    }

    [Fact]
    public void Read_OfAnotherApplicationsFile_IsRefusedAndLeavesNothing()
    {
        var other = Path.Combine(_folder, "songs.db");
        PastTheConsole.Execute(other, "CREATE TABLE songs (title TEXT)");

        Assert.Throws<SchemaException>(() => PlainCopy.Make(other, Path.Combine(_folder, "plain.db")));

        Assert.Equal([other], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Read_OfADamagedFile_IsRefusedAndLeavesNothing()
    {
        var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);
        var copy = Path.Combine(_folder, "damaged.db");
        PlainCopy.Make(console.File, copy);
        await console.DisposeAsync();
        using (var stream = new FileStream(copy, FileMode.Open))
        {
            var root = (long)PastTheConsole.Read(copy, "SELECT rootpage FROM sqlite_schema WHERE name = 'people'")!;
            stream.Position = (root - 1) * SqliteGovernanceStore.PageSize;
            stream.Write(new byte[512]);
        }

        var refusal = Assert.Throws<SchemaException>(() => PlainCopy.Make(copy, Path.Combine(_folder, "plain.db")));

        Assert.Contains("damaged.db", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([copy], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Read_WhileAnotherCopyIsMade_IsRefused_AndThatOneIsLeftAlone()
    {
        await using var console = await TestConsole.StartAsync();
        var copy = new SqliteDatabaseCopy(console.File);

        var length = copy.Read((plain, _) =>
        {
            Assert.Contains("Another backup", Assert.Throws<BackupException>(() => copy.Read((_, _) => 0)).Message, StringComparison.Ordinal);
            SqliteDatabaseCopy.Sweep(console.File);
            plain.CopyTo(Stream.Null);
            return plain.Length;
        });

        Assert.True(length > 0);
        Assert.False(File.Exists(SqliteDatabaseCopy.CopyOf(console.File)));
    }

    [Fact]
    public async Task Start_AfterAProcessWasKilledInTheMiddle_TakesThePlainCopyAway()
    {
        await using var console = await TestConsole.StartAsync();
        await console.WhileStoppedAsync(() =>
        {
            File.Copy(console.File, SqliteDatabaseCopy.CopyOf(console.File));
            return Task.CompletedTask;
        });

        Assert.False(File.Exists(SqliteDatabaseCopy.CopyOf(console.File)));
    }

    /// <summary>A backup was killed while SQLite wrote its copy.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AJournalOfACopy_ThatAKilledBackupLeft_GoesWithTheNext(bool isBackup)
    {
        await using var console = await TestConsole.StartAsync();
        var journal = $"{SqliteDatabaseCopy.CopyOf(console.File)}-journal";
        await File.WriteAllTextAsync(journal, "left behind");

        if (isBackup)
            Assert.Equal(2, new SqliteDatabaseCopy(console.File).Read((_, ledgers) => ledgers.Count));
        else
            await console.WhileStoppedAsync(() => Task.CompletedTask);

        Assert.False(File.Exists(journal));
        Assert.False(File.Exists(SqliteDatabaseCopy.CopyOf(console.File)));
    }

    [Fact]
    public async Task Read_OfItsPlainCopy_IsForItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var console = await TestConsole.StartAsync();

        var mode = new SqliteDatabaseCopy(console.File).Read((_, _) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(SqliteDatabaseCopy.CopyOf(console.File)));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }
}
