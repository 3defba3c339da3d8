using GovernanceConsole.Privacy;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Privacy;

/// <summary>Yellow while somebody who was erased is known again, because a restore brought them back and a legal hold keeps their data.</summary>
internal sealed class ErasuresHealth(OwedErasures owed) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await owed.NumbersAsync(cancellationToken) is { Count: > 0 } numbers
            ? HealthCheckResult.Degraded($"Owed since a restore: {string.Join(", ", numbers)}. The job \"Repeat erasures after a restore\" carries them out when no legal hold covers them.")
            : HealthCheckResult.Healthy();
}
