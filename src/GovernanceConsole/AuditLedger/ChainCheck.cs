using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>One ledger, read from its first entry to its last.</summary>
/// <param name="Name">The ledger's name.</param>
/// <param name="Size">How many entries its head counts.</param>
/// <param name="Root">The Merkle root that the head holds, base64.</param>
/// <param name="Fault">What is wrong, in a sentence; null where it is good.</param>
public sealed record CheckedChain(string Name, long Size, string Root, string? Fault);

/// <summary>Checks both ledgers as <see cref="LedgerCheck"/> does, each to its own end: a fault in one leaves the other to be looked at.</summary>
public sealed class ChainCheck(ReadOnlyStore store, IKnownRoots roots)
{
    /// <summary>Both ledgers as of one moment, decisions first.</summary>
    public Task<IReadOnlyList<CheckedChain>> RunAsync(CancellationToken cancellationToken = default) =>
        store.AtOneMomentAsync<IReadOnlyList<CheckedChain>>(
            async () =>
            {
                await using var context = store.Open();
                var chains = new List<CheckedChain>();
                var beside = new BesideTheEntries(context);
                await beside.BeginAsync(cancellationToken);
                foreach (var head in await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken))
                {
                    var fault = await new LedgerCheck.OneLedger(context, head, roots, beside, progress: _ => { }).FindFaultAsync(cancellationToken);
                    chains.Add(new CheckedChain(head.Name, head.Size, Convert.ToBase64String(head.Root), fault?.Sentence));
                }

                return chains;
            },
            cancellationToken);
}
