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

/// <summary>Which entries are asked for: those that meet every condition.</summary>
/// <param name="Ledger">One of the two ledgers.</param>
/// <param name="FromAt">The first instant; null for the beginning.</param>
/// <param name="BeforeAt">The first instant that is no longer asked for; null for the end.</param>
/// <param name="Person">Only what this person did; null for everybody.</param>
/// <param name="Object">A number such as <c>RP-0001</c>, an id or part of a name; null for every object.</param>
/// <param name="Kind">A kind of object: <c>recovery-path</c>; null for all.</param>
/// <param name="Type">A kind of event: <c>recovery-path.activated</c>; null for all.</param>
/// <param name="Correlation">The number or id of an entry, or the id of a transaction, a command or a matter; null for all.</param>
public sealed record TrailFilter(
    TrailLedger Ledger = TrailLedger.Decisions,
    DateTimeOffset? FromAt = null,
    DateTimeOffset? BeforeAt = null,
    PersonId? Person = null,
    string? Object = null,
    string? Kind = null,
    string? Type = null,
    string? Correlation = null);

/// <summary>One entry of a ledger in words.</summary>
/// <param name="Idx">Its place in the ledger, from 0.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">The person who acted; null for machines.</param>
/// <param name="Machine">The job, key or command line that acted; null for people.</param>
/// <param name="Type">Its stable type: <c>recovery-path.activated</c>; empty where it was pruned.</param>
/// <param name="Text">What happened, without the actor: <c>activated the path</c>.</param>
/// <param name="ObjectKind">The kind of object it is about; null where it is about none.</param>
/// <param name="ObjectId">Its id; null likewise.</param>
/// <param name="EntryId">The entry's own id; null where it was pruned.</param>
/// <param name="LeafHash">Base64; what a receipt or a proof is about.</param>
public sealed record TrailEntry(
    long Idx, DateTimeOffset At, PersonId? ActorId, string? Machine, string Type, string Text, string? ObjectKind, Guid? ObjectId, Guid? EntryId, string LeafHash)
{
    /// <summary>Whether its retention is over: of what happened nothing is known any more.</summary>
    public bool IsPruned => Type.Length == 0;

    /// <summary>What the object is called now, where a page is asked for; null for objects that are not stored, such as exports.</summary>
    public TrailObject? Object { get; init; }
}

/// <summary>
/// Reads the ledgers entry by entry, for those who inspect the evidence and for governance, which answers for it.
/// Others get nothing.
/// </summary>
public sealed class TrailQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>The roles that may read the trail. Whoever runs the platform is not among them (B-14).</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Auditor, Role.SecurityOperations, Role.IamPolicy, Role.Governance];

    /// <summary>Up to so many entries are counted; where a filter finds more, a page's total is one more than this.</summary>
    public const int CountedTo = TrailSearch.CountedTo;

    /// <summary>Whether this actor reads the trail.</summary>
    public static bool MayRead(Actor actor) => Readers.Any(actor.KnowsRole);

    /// <summary>The kinds of event of one ledger.</summary>
    public static IEnumerable<EventKind> KindsIn(TrailLedger ledger) =>
        EventKind.All.Values.Where(k => k.IsSecurityEvent == (ledger == TrailLedger.SecurityEvents)).OrderBy(k => k.Type, StringComparer.Ordinal);

    /// <summary>One page, newest first. Without a filter the total is exact, otherwise see <see cref="CountedTo"/>.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="page">Which part; the order is always the ledger's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<TrailEntry>> PageAsync(Actor actor, TrailFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return new Page<TrailEntry>([], 0);
        await using var context = store.Open();
        if (await TrailSearch.PlanAsync(context, filter, cancellationToken) is not { } search)
            return new Page<TrailEntry>([], 0);
        var (places, total) = await search.NewestAsync(page, cancellationToken);
        var entries = await TellAsync(context, search.Ledger, places, people: true, cancellationToken);
        var objects = await TrailObjects.NamesAsync(
            context, entries.Where(e => e is { ObjectKind: not null, ObjectId: not null }).Select(e => (e.ObjectKind!, e.ObjectId!.Value)), cancellationToken);
        return new Page<TrailEntry>([.. entries.OrderByDescending(e => e.Idx).Select(e => e.ObjectId is { } id ? e with { Object = objects.GetValueOrDefault(id) } : e)], total);
    }

    /// <summary>Entries in the order of the ledger.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="after">The place of the last entry already read; -1 to begin.</param>
    /// <param name="take">How many, from 1 to <see cref="PageRequest.MostRows"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TrailEntry>> EntriesAsync(
        Actor actor, TrailFilter filter, long after = -1, int take = PageRequest.MostRows, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return [];
        await using var context = store.Open();
        if (await TrailSearch.PlanAsync(context, filter, cancellationToken) is not { } search)
            return [];
        var places = await search.AfterAsync(after, Math.Clamp(take, 1, PageRequest.MostRows), cancellationToken);
        return await TellAsync(context, search.Ledger, places, people: false, cancellationToken);
    }

    /// <summary>The objects whose number or name holds a text, as the filter takes it; none for an empty text.</summary>
    public async Task<IReadOnlyList<TrailObject>> ObjectsAsync(Actor actor, string? text, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return [];
        await using var context = store.Open();
        return await TrailObjects.FindAsync(context, text, cancellationToken);
    }

    /// <summary>Entries by their places, in the order of the ledger.</summary>
    /// <param name="context">Where they are.</param>
    /// <param name="ledger">Of which ledger.</param>
    /// <param name="places">Their numbers.</param>
    /// <param name="people">Whether dates and codes are written as people do, or as they stand in the entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<List<TrailEntry>> TellAsync(
        GovernanceDbContext context, short ledger, IReadOnlyList<long> places, bool people, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
            return [];
        var entries = await context.Set<StoredEntry>().Where(e => e.Ledger == ledger && EF.Parameter(places).Contains(e.Idx)).OrderBy(e => e.Idx).ToListAsync(cancellationToken);
        var values = await context.Set<StoredPrivateValue>()
            .Where(v => v.Ledger == ledger && EF.Parameter(places).Contains(v.Idx))
            .ToDictionaryAsync(v => (v.Idx, v.Field), v => v.Value, cancellationToken);
        return entries.ConvertAll(stored =>
        {
            if (stored.IsPruned)
                return new TrailEntry(stored.Idx, stored.At, ActorId: null, Machine: null, Type: "", EntryText.Pruned, ObjectKind: null, ObjectId: null, EntryId: null, Convert.ToBase64String(stored.LeafHash));
            var entry = LedgerEntry.Parse(stored.Body);
            var told = EntryText.Told(entry, values);
            return Tell(stored, entry, people ? EntryText.ForPeople(stored.Type, told, time.Zone) : EntryText.Of(stored.Type, told));
        });
    }

    internal static TrailEntry Tell(StoredEntry stored, LedgerEntry entry, string text) => new(
        stored.Idx,
        stored.At,
        stored.ActorId is { } id ? new PersonId(id) : null,
        stored.ActorId is null ? entry.Actor.Pid : null,
        stored.Type,
        text,
        stored.ObjectKind,
        stored.ObjectId,
        entry.Id,
        Convert.ToBase64String(stored.LeafHash));
}
