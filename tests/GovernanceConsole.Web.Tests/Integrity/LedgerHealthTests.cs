using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Integrity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Tests.Integrity;

public sealed class LedgerHealthTests : IAsyncLifetime
{
    private const string Guard = "CREATE TRIGGER ledger_private_is_never_updated BEFORE UPDATE ON ledger_private\nBEGIN SELECT RAISE(ABORT, 'private texts of the ledger are never updated'); END";

    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-health-").FullName;
    private SqliteGovernanceStore _store = null!;
    private ServiceProvider _services = null!;

    public Task InitializeAsync()
    {
        _store = SqliteGovernanceStore.Open(new SqliteOptions { File = Path.Combine(_folder, "governance.db") }, TimeProvider.System);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(_store)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
            .AddBusiness()
            .BuildServiceProvider();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("row", "R-161")]
    public async Task Check_WhileAGuardIsMissing_IsUnhealthyAndSaysWhich_UntilItIsBack()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);

        Execute("DROP TRIGGER ledger_private_is_never_updated");
        var meanwhile = await CheckAsync();
        Execute(Guard);

        Assert.Equal(HealthStatus.Unhealthy, meanwhile.Status);
        Assert.Contains("the trigger ledger_private_is_never_updated on ledger_private is missing", meanwhile.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task Check_AfterAComparisonWithDifferences_IsUnhealthyUntilOneWithout()
    {
        await RecordAsync(new RecordReconciliationInput(1, 1, 1, 1, ["recovery-path RP-0042 name"]));
        var meanwhile = await CheckAsync();
        await RecordAsync(new RecordReconciliationInput(1, 1, 1, 0, []));

        Assert.Equal(HealthStatus.Unhealthy, meanwhile.Status);
        Assert.Contains("recovery-path RP-0042 name", meanwhile.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task Check_WhereAnEntryWasAddedPastTheConsole_IsUnhealthyAtOnce()
    {
        await RecordAsync(new RecordReconciliationInput(1, 1, 1, 0, []));
        Execute("INSERT INTO ledger_entries (rowid, ledger, idx, type, at, body) SELECT rowid + 1, ledger, idx + 1, type, at, body FROM ledger_entries ORDER BY rowid DESC LIMIT 1");

        var health = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("counts 1 entries, and there are 2", health.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, HealthStatus.Healthy)]
    [InlineData(6, HealthStatus.Unhealthy)]
    public async Task Check_WithAClockBehindTheNewestEntry_IsUnhealthyFromMoreThanFiveMinutesOn(int minutes, HealthStatus expected)
    {
        await RecordAsync(new RecordReconciliationInput(1, 1, 1, 0, []));
        var behind = new OrganisationTime(new Behind(TimeSpan.FromMinutes(minutes)), TimeZoneInfo.Utc);

        var health = await new LedgerHealth(new IntegrityQueries(_store, new ReadOnlyStore(_store), behind)).CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(expected, health.Status);
    }

    private sealed class Behind(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by + TimeSpan.FromSeconds(5); // the entry is a moment old
    }

    private Task<HealthCheckResult> CheckAsync() => new LedgerHealth(_services.GetRequiredService<IntegrityQueries>()).CheckHealthAsync(new HealthCheckContext());

    private async Task RecordAsync(RecordReconciliationInput input) =>
        Assert.True((await _services.GetRequiredService<RecordReconciliation>().ExecuteAsync(CommandId.New(), input, Actor.ForJob("test"))).IsAccepted);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "governance.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
