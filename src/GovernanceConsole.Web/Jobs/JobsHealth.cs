using GovernanceConsole.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Jobs;

/// <summary>Yellow while a job's last run failed, a job is late or nothing is planned for it. The console itself still works.</summary>
internal sealed class JobsHealth(JobBoard jobs) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await jobs.NeedingALookAsync(cancellationToken) is { Count: > 0 } troubled
            ? HealthCheckResult.Degraded($"Needs a look: {string.Join(", ", troubled.Select(j => $"{j.Name} ({j.State})"))}")
            : HealthCheckResult.Healthy();
}
