using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Database;

/// <summary>F6: copies that are made while the console writes are whole, and hold what was answered before they began.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private static readonly int Backups = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1" ? 100 : 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("row", "R-161")]
    public async Task Make_UnderLoad_IsRestorableEachTime()
    {
        await using var console = await TestConsole.StartAsync();
        using var enough = new CancellationTokenSource();
        var (number, answered) = (0, 1L);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var key = $"W{Interlocked.Increment(ref number)}";
                PathConsole.Accepted(await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(key, $"Person {key}", null), console.Founder));
                Interlocked.Increment(ref answered);
            }
        })).ToList();

        for (var i = 0; i < Backups; i++)
        {
            var atLeast = Interlocked.Read(ref answered);
            var facts = await Task.Run(() => SqliteBackup.Make(console.File, Path.Combine(_folder, $"{i}.db")));

            Assert.True(facts.Ledgers[0].Size >= atLeast, $"{atLeast} decisions were answered before, and the copy has {facts.Ledgers[0].Size}.");
            var restored = Path.Combine(_folder, $"restored-{i}", "governance.db");
            SqliteRestore.Run(facts.File, restored, replace: false, _ => null, TimeProvider.System);
            await SqliteGovernanceStore.Open(new SqliteOptions { File = restored }, TimeProvider.System).DisposeAsync();
            Assert.Equal(facts.Ledgers[0].Size, LedgerFold.VerifyChain(restored, 1));
            Assert.Equal(facts.Ledgers[0].Size, PastTheConsole.Read(restored, "SELECT count(*) FROM people"));
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(number > Backups); // it was under load
    }

    [Fact]
    public async Task Make_OfAText_ThatWasErased_DoesNotCarryItAlong()
    {
        await using var console = await TestConsole.StartAsync();
        var canary = string.Concat(Enumerable.Repeat("Rumpelstilzchen ", 12)).Trim(); // of its own in a page's cell
        await console.PersonAsync(canary);
        PastTheConsole.Execute(
            console.File,
            "INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private WHERE value LIKE 'Rumpel%'; DELETE FROM ledger_private WHERE value LIKE 'Rumpel%'; UPDATE people SET name = 'x' WHERE name LIKE 'Rumpel%'");
        await console.RestartAsync();

        var facts = SqliteBackup.Make(console.File, Path.Combine(_folder, "backup.db"));

        Assert.Equal(-1, File.ReadAllBytes(facts.File).AsSpan().IndexOf("Rumpelstilzchen Rumpelstilzchen"u8));
    }

    [Fact]
    public async Task Make_OntoAFileThatIsThere_LeavesItAlone()
    {
        await using var console = await TestConsole.StartAsync();
        var target = Path.Combine(_folder, "backup.db");
        File.WriteAllText(target, "mine");

        Assert.Throws<IOException>(() => SqliteBackup.Make(console.File, target));

        Assert.Equal("mine", File.ReadAllText(target));
        Assert.Equal([target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Make_OfAnotherApplicationsFile_IsRefused()
    {
        var other = Path.Combine(_folder, "songs.db");
        PastTheConsole.Execute(other, "CREATE TABLE songs (title TEXT)");

        Assert.Throws<SchemaException>(() => SqliteBackup.Make(other, Path.Combine(_folder, "backup.db")));

        Assert.Equal([other], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Make_OfADamagedFile_IsRefused()
    {
        var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);
        var copy = Path.Combine(_folder, "damaged.db");
        SqliteBackup.Make(console.File, copy);
        await console.DisposeAsync();
        using (var stream = new FileStream(copy, FileMode.Open))
        {
            var root = (long)PastTheConsole.Read(copy, "SELECT rootpage FROM sqlite_schema WHERE name = 'people'")!;
            stream.Position = (root - 1) * SqliteGovernanceStore.PageSize;
            stream.Write(new byte[512]);
        }

        var refusal = Assert.Throws<SchemaException>(() => SqliteBackup.Make(copy, Path.Combine(_folder, "backup.db")));

        Assert.Contains("damaged.db", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "backup.db")));
    }

    [Fact]
    public async Task Make_IsReadableByItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var console = await TestConsole.StartAsync();

        var facts = SqliteBackup.Make(console.File, Path.Combine(_folder, "backup.db"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(facts.File));
    }
}
