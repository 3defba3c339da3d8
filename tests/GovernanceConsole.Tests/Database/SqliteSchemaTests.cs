using GovernanceConsole.AuditLedger;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Database;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "below", "governance.db");

    [Fact]
    public async Task Open_WhereNothingIs_MakesFolderFileAndSchema()
    {
        await using var store = Open();

        Assert.Equal(SqliteSchema.Scripts.Select(s => $"{s.Number} {s.Name} {s.Sha256}"), Read("SELECT number || ' ' || name || ' ' || sha256 FROM schema_scripts ORDER BY number"));
    }

    [Fact]
    public async Task Open_Again_ChangesNothing()
    {
        await Open().DisposeAsync();
        var before = Read("SELECT sql FROM sqlite_master UNION ALL SELECT applied_at FROM schema_scripts UNION ALL SELECT name FROM ledger_heads");

        await Open().DisposeAsync();

        Assert.Equal(before, Read("SELECT sql FROM sqlite_master UNION ALL SELECT applied_at FROM schema_scripts UNION ALL SELECT name FROM ledger_heads"));
    }

    /// <summary>Else whoever copies or moves the file loses what stands in the log only.</summary>
    [Fact]
    public async Task Dispose_AfterSomebodyRead_LeavesNoLogBesideTheFile()
    {
        IGovernanceStore store = Open();
        await using (var context = store.OpenForReading())
            Assert.Equal(0, await context.Set<StoredEntry>().CountAsync());

        await ((IAsyncDisposable)store).DisposeAsync();

        Assert.False(File.Exists($"{DatabaseFile}-wal"));
    }

    [Fact]
    public async Task Open_AnOlderDatabase_GetsWhatItLacks()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        var first = SqliteSchema.Scripts[0];
        Execute(first.Sql);
        Execute(SqliteSchema.TableOfScripts);
        Execute($"INSERT INTO schema_scripts VALUES (1, '{first.Name}', '{first.Sha256}', 0)");

        await Open().DisposeAsync();

        Assert.Equal(SqliteSchema.Scripts.Count, Read("SELECT number FROM schema_scripts").Count);
        Assert.Equal(["0"], Read("SELECT applied_at FROM schema_scripts WHERE number = 1"));
    }

    /// <summary>Script 0013 makes the table of entries anew.</summary>
    [Fact]
    public async Task Open_ADatabaseWhoseEntriesRepeatTheirBodies_KeepsBodiesAndWhatTheyAreSearchedBy()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        Execute(SqliteSchema.TableOfScripts);
        foreach (var script in SqliteSchema.Scripts.Where(s => s.Number < 13))
        {
            Execute(script.Sql);
            Execute($"INSERT INTO schema_scripts VALUES ({script.Number}, '{script.Name}', '{script.Sha256}', 0)");
        }

        Execute("INSERT INTO ledger_heads VALUES (1, 'of/decisions', 0, x'', zeroblob(32), zeroblob(32)), (2, 'of/security-events', 0, x'', zeroblob(32), zeroblob(32))");
        foreach (var (ledger, idx) in new[] { (2, 0), (1, 0), (1, 1) })
        {
            Execute(
                "INSERT INTO ledger_entries (ledger, idx, entry_id, type, at, object_kind, object_id, actor_id, command_id, body, leaf_hash, corr) "
                + $"VALUES ({ledger}, {idx}, randomblob(16), 'person.left', 17, 'person', x'aa', x'bb', x'cc', x'{ledger}0{idx}0', zeroblob(32), x'dd')");
            Execute($"UPDATE ledger_heads SET size = {idx + 1}, last_leaf = zeroblob(32) WHERE ledger = {ledger}");
        }

        await Open().DisposeAsync();

        Assert.Equal(
            ["1 0 1000 -", "1 1 1010 -", "2 0 2000 CC"],
            Read("SELECT ledger || ' ' || idx || ' ' || hex(body) || ' ' || iif(command_id IS NULL, '-', hex(command_id)) FROM ledger_entries ORDER BY ledger, idx"));
        Assert.Equal(
            ["person.left 17 person AABBDD", "person.left 17 person AABBDD", "person.left 17 person AABBDD"],
            Read("SELECT type || ' ' || at || ' ' || object_kind || ' ' || hex(object_id) || hex(actor_id) || hex(corr) FROM ledger_entries"));
    }

    [Fact]
    public async Task Open_ADatabaseOfANewerVersion_IsRefusedAndLeftAlone()
    {
        await Open().DisposeAsync();
        Execute("INSERT INTO schema_scripts VALUES (9999, 'newer', '00', 0)");

        var refusal = Assert.Throws<SchemaException>(Open);

        Assert.Contains("script 9999 newer, which this version does not know", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AChangedScript_IsRefused()
    {
        await Open().DisposeAsync();
        Execute("DROP TRIGGER schema_scripts_are_never_updated; UPDATE schema_scripts SET sha256 = '00' WHERE number = 2");

        var refusal = Assert.Throws<SchemaException>(Open);

        Assert.Contains("Script 0002 organisation was applied with other content", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhileAnotherWrites_IsRefusedUntilItEnds()
    {
        var first = Open();

        var refusal = Assert.Throws<SchemaException>(Open);
        await first.DisposeAsync();
        await Open().DisposeAsync();

        Assert.Contains("Another process is writing to governance.db", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ThroughALink_WhileAnotherWrites_IsRefused()
    {
        await using var first = Open();
        var link = Path.Combine(Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(DatabaseFile)!, "elsewhere")).FullName, "other.db");
        File.CreateSymbolicLink(link, DatabaseFile);

        var refusal = Assert.Throws<SchemaException>(() => SqliteGovernanceStore.Open(new SqliteOptions { File = link }, TimeProvider.System));

        Assert.Contains("Another process is writing to governance.db", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhereTheLockFileCannotBeWritten_SaysThatAndNotThatAnotherWrites()
    {
        Directory.CreateDirectory($"{DatabaseFile}.writer");

        var refusal = Assert.Throws<SchemaException>(Open);

        Assert.Contains("The lock file governance.db.writer cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OnAFullDisk_SaysThatAndNotThatAnotherWrites()
    {
        if (!File.Exists("/dev/full"))
            return; // Linux has a device that is always full
        Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        File.CreateSymbolicLink($"{DatabaseFile}.writer", "/dev/full");

        var refusal = Assert.Throws<SchemaException>(Open);

        Assert.Contains("The lock file governance.db.writer cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterARefusal_HoldsNoLock()
    {
        await Open().DisposeAsync();
        Execute("CREATE TABLE stray (a)");
        Assert.Throws<SchemaException>(Open);
        Execute("DROP TABLE stray");

        await Open().DisposeAsync();
    }

    [Fact]
    public void Open_SomethingElseThanADatabase_ThrowsAndLeavesItAlone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabaseFile)!);
        var text = string.Concat(Enumerable.Repeat("not a database ", 100));
        File.WriteAllText(DatabaseFile, text);

        Assert.Throws<SchemaException>(Open);

        Assert.Equal(text, File.ReadAllText(DatabaseFile));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private SqliteGovernanceStore Open() => SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System);

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string> Read(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }
}
