using GovernanceConsole.Outbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Outbox;

/// <summary>Yellow while mail is late or was given up lately and, but for development, while no mail server is set up. Decisions go on.</summary>
internal sealed class MailHealth(MailQueries mails, IHostEnvironment environment) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await mails.TroubleAsync(cancellationToken) ?? (environment.IsDevelopment() ? null : mails.WhyNone)) is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy();
}
