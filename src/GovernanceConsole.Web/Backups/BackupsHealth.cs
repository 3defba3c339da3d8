using GovernanceConsole.Backups;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Backups;

/// <summary>Yellow while backups are to be made and the newest that can be opened is too old.</summary>
internal sealed class BackupsHealth(SealedBackups backups) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(backups.Trouble() is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());
}
