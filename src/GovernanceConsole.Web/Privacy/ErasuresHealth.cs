using GovernanceConsole.Privacy;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Privacy;

/// <summary>
/// Yellow while somebody who was erased is known again, because a restore brought them back and a legal hold keeps their data, and while
/// the register of erasures cannot be used, because the next restore could bring people back.
/// </summary>
internal sealed class ErasuresHealth(OwedErasures erasures) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var standing = await erasures.StandingAsync(cancellationToken);
        var sentences = new List<string>();
        if (standing.Owed.Count > 0)
            sentences.Add($"Owed since a restore: {string.Join(", ", standing.Owed)}. The job \"Repeat erasures after a restore\" carries them out when no legal hold covers them.");
        if (standing.RegisterFault is { } fault)
            sentences.Add($"The register of erasures cannot be used: {fault.TrimEnd('.')}.{(standing.Unregistered.Count > 0 ? $" It lacks {string.Join(", ", standing.Unregistered)}: a restored backup may bring these people back." : "")} See docs/privacy.md, \"Backups\".");
        return sentences.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', sentences));
    }
}
