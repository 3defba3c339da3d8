using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Integrity;

/// <summary>What the last comparison of the ledger with the tables found.</summary>
/// <param name="At">When it was.</param>
/// <param name="Objects">How many objects it compared.</param>
/// <param name="Differences">How many differences it found.</param>
/// <param name="Places">Where the first of them are.</param>
public sealed record LastReconciliation(DateTimeOffset At, long Objects, long Differences, IReadOnlyList<string> Places);

/// <summary>Whether the database is what its scripts and its ledger say. For the health check and the jobs, which nobody signs in to.</summary>
public sealed class IntegrityQueries(IGovernanceStore store, ReadOnlyStore reading)
{
    /// <summary>What in the schema is not as the scripts made it, as it is now.</summary>
    public Task<IReadOnlyList<string>> GuardDifferencesAsync(CancellationToken cancellationToken = default) => store.FindSchemaDifferencesAsync(cancellationToken);

    /// <summary>What the newest reading of both ledgers found wrong, in a sentence; null where nothing, and before the first.</summary>
    public async Task<string?> LastFaultAsync(CancellationToken cancellationToken = default)
    {
        await using var context = reading.Open();
        return (await IntegrityTopic.LastAsync(context, IntegrityTopic.Chains, cancellationToken))?.Detail("fault") as string;
    }

    /// <summary>The newest comparison that was written down; null before the first.</summary>
    public async Task<LastReconciliation?> LastReconciliationAsync(CancellationToken cancellationToken = default)
    {
        await using var context = reading.Open();
        return await IntegrityTopic.LastAsync(context, IntegrityTopic.Reconciliation, cancellationToken) is { } entry
            ? new LastReconciliation(
                entry.At, entry.Detail("objects") as long? ?? 0, entry.Detail("differences") as long? ?? 0, entry.Detail("places") as IReadOnlyList<string> ?? [])
            : null;
    }
}
