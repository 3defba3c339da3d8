using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Storage;

public sealed class SqliteGovernanceStoreTests
{
    [Fact]
    public async Task Reader_RunningAStatementThatWrites_IsRefusedByTheDatabase()
    {
        await using var console = await TestConsole.StartAsync();
        await using var context = console.Store.OpenForReading();

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => context.Database.ExecuteSqlAsync($"DELETE FROM role_grants"));

        Assert.Equal(SQLitePCL.raw.SQLITE_READONLY, refusal.SqliteErrorCode);
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("recursive_triggers", "1")]
    [InlineData("trusted_schema", "0")]
    public async Task Writer_HasThePragmasOfTheDesign(string pragma, string value)
    {
        await using var console = await TestConsole.StartAsync();

        var found = await console.Store.WriteAsync(
            async session =>
            {
                await using var command = session.Context.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                return (await command.ExecuteScalarAsync())!.ToString();
            },
            default);

        Assert.Equal(value, found);
    }

    [Fact]
    public async Task Files_OfANewConsole_AreForTheirOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var above = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;
        var file = Path.Combine(above, "data", "governance.db");
        await using (SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System))
        {
            await using var scheduler = SqliteSchedulerFile.Open(file);
            var files = Directory.GetFiles(Path.GetDirectoryName(file)!);

            foreach (var expected in new[] { file, $"{file}-wal", $"{file}-shm", $"{file}.writer", Path.Combine(above, "data", "governance-scheduler.db") })
                Assert.Contains(expected, files);
            foreach (var found in files)
                Assert.Equal((found, UnixFileMode.UserRead | UnixFileMode.UserWrite), (found, File.GetUnixFileMode(found)));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        }

        Directory.Delete(above, recursive: true);
    }

    [Fact]
    public async Task UseCase_ThatChangesSomethingAndRecordsNothing_IsRefusedUnlessItSaysWhy()
    {
        await using var console = await TestConsole.StartAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => console.Use<LedgeredChange>().ExecuteAsync<string, Done>(
            new OuterUseCase(), CommandId.New(), "input", console.Founder,
            async change =>
            {
                await change.BulkInsertAsync("number_series", ["series", "last"], [["XX", 1L]]);
                return default(Done);
            },
            default));

        Assert.Contains("recorded nothing", failure.Message, StringComparison.Ordinal);
        Assert.Null(PastTheConsole.Read(console.File, "SELECT last FROM number_series WHERE series = 'XX'"));
    }

    [Fact]
    public async Task UseCase_CalledFromInsideAnother_ThrowsInsteadOfWaitingForItself()
    {
        await using var console = await TestConsole.StartAsync();
        var road = console.Use<LedgeredChange>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => road.ExecuteAsync<string, PersonId>(
            new OuterUseCase(), CommandId.New(), "input", console.Founder,
            _ => console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), console.Founder),
            default));

        Assert.Contains("RegisterPerson was called from inside another use case", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await console.RowsAsync<Person>(), p => p.Name == "Eve");
        Assert.NotNull(await console.PersonAsync("Ada")); // the writer goes on
    }

    [MayBeDoneBy(Role.Governance)]
    private sealed class OuterUseCase;
}
