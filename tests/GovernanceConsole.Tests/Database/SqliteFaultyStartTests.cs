using System.Diagnostics;
using System.Security.Cryptography;
using GovernanceConsole.Identity;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Tests.Database;

/// <summary>F5: whatever happened to the files, the console never starts on them in silence, and it leaves them as they are.</summary>
public sealed class SqliteFaultyStartTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "governance.db");

    public async Task InitializeAsync()
    {
        await using var console = await TestConsole.StartAsync(folder: Directory.CreateDirectory(Path.Combine(_folder, "first")).FullName);
        for (var i = 0; i < 20; i++)
            await console.PersonAsync($"Person {i}", Role.Reviewer);
        PlainCopy.Make(console.File, DatabaseFile);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Open_AWholeDatabase_Starts() => await Open().DisposeAsync(); // else the other tests would say nothing

    /// <summary>Two consoles would each take the lock beside its own name, and write into one file.</summary>
    [Fact]
    public async Task Open_AFileWithTwoNames_IsRefusedUnderEither()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var other = Path.Combine(_folder, "other.db");
        using (var link = Process.Start("ln", [DatabaseFile, other]))
            await link.WaitForExitAsync();

        Assert.Contains("has 2 names on this disk", Assert.Throws<SchemaException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Contains("other.db has 2 names", Assert.Throws<SchemaException>(() => SqliteGovernanceStore.Open(new SqliteOptions { File = other }, TimeProvider.System)).Message, StringComparison.Ordinal);

        File.Delete(other);
        await Open().DisposeAsync();
    }

    [Theory]
    [Trait("row", "R-161")]
    [InlineData("DROP TRIGGER ledger_entries_are_never_updated", "the trigger ledger_entries_are_never_updated on ledger_entries is missing")]
    [InlineData("DROP TRIGGER ledger_entries_are_never_updated; CREATE TRIGGER ledger_entries_are_never_updated BEFORE UPDATE ON ledger_entries WHEN OLD.idx > 5 BEGIN SELECT RAISE(ABORT, 'ledger entries are never updated'); END", "the trigger ledger_entries_are_never_updated on ledger_entries has another text")]
    [InlineData("CREATE TRIGGER quiet AFTER INSERT ON role_grants BEGIN UPDATE people SET may_act = 1; END", "the trigger quiet on role_grants was added")]
    [InlineData("DROP INDEX ix_accounts_issuer_subject", "the index ix_accounts_issuer_subject on accounts is missing")]
    [InlineData("CREATE INDEX ix_more ON people (id)", "the index ix_more on people was added")]
    [InlineData("CREATE TABLE more (a)", "the table more was added")]
    [InlineData("CREATE VIEW more AS SELECT 1", "the view more was added")]
    [InlineData("ALTER TABLE people ADD COLUMN more TEXT", "the table people has another text")]
    [InlineData("DROP TABLE path_evidence_items", "the table path_evidence_items is missing")]
    public void Open_ASchemaChangedPastItsScripts_IsRefusedAndSaysWhat(string change, string difference)
    {
        PastTheConsole.Execute(DatabaseFile, change);
        var before = Sha256(DatabaseFile);

        var refusal = Assert.Throws<SchemaException>(() => Open());

        Assert.StartsWith("The database was changed past its scripts: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(difference, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("docs/ledger-operations.md", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Sha256(DatabaseFile));
    }

    /// <summary>Reading and comparing the catalogue is no way around a database that would otherwise be brought up to date.</summary>
    [Fact]
    public void Open_AnOlderDatabaseWithoutAGuard_IsRefusedAndNotBroughtUpToDate()
    {
        PastTheConsole.Execute(
            DatabaseFile,
            "DROP TRIGGER schema_scripts_are_never_deleted; DELETE FROM schema_scripts WHERE number = 8; DROP TRIGGER ledger_entries_are_never_updated; ALTER TABLE import_batches DROP COLUMN read_again_at");

        Assert.Throws<SchemaException>(() => Open());

        Assert.Equal(0L, PastTheConsole.Read(DatabaseFile, "SELECT count(*) FROM schema_scripts WHERE number = 8"));
    }

    [Theory]
    [InlineData("CREATE TABLE songs (title TEXT)", "it holds songs")]
    [InlineData("PRAGMA journal_mode = DELETE; CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x); CREATE TABLE d (x)", "it holds a, b, c and more")]
    public void Open_AnotherApplicationsFile_IsRefusedAndLeftAlone(string tables, string holds)
    {
        File.Delete(DatabaseFile);
        PastTheConsole.Execute(DatabaseFile, tables);
        var before = Sha256(DatabaseFile);

        var refusal = Assert.Throws<SchemaException>(() => Open());

        Assert.StartsWith("governance.db belongs to another application: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(holds, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Sha256(DatabaseFile));
    }

    /// <summary>Every page but the first two, one after the other: each is found, and none crashes.</summary>
    [Fact]
    public async Task Open_ADamagedPage_IsRefused()
    {
        var whole = File.ReadAllBytes(DatabaseFile);
        const int Page = SqliteGovernanceStore.PageSize;
        var used = UsedPages();
        var silent = new List<int>();
        foreach (var page in used)
        {
            var damaged = (byte[])whole.Clone();
            damaged.AsSpan((page - 1) * Page + (page == 1 ? 100 : 0), 64).Fill(0xA5);
            File.WriteAllBytes(DatabaseFile, damaged);
            try
            {
                await Open().DisposeAsync();
                silent.Add(page);
            }
            catch (SchemaException refusal)
            {
                Assert.Contains("governance.db", refusal.Message, StringComparison.Ordinal);
                Assert.Contains("Restore the newest backup", refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(used.Count > 50);
        Assert.Empty(silent);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void Open_ATruncatedFile_IsRefused(double part)
    {
        using (var stream = new FileStream(DatabaseFile, FileMode.Open))
            stream.SetLength((long)(stream.Length * part));

        var refusal = Assert.Throws<SchemaException>(() => Open());

        Assert.Contains("Restore the newest backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterAKill_WithItsLog_HasEverything()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");
        await CopyAsync(console.File);

        await Open().DisposeAsync();

        Assert.Equal(2L, PastTheConsole.Read(DatabaseFile, "SELECT size FROM ledger_heads WHERE ledger = 1"));
    }

    /// <summary>SQLite itself finds nothing wrong with such a file (reliability: a lost tail looks healthy).</summary>
    [Theory]
    [Trait("row", "R-161")]
    [InlineData("governance.db-wal", "its log governance.db-wal is gone")]
    [InlineData("governance.db", "the database is gone")]
    public async Task Open_AfterAKill_WithoutAFile_IsRefusedEachTimeUntilSomebodySaysItIsFine(string gone, string told)
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");
        File.Delete(DatabaseFile);
        await CopyAsync(console.File);
        File.Delete(Path.Combine(_folder, gone));

        var refusal = Assert.Throws<SchemaException>(() => Open());
        Assert.Throws<SchemaException>(() => Open());

        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("ok", gone.EndsWith("-wal", StringComparison.Ordinal) ? PastTheConsole.Read(DatabaseFile, "PRAGMA integrity_check") : "ok");
        File.Delete($"{DatabaseFile}.writer");
        await Open().DisposeAsync();
    }

    /// <summary>A start that is refused for another reason writes the log back; that must not look like a loss.</summary>
    [Fact]
    public async Task Open_AfterAKillAndARefusal_IsNotMistakenForALoss()
    {
        await using var console = await TestConsole.StartAsync();
        PastTheConsole.Execute(console.File, "CREATE TABLE stray (a)");
        await CopyAsync(console.File);
        Assert.Contains("the table stray was added", Assert.Throws<SchemaException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists($"{DatabaseFile}-wal"));
        PastTheConsole.Execute(DatabaseFile, "DROP TABLE stray");

        await Open().DisposeAsync();
    }

    [Fact]
    public void Open_OverARestoreThatWasBrokenOff_IsRefused()
    {
        File.WriteAllText($"{DatabaseFile}.restoring", "half");

        var refusal = Assert.Throws<SchemaException>(() => Open());

        Assert.Contains("broken off", refusal.Message, StringComparison.Ordinal);
    }

    private SqliteGovernanceStore Open() => SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System);

    /// <summary>All files of a database that is open, as a killed process would leave them. By another program: this one locks the lock file.</summary>
    private async Task CopyAsync(string from)
    {
        foreach (var suffix in new[] { "", "-wal", ".writer" })
        {
            if (!File.Exists(from + suffix))
                continue;
            using var copy = Process.Start("cp", [from + suffix, DatabaseFile + suffix]);
            await copy.WaitForExitAsync();
            Assert.Equal(0, copy.ExitCode);
        }
    }

    /// <summary>Pages that hold something: damage to a free one loses nothing.</summary>
    private List<int> UsedPages()
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT pageno FROM dbstat ORDER BY pageno";
        try
        {
            using var reader = command.ExecuteReader();
            var pages = new List<int>();
            while (reader.Read())
                pages.Add(reader.GetInt32(0));
            return pages;
        }
        catch (SqliteException)
        {
            return [.. Enumerable.Range(1, (int)(new FileInfo(DatabaseFile).Length / SqliteGovernanceStore.PageSize))]; // this SQLite cannot tell
        }
    }

    private static string Sha256(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
