using GovernanceConsole.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Jobs;

/// <summary>Yellow while a job's last run failed, a job is late or nothing is planned for it. The console itself still works.</summary>
internal sealed class JobsHealth(JobBoard jobs) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await jobs.NeedingALookAsync(cancellationToken) is { Count: > 0 } troubled
            ? HealthCheckResult.Degraded($"Needs a look: {string.Join("; ", troubled.Select(Told))}. A job that failed counts as failed until a run is good; the page Jobs runs it at once.")
            : HealthCheckResult.Healthy();

    private static string Told(JobRow job) => $"{job.Title} ({JobLooks.Of(job.State).Word.ToLowerInvariant()}{(job.NextAt is { } next ? $", next run {next.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : null)})";
}
