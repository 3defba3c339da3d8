using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>What an object says now, as far as its entries must be kept for it.</summary>
internal sealed class PresentState(long version, HashSet<(string Field, string Commitment)> texts)
{
    /// <summary>The present states of those of these objects that have one.</summary>
    public static async Task<Dictionary<Guid, PresentState>> OfAsync(GovernanceDbContext context, List<Guid> ids, CancellationToken cancellationToken)
    {
        var states = await context.Set<StoredObjectState>().Where(o => EF.Parameter(ids).Contains(o.ObjectId)).Select(o => new { o.ObjectId, o.Version, o.State }).ToListAsync(cancellationToken);
        return states.ToDictionary(o => o.ObjectId, o => new PresentState(o.Version, [.. ObjectState.Parse(o.State).Commitments.Select(c => ($"set.{c.Key}", c.Value))]));
    }

    /// <summary>Whether a commitment of an entry is of a text that the object's field still says.</summary>
    public bool Says(LedgerCommitment commitment) => texts.Contains((commitment.F, Convert.ToBase64String(commitment.H)));

    /// <summary>Whether an entry made the present state, or holds a text of it.</summary>
    public bool NeedsEntry(LedgerEntry entry) => (entry.Obj.StateHash is not null && entry.Obj.To >= version) || (entry.Priv ?? []).Any(Says);
}
