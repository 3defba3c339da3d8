using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>Which of the two ledgers.</summary>
public enum TrailLedger
{
    /// <summary>Every change that was decided.</summary>
    Decisions,

    /// <summary>What was refused, exported or revealed.</summary>
    SecurityEvents,
}

/// <summary>Which entries are asked for.</summary>
/// <param name="Ledger">One of the two ledgers.</param>
/// <param name="FromAt">The first instant; null for the beginning.</param>
/// <param name="BeforeAt">The first instant that is no longer asked for; null for the end.</param>
/// <param name="Person">Only what this person did; null for everybody.</param>
public sealed record TrailFilter(TrailLedger Ledger = TrailLedger.Decisions, DateTimeOffset? FromAt = null, DateTimeOffset? BeforeAt = null, PersonId? Person = null);

/// <summary>One entry of a ledger in words.</summary>
/// <param name="Idx">Its place in the ledger, from 0.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">The person who acted; null for machines.</param>
/// <param name="Machine">The job, key or command line that acted; null for people.</param>
/// <param name="Type">Its stable type: <c>recovery-path.activated</c>.</param>
/// <param name="Text">What happened, without the actor: <c>activated the path</c>.</param>
/// <param name="ObjectKind">The kind of object it is about; null where it is about none.</param>
/// <param name="ObjectId">Its id; null likewise.</param>
/// <param name="EntryId">The entry's own id.</param>
/// <param name="LeafHash">Base64; what a receipt or a proof is about.</param>
public sealed record TrailEntry(
    long Idx, DateTimeOffset At, PersonId? ActorId, string? Machine, string Type, string Text, string? ObjectKind, Guid? ObjectId, Guid EntryId, string LeafHash);

/// <summary>Reads the ledgers entry by entry, for those who inspect the evidence. Others get nothing.</summary>
public sealed class TrailQueries(ReadOnlyStore store)
{
    /// <summary>The roles that may read the trail.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Auditor, Role.SecurityOperations, Role.IamPolicy];

    /// <summary>Entries in the order of the ledger.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="after">The place of the last entry already read; -1 to begin.</param>
    /// <param name="take">How many, from 1 to <see cref="PageRequest.MostRows"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TrailEntry>> EntriesAsync(
        Actor actor, TrailFilter filter, long after = -1, int take = PageRequest.MostRows, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return [];
        await using var context = store.Open();
        var ledger = (short)(filter.Ledger == TrailLedger.Decisions ? LedgerStream.Decisions : LedgerStream.SecurityEvents);
        var entries = context.Set<StoredEntry>().Where(e => e.Ledger == ledger && e.Idx > after);
        if (filter.FromAt is { } from)
            entries = entries.Where(e => e.At >= from);
        if (filter.BeforeAt is { } before)
            entries = entries.Where(e => e.At < before);
        if (filter.Person?.Value is { } person)
            entries = entries.Where(e => e.ActorId == person);
        var found = await entries.OrderBy(e => e.Idx).Take(Math.Clamp(take, 1, PageRequest.MostRows)).ToListAsync(cancellationToken);
        if (found.Count == 0)
            return [];

        var (first, last) = (found[0].Idx, found[^1].Idx);
        var values = await context.Set<StoredPrivateValue>()
            .Where(v => v.Ledger == ledger && v.Idx >= first && v.Idx <= last)
            .ToDictionaryAsync(v => (v.Idx, v.Field), v => v.Value, cancellationToken);
        return found.ConvertAll(stored =>
        {
            var entry = LedgerEntry.Parse(stored.Body);
            return new TrailEntry(
                stored.Idx,
                stored.At,
                stored.ActorId is { } id ? new PersonId(id) : null,
                stored.ActorId is null ? entry.Actor.Pid : null,
                stored.Type,
                EntryText.Of(stored.Type, EntryText.Told(entry, values)),
                stored.ObjectKind,
                stored.ObjectId,
                stored.EntryId,
                Convert.ToBase64String(stored.LeafHash));
        });
    }
}
