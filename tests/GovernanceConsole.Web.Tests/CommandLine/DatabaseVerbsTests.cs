using System.Text.Json;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Web.Tests.CommandLine;

/// <summary>The verbs that look at a database, copy it and put a copy in its place.</summary>
public sealed class DatabaseVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-verbs-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "governance.db");

    /// <summary>Not beside the database: its keys lie there.</summary>
    private string Backup => Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "backups")).FullName, "1.backup");

    private string Database => $"--ConnectionStrings:Governance=Data Source={DatabaseFile}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Check_OfAGoodDatabase_WhileTheConsoleRuns_EndsWithZero()
    {
        await MigrateAsync();
        await using var running = SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System);

        var (code, output, _) = await ConfigurationTests.RunAsync("database", "check", Database);

        Assert.Equal(0, code);
        Assert.Contains("no difference.", output, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("row", "R-161")]
    [InlineData("DROP TRIGGER ledger_objects_get_newer", "the trigger ledger_objects_get_newer on ledger_objects is missing")]
    [InlineData("INSERT INTO vendors (id, version, code, name) VALUES (zeroblob(16), 1, 'V', 'Ghost')", "vendor V vendors (00000000000000000000000000000000): the ledger says \"nothing\", the table \"a row\"")]
    [InlineData("PRAGMA foreign_keys = OFF; INSERT INTO accounts VALUES (zeroblob(16), zeroblob(16), 'i', 's')", "a row of accounts refers to a row of people that is not there")]
    public async Task Check_OfADatabaseChangedPastTheConsole_SaysWhatAndEndsWithOne(string edit, string told)
    {
        await MigrateAsync();
        Execute(edit);

        var (code, output, _) = await ConfigurationTests.RunAsync("database", "check", Database);

        Assert.Equal(1, code);
        Assert.Contains(told, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhereNoDatabaseIs_SaysSoAndMakesNone()
    {
        var (code, _, error) = await ConfigurationTests.RunAsync("database", "check", Database);

        Assert.Equal(1, code);
        Assert.StartsWith("There is no ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Backup_WhileTheConsoleRuns_SaysHowFarItsLedgersGo()
    {
        await MigrateAsync();
        await using var running = SqliteGovernanceStore.Open(new SqliteOptions { File = DatabaseFile }, TimeProvider.System);

        var (code, output, _) = await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database, "--json");

        Assert.Equal(0, code);
        var told = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, 0), (told.GetProperty("decisions").GetInt64(), told.GetProperty("securityEvents").GetInt64()));
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(Backup))), told.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Backup_OntoAFileThatIsThere_LeavesItAlone()
    {
        await MigrateAsync();
        await File.WriteAllTextAsync(Backup, "mine");

        var (code, _, error) = await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database);

        Assert.Equal(1, code);
        Assert.Contains("is there already", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Backup));
    }

    [Fact]
    public async Task Backup_BesideItsKeys_IsRefused()
    {
        await MigrateAsync();

        var (code, _, error) = await ConfigurationTests.RunAsync("database", "backup", "--out", Path.Combine(_folder, "1.backup"), Database);

        Assert.Equal(1, code);
        Assert.Contains("whoever gets one gets both", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "1.backup")));
    }

    [Fact]
    public async Task Backup_WithoutAName_GoesToTheFolderOfBackups()
    {
        await MigrateAsync();
        var folder = $"--Backup:Folder={Path.GetDirectoryName(Backup)}";

        var nowhere = await ConfigurationTests.RunAsync("database", "backup", Database);
        var (code, output, _) = await ConfigurationTests.RunAsync("database", "backup", Database, folder, "--json");
        var list = await ConfigurationTests.RunAsync("database", "backup", "--list", Database, folder);

        Assert.Equal((1, 0, 0), (nowhere.Code, code, list.Code));
        Assert.Contains("Backup:Folder", nowhere.Error, StringComparison.Ordinal);
        var file = JsonDocument.Parse(output).RootElement.GetProperty("file").GetString()!;
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(Backup)!));
        Assert.Contains($"opens until", list.Output, StringComparison.Ordinal);
        Assert.Contains(file, list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfAWholeBackup_EndsWithZero_AndOfAChangedOneWithOne()
    {
        await MigrateAsync();
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database)).Code);
        var whole = await ConfigurationTests.RunAsync("database", "backup", "--verify", Backup, Database);
        using (var stream = new FileStream(Backup, FileMode.Open))
        {
            stream.Seek(-1, SeekOrigin.End);
            stream.WriteByte((byte)(stream.Length % 251));
        }

        var changed = await ConfigurationTests.RunAsync("database", "backup", "--verify", Backup, Database);

        Assert.Equal((0, 1), (whole.Code, changed.Code));
        Assert.Contains("It is whole and can be opened.", whole.Output, StringComparison.Ordinal);
        Assert.Contains("is not as it was sealed", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OfABackup_WritesThePlainDatabaseAndWarns()
    {
        await MigrateAsync();
        var (plain, damaged) = (Path.Combine(_folder, "evidence.db"), Path.Combine(_folder, "nothing.db"));
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database)).Code);

        var opened = await ConfigurationTests.RunAsync("database", "backup", "--open", Backup, "--out", plain, Database);
        await File.WriteAllBytesAsync(Backup, (await File.ReadAllBytesAsync(Backup))[..^1]);
        var refused = await ConfigurationTests.RunAsync("database", "backup", "--open", Backup, "--out", damaged, Database);

        Assert.Equal((0, 1), (opened.Code, refused.Code));
        Assert.Contains("delete it when the matter is closed", opened.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "check", $"--ConnectionStrings:Governance=Data Source={plain}")).Code);
        Assert.False(File.Exists(damaged));
    }

    [Fact]
    public async Task Restore_WithoutTheKey_SaysWhichIsMissingAndChangesNothing()
    {
        await MigrateAsync();
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database)).Code);
        var before = await File.ReadAllBytesAsync(DatabaseFile);
        Directory.Delete(Path.Combine(_folder, "governance-signer", "backup-keys"), recursive: true);

        var (code, _, error) = await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, "--replace", Database);

        Assert.Equal(1, code);
        Assert.Contains("its key ", error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(DatabaseFile));
    }

    /// <summary>The first start of a console makes the register; a restore that does not find it says what that means.</summary>
    [Fact]
    public async Task Restore_WhereTheRegisterOfErasuresIsMissing_SaysSo()
    {
        await MigrateAsync();
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database)).Code);

        var first = await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, "--replace", Database);
        var second = await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, "--replace", Database);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains("The register of erasures was not there", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("register of erasures", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_WhereTheRegisterOfErasuresCannotBeUsed_SaysSoUntilItCan()
    {
        await MigrateAsync();
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database)).Code);
        var register = Directory.CreateDirectory(Path.Combine(_folder, "governance-signer", "erasures.jsonl"));

        var (code, _, error) = await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, "--replace", Database);

        Assert.Equal(1, code);
        Assert.Contains("The register of erasures cannot be used", error, StringComparison.Ordinal);
        Assert.True(File.Exists($"{DatabaseFile}.restored"));
        register.Delete();
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, "--replace", Database)).Code);
        Assert.False(File.Exists($"{DatabaseFile}.restored"));
    }

    [Theory]
    [InlineData("backup", "--out")]
    [InlineData("restore", "--from")]
    public async Task BackupAndRestore_OnSqlServer_PointToItsOwn(string verb, string option)
    {
        var (code, _, error) = await ConfigurationTests.RunAsync(
            "database", verb, option, Backup, "--Database:Provider=SqlServer", "--ConnectionStrings:Governance=Server=none;Database=none");

        Assert.Equal(1, code);
        Assert.Contains("SQL Server", error, StringComparison.Ordinal);
    }

    /// <summary>The whole way: signed, set back, recorded; the signer refuses until somebody decides.</summary>
    [Fact]
    [Trait("row", "R-161")]
    public async Task Restore_OfAnOlderBackup_RecordsWhatIsLostAndTheSignerGoesOnRefusing()
    {
        await MigrateAsync();
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "backup", "--out", Backup, Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Path.Combine(_folder, "1.zip"), Database)).Code);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("ledger", "export", "--out", Path.Combine(_folder, "2.zip"), Database)).Code);

        var refused = await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, Database);
        var (code, output, _) = await ConfigurationTests.RunAsync("database", "restore", "--from", Backup, "--replace", Database, "--json");
        var export = await ConfigurationTests.RunAsync("ledger", "export", "--out", Path.Combine(_folder, "3.zip"), Database);

        Assert.Equal(1, refused.Code);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Equal("entries 0 to 1", JsonDocument.Parse(output).RootElement.GetProperty("securityEvents").GetProperty("lost").GetString());
        Assert.Equal(1L, Read("SELECT count(*) FROM ledger_entries WHERE ledger = 1 AND type = 'ledger.restored'"));
        Assert.False(File.Exists($"{DatabaseFile}.restored"));
        Assert.Equal(1, export.Code);
        Assert.Contains("it was set back", export.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "check", Database)).Code);
    }

    private async Task MigrateAsync() => Assert.Equal(0, (await ConfigurationTests.RunAsync("database", "migrate", Database)).Code);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
