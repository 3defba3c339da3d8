using GovernanceConsole.Integrity;
using GovernanceConsole.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Integrity;

/// <summary>Red while a guard of the database is not as the scripts made it, and from a reading that found a fault, or a comparison that found differences, until one that finds none.</summary>
internal sealed class LedgerHealth(IntegrityQueries integrity) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = new List<string>();
        if (await integrity.GuardDifferencesAsync(cancellationToken) is { Count: > 0 } differences)
            faults.Add(SchemaScript.GuardsSentence(differences));
        faults.AddRange(await integrity.EndFaultsAsync(cancellationToken));
        if (await integrity.LastReconciliationAsync(cancellationToken) is { Differences: > 0 } last)
            faults.Add($"The tables differ from the ledger in {last.Differences} {(last.Differences == 1 ? "place" : "places")} ({string.Join("; ", last.Places.Take(5))}). Run \"database check\", and look under \"Reconciliation\" in docs/ledger-operations.md.");
        if (await integrity.LastFaultAsync(cancellationToken) is { } fault)
            faults.Add($"The audit trail is not as it was written: {fault} Keep a copy of the database, and look under \"Reconciliation\" in docs/ledger-operations.md.");
        return faults.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(' ', faults));
    }
}
