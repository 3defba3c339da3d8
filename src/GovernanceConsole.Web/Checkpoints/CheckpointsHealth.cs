using GovernanceConsole.Checkpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceConsole.Web.Checkpoints;

/// <summary>Yellow while something about the keeping of the ledgers needs a look. Decisions go on meanwhile.</summary>
internal sealed class CheckpointsHealth(KeepingQueries keeping) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var standings = await keeping.StandingAsync(cancellationToken);
        List<string> troubles = [.. standings.SelectMany(Troubles).Distinct(StringComparer.Ordinal)];
        return troubles.Count > 0 ? HealthCheckResult.Degraded(string.Join(' ', troubles)) : HealthCheckResult.Healthy();
    }

    private static IEnumerable<string> Troubles(LedgerStanding ledger)
    {
        if (ledger.Restore is { } restore)
            yield return $"A backup was restored at {restore.At:u} (entry {restore.Idx} of the decisions), and not everybody has taken a checkpoint since: docs/ledger-operations.md, \"Backup and restore\".";
        foreach (var keeper in ledger.Anchors.Prepend(ledger.Signer).Where(k => k.Failure is not null))
            yield return $"{keeper.Keeper}: {keeper.Failure}";
        if (ledger.IsCut)
            yield return $"Somebody holds a checkpoint over more entries of {ledger.Name} than there are: its end was cut off, or an older state was brought back.";
        if (ledger.Anchors.Count == 0)
            yield return "No anchor keeps checkpoints outside the database (Ledger:AnchorFile, Ledger:AnchorWebhook).";
        else if (ledger.IsLate)
            yield return $"Entries of {ledger.Name} wait for an anchor since {ledger.WaitingSince:u}.";
    }
}
