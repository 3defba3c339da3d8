using GovernanceConsole.Backups;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Backups;

/// <summary>Yellow while the newest backup that can be opened is too old, and, but for development, while none are made.</summary>
internal sealed class BackupsHealth(SealedBackups backups, IHostEnvironment environment) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((backups.Trouble() ?? (environment.IsDevelopment() ? null : backups.WhyNoneAreMade)) is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());
}
