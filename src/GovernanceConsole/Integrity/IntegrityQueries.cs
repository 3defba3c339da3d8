using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Integrity;

/// <summary>What the last comparison of the ledger with the tables found.</summary>
/// <param name="At">When it was.</param>
/// <param name="Objects">How many objects it compared.</param>
/// <param name="Differences">How many differences it found.</param>
/// <param name="Places">Where the first of them are.</param>
public sealed record LastReconciliation(DateTimeOffset At, long Objects, long Differences, IReadOnlyList<string> Places);

/// <summary>Whether the database is what its scripts and its ledger say. For the health check and the jobs, which nobody signs in to.</summary>
public sealed class IntegrityQueries(IGovernanceStore store, ReadOnlyStore reading, OrganisationTime time)
{
    /// <summary>As much as clocks may differ (docs/ledger-format.md, section 12).</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromMinutes(5);

    /// <summary>What in the schema is not as the scripts made it, as it is now.</summary>
    public Task<IReadOnlyList<string>> GuardDifferencesAsync(CancellationToken cancellationToken = default) => store.FindSchemaDifferencesAsync(cancellationToken);

    /// <summary>
    /// What can be seen of both ledgers without reading them: that each ends where its head says, and that the clock has not been set
    /// back behind the newest entry, because what is dated before it cannot be mended afterwards. In sentences.
    /// </summary>
    public Task<IReadOnlyList<string>> EndFaultsAsync(CancellationToken cancellationToken = default) =>
        reading.AtOneMomentAsync<IReadOnlyList<string>>(
            async () =>
            {
                await using var context = reading.Open();
                var faults = new List<string>();
                foreach (var head in await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken))
                {
                    var newest = await context.Set<StoredEntry>().Where(e => e.Ledger == head.Ledger).OrderByDescending(e => e.Idx).Select(e => new { e.Idx, e.At }).FirstOrDefaultAsync(cancellationToken);
                    var size = newest is null ? 0 : newest.Idx + 1;
                    if (size != head.Size)
                        faults.Add($"The end of {head.Name} counts {head.Size} entries, and there are {size}: entries were added or removed past the console, and nothing more can be decided until they are put right.");
                    if (newest is not null && newest.At - time.Now > MostBehind)
                        faults.Add($"The clock of this machine is behind the newest entry of {head.Name} ({newest.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC). Set it right before anything is decided: what is dated before an earlier entry fails every later check.");
                }

                return faults;
            },
            cancellationToken);

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
