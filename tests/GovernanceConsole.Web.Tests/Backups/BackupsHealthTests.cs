using GovernanceConsole.Backups;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Backups;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

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
    public async Task Check_WhereNoFolderIsNamed_IsDegradedButInDevelopment()
    {
        var backups = new SealedBackups(TimeProvider.System, new BackupPlaces(null, Path.Combine(_folder, "keys"), 30), new SqliteDatabaseCopy(Path.Combine(_folder, "governance.db")));

        var inUse = await CheckAsync(backups);

        Assert.Equal(HealthStatus.Degraded, inUse.Status);
        Assert.Contains("Backup:Folder", inUse.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(backups, Environments.Development)).Status);
    }

    [Fact]
    public async Task Check_WhereTheDatabaseMakesItsOwn_IsHealthy() =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(new SealedBackups(TimeProvider.System, new BackupPlaces(null, Path.Combine(_folder, "keys"), 30)))).Status);

    private static Task<HealthCheckResult> CheckAsync(SealedBackups backups, string? environment = null) =>
        new BackupsHealth(backups, new HostingEnvironment { EnvironmentName = environment ?? Environments.Production }).CheckHealthAsync(new HealthCheckContext());
}
