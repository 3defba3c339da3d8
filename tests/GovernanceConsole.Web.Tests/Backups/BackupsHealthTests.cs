using GovernanceConsole.Backups;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Backups;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Tests.Backups;

public sealed class BackupsHealthTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-health-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Check_WhereBackupsAreToBeMade_IsDegradedUntilThereIsOne()
    {
        var file = Path.Combine(_folder, "governance.db");
        await using var store = SqliteGovernanceStore.Open(new SqliteOptions { File = file }, TimeProvider.System);
        var backups = new SealedBackups(TimeProvider.System, new BackupPlaces(Path.Combine(_folder, "backups"), Path.Combine(_folder, "keys"), 30), new SqliteDatabaseCopy(file));

        var before = await CheckAsync(backups);
        backups.Make();

        Assert.Equal(HealthStatus.Degraded, before.Status);
        Assert.Contains("can be opened", before.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(backups)).Status);
    }

    [Fact]
    public async Task Check_WhereNoneAreToBeMade_IsHealthy() =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new SealedBackups(TimeProvider.System, new BackupPlaces(null, Path.Combine(_folder, "keys"), 30)))).Status);

    private static Task<HealthCheckResult> CheckAsync(SealedBackups backups) => new BackupsHealth(backups).CheckHealthAsync(new HealthCheckContext());
}
