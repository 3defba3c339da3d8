using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>One ledger, read from its first entry to its last.</summary>
/// <param name="Name">The ledger's name.</param>
/// <param name="Size">How many entries its head counts.</param>
/// <param name="Root">The Merkle root that the head holds, base64.</param>
/// <param name="Fault">What is wrong, in a sentence; null where it is good.</param>
public sealed record CheckedChain(string Name, long Size, string Root, string? Fault);

/// <summary>
/// Reads both ledgers whole: every body is in the format and continues the one before, the columns beside it repeat it,
/// and the head is the tree over all of them. What an auditor does with other means from a bundle.
/// </summary>
public sealed class ChainCheck(ReadOnlyStore store)
{
    private const int EntriesAtOnce = 4096;

    /// <summary>Both ledgers as of one moment, decisions first.</summary>
    public Task<IReadOnlyList<CheckedChain>> RunAsync(CancellationToken cancellationToken = default) =>
        store.AtOneMomentAsync<IReadOnlyList<CheckedChain>>(
            async () =>
            {
                await using var context = store.Open();
                var chains = new List<CheckedChain>();
                foreach (var head in await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken))
                    chains.Add(new CheckedChain(head.Name, head.Size, Convert.ToBase64String(head.Root), await FaultOfAsync(context, head, cancellationToken)));
                return chains;
            },
            cancellationToken);

    private static async Task<string?> FaultOfAsync(GovernanceDbContext context, StoredHead head, CancellationToken cancellationToken)
    {
        var chain = new ChainVerifier(head.Name);
        for (long from = 0; ; from += EntriesAtOnce)
        {
            var before = from + EntriesAtOnce;
            var entries = await context.Set<StoredEntry>()
                .Where(e => e.Ledger == head.Ledger && e.Idx >= from && e.Idx < before)
                .OrderBy(e => e.Idx)
                .ToListAsync(cancellationToken);
            var texts = await context.Set<StoredPrivateValue>().Where(v => v.Ledger == head.Ledger && v.Idx >= from && v.Idx < before)
                .ToDictionaryAsync(v => (v.Idx, v.Field), cancellationToken);
            var erased = (await context.Set<StoredErasedText>().Where(e => e.Ledger == head.Ledger && e.Idx >= from && e.Idx < before)
                .Select(e => new { e.Idx, e.Field }).ToListAsync(cancellationToken)).ConvertAll(e => (e.Idx, e.Field)).ToHashSet();
            foreach (var entry in entries)
            {
                if (chain.Add(entry.Body) is { } fault)
                    return $"Entry {fault.Idx}: {fault.Text}";
                if (!chain.LastLeaf.SequenceEqual(entry.LeafHash) || !Repeats(entry))
                    return $"Entry {entry.Idx}: the columns beside the body are not what the body says.";
                if (FaultOfTexts(entry, texts, erased) is { } wrong)
                    return $"Entry {entry.Idx}: {wrong}";
            }

            if (entries.Count < EntriesAtOnce)
                break;
        }

        return chain.Complete() is { } torn ? $"Entry {torn.Idx}: {torn.Text}"
            : chain.Size != head.Size ? $"The head counts {head.Size} entries, and there are {chain.Size}."
            : !chain.Root().AsSpan().SequenceEqual(head.Root) ? "The head's root is not that of the entries."
            : null;
    }

    /// <summary>Each private text is the one that was committed to, or was erased.</summary>
    private static string? FaultOfTexts(StoredEntry stored, Dictionary<(long, string), StoredPrivateValue> texts, HashSet<(long, string)> erased)
    {
        var entry = LedgerEntry.Parse(stored.Body);
        foreach (var commitment in entry.Priv ?? [])
        {
            if (!texts.TryGetValue((stored.Idx, commitment.F), out var text))
            {
                if (!erased.Contains((stored.Idx, commitment.F)))
                    return $"the private text of {commitment.F} is gone without an erasure.";
            }
            else if (!Commitment.Of(entry.Ledger, entry.Id.ToString("D"), commitment.F, text.Salt, text.Value).AsSpan().SequenceEqual(commitment.H))
            {
                return $"the private text kept for {commitment.F} is not the one that was committed to.";
            }
        }

        return null;
    }

    private static bool Repeats(StoredEntry stored)
    {
        var entry = LedgerEntry.Parse(stored.Body);
        var isAboutNothing = stored.ObjectKind is null && stored.ObjectId is null && entry.Obj is { Kind: "console", Id: "-" };
        return entry.Idx == stored.Idx && entry.Id == stored.EntryId && entry.Type == stored.Type && entry.At == stored.At
            && (isAboutNothing || (entry.Obj.Kind == stored.ObjectKind && entry.Obj.Id == stored.ObjectId?.ToString("N")))
            && (stored.ActorId is { } actor ? entry.Actor.Pid == actor.ToString("N") : !Guid.TryParseExact(entry.Actor.Pid, "N", out _));
    }
}
