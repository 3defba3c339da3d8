using System.Globalization;
using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>How the person behind an entry had signed in.</summary>
/// <param name="Issuer">Who vouched for them.</param>
/// <param name="Method">How; null where the provider did not say.</param>
/// <param name="At">When; null likewise.</param>
/// <param name="SessionHash">Hash of the session's id, hexadecimal; null without a session.</param>
public sealed record TrailSignIn(string Issuer, string? Method, DateTimeOffset? At, string? SessionHash);

/// <summary>A further fact that an entry tells.</summary>
/// <param name="Name">In words: <c>ledger size</c>.</param>
/// <param name="Value">As people write it; <c>(erased)</c> where a private text is gone.</param>
public sealed record TrailDetail(string Name, string Value);

/// <summary>A private text behind an entry.</summary>
/// <param name="Field">The field as it stands in the body.</param>
/// <param name="Commitment">Base64.</param>
/// <param name="IsErased">Whether only the commitment is left.</param>
public sealed record TrailCommitment(string Field, string Commitment, bool IsErased);

/// <summary>One entry, told whole.</summary>
/// <param name="Entry">Who did what when.</param>
/// <param name="LedgerName">The ledger's name.</param>
/// <param name="Size">How many entries the ledger has now.</param>
/// <param name="Via">The way in: <c>ui</c>, <c>api</c>, <c>job</c>, <c>cli</c>.</param>
/// <param name="Node">The machine that wrote it.</param>
/// <param name="RolesThen">The roles the person held at that instant; empty for machines.</param>
/// <param name="SignIn">The sign-in behind it; null for machines.</param>
/// <param name="OnBehalfOf">For whom; null for themselves.</param>
/// <param name="Grant">By which delegation; null likewise.</param>
/// <param name="FromVersion">The object's version before; null for a new one.</param>
/// <param name="ToVersion">Its version afterwards; 0 for objects without versions.</param>
/// <param name="Object">What the object is called now; null where it is not stored.</param>
/// <param name="Changes">Each field's old and new value.</param>
/// <param name="Named">What the objects are called now whose ids stand in <paramref name="Changes"/>, by id; people are not among them.</param>
/// <param name="Details">What else is told.</param>
/// <param name="Commitments">The private texts behind it.</param>
/// <param name="Cause">The number of the decision that brought it about; null where none in the ledger did.</param>
/// <param name="Matter">Ties the entries of one matter; null where it stands alone.</param>
/// <param name="Command">The command that was carried out.</param>
/// <param name="Transaction">The entries committed together: their id, this one's place, how many.</param>
/// <param name="Together">Other entries of the same command, by ledger; the first <see cref="TrailEntryQueries.MostTogether"/>.</param>
/// <param name="TogetherInAll">How many there are.</param>
/// <param name="EarlierOfObject">The entry about the same object before; null for the first.</param>
/// <param name="LaterOfObject">The one after; null for the last.</param>
/// <param name="PreviousLeaf">Base64: the leaf hash it names as its predecessor's.</param>
/// <param name="StateHash">Base64: of the object's state afterwards; null for objects without state.</param>
/// <param name="ApprovedHash">Base64: of the object's state that was approved; null for anything but an approval.</param>
/// <param name="ViewHash">Base64: the commitment of what the approver was shown; null likewise.</param>
/// <param name="Shown">What the approver was shown; null likewise, and where the text was erased.</param>
/// <param name="Body">The stored bytes as text: they are the truth.</param>
public sealed record TrailEntryStory(
    TrailEntry Entry,
    string LedgerName,
    long Size,
    string Via,
    string Node,
    IReadOnlyList<Role> RolesThen,
    TrailSignIn? SignIn,
    PersonId? OnBehalfOf,
    string? Grant,
    long? FromVersion,
    long ToVersion,
    TrailObject? Object,
    IReadOnlyList<TimelineChange> Changes,
    IReadOnlyDictionary<Guid, TrailObject> Named,
    IReadOnlyList<TrailDetail> Details,
    IReadOnlyList<TrailCommitment> Commitments,
    long? Cause,
    Guid? Matter,
    Guid? Command,
    (Guid Id, int N, int Of) Transaction,
    IReadOnlyList<(TrailLedger Ledger, TrailEntry Entry)> Together,
    int TogetherInAll,
    long? EarlierOfObject,
    long? LaterOfObject,
    string PreviousLeaf,
    string? StateHash,
    string? ApprovedHash,
    string? ViewHash,
    ApprovalView? Shown,
    string Body);

/// <summary>What is left of an entry whose retention is over.</summary>
/// <param name="Idx">Its number.</param>
/// <param name="At">When it was written.</param>
/// <param name="PrunedAt">When its body was deleted.</param>
/// <param name="LedgerName">The ledger's name.</param>
/// <param name="Size">How many entries the ledger has now.</param>
/// <param name="LeafHash">Base64.</param>
public sealed record PrunedEntry(long Idx, DateTimeOffset At, DateTimeOffset PrunedAt, string LedgerName, long Size, string LeafHash);

/// <summary>Tells single entries of the ledgers whole.</summary>
public sealed class TrailEntryQueries(ReadOnlyStore store, TrailQueries trail, TimelineQueries timelines, OrganisationTime time)
{
    /// <summary>So many entries of the same command are told; an import may have written a hundred thousand.</summary>
    public const int MostTogether = 25;

    /// <summary>Whether private texts stand behind an entry, so that reading it reveals them. False where there is none.</summary>
    public async Task<bool> HoldsPrivateTextsAsync(Actor actor, TrailLedger ledger, long idx, CancellationToken cancellationToken = default)
    {
        if (!TrailQueries.MayRead(actor))
            return false;
        await using var context = store.Open();
        var stream = TrailSearch.StreamOf(ledger);
        return await context.Set<StoredPrivateValue>().AnyAsync(v => v.Ledger == stream && v.Idx == idx, cancellationToken);
    }

    /// <summary>An entry whose retention is over; null for any other, and for whoever does not read the trail.</summary>
    public async Task<PrunedEntry?> FindPrunedAsync(Actor actor, TrailLedger ledger, long idx, CancellationToken cancellationToken = default)
    {
        if (!TrailQueries.MayRead(actor))
            return null;
        await using var context = store.Open();
        var stream = TrailSearch.StreamOf(ledger);
        var prunedAt = await context.Set<StoredPrunedRange>().Where(r => r.Ledger == stream && r.FromIdx <= idx && r.ToIdx >= idx)
            .OrderByDescending(r => r.FromIdx).Select(r => (DateTimeOffset?)r.PrunedAt).FirstOrDefaultAsync(cancellationToken);
        if (prunedAt is not { } at || await context.Set<StoredEntry>().SingleOrDefaultAsync(e => e.Ledger == stream && e.Idx == idx, cancellationToken) is not { IsPruned: true } stored)
            return null;
        var head = await context.Set<StoredHead>().SingleAsync(h => h.Ledger == stream, cancellationToken);
        return new PrunedEntry(idx, stored.At, at, head.Name, head.Size, Convert.ToBase64String(stored.LeafHash));
    }

    /// <summary>The entry; null where there is none or its body was pruned, and for whoever does not read the trail.</summary>
    public async Task<TrailEntryStory?> FindAsync(Actor actor, TrailLedger ledger, long idx, CancellationToken cancellationToken = default)
    {
        if (!TrailQueries.MayRead(actor))
            return null;
        await using var context = store.Open();
        var stream = TrailSearch.StreamOf(ledger);
        if (await context.Set<StoredEntry>().SingleOrDefaultAsync(e => e.Ledger == stream && e.Idx == idx, cancellationToken) is not { IsPruned: false } stored)
            return null;

        var head = await context.Set<StoredHead>().SingleAsync(h => h.Ledger == stream, cancellationToken);
        var entry = LedgerEntry.Parse(stored.Body);
        var values = await ValuesAsync(context, stream, [idx], cancellationToken);
        var told = EntryText.Told(entry, values);
        var ofObject = context.Set<StoredEntry>().Where(e => e.Ledger == stream && e.ObjectId == stored.ObjectId && e.ObjectId != null);
        var changes = await ChangesAsync(context, stored, entry, told, cancellationToken);
        var (together, inAll) = await TogetherAsync(context, stored, entry, cancellationToken);
        return new TrailEntryStory(
            TrailQueries.Tell(stored, entry, EntryText.ForPeople(stored.Type, told, time.Zone)),
            head.Name,
            head.Size,
            entry.Via,
            entry.Node,
            await RolesThenAsync(context, stored, cancellationToken),
            stored.ActorId is null
                ? null
                : new TrailSignIn(entry.Actor.Idp, entry.Actor.Acr, entry.Actor.AuthAt, entry.Actor.Sid is { } sid ? Convert.ToHexStringLower(sid) : null),
            entry.Obo is { } obo && Guid.TryParse(obo.Pid, out var principal) ? new PersonId(principal) : null,
            entry.Obo?.Grant,
            entry.Obj.From,
            entry.Obj.To,
            stored is { ObjectKind: { } kind, ObjectId: { } id } ? (await TrailObjects.NamesAsync(context, [(kind, id)], cancellationToken)).GetValueOrDefault(id) : null,
            changes,
            await NamedAsync(context, changes, cancellationToken),
            [.. told.Where(t => t.Key is not ("unset" or EntryText.SubjectHash or EntryText.ViewHash or EntryText.Shown) && !t.Key.StartsWith("set.", StringComparison.Ordinal)).Select(t => new TrailDetail(InWords(t.Key), EntryText.DateIn(t.Value, time.Zone) ?? t.Value))],
            [.. (entry.Priv ?? []).Select(p => new TrailCommitment(p.F, Convert.ToBase64String(p.H), !values.ContainsKey((idx, p.F))))],
            entry.Cause,
            entry.Corr,
            entry.Cmd,
            (entry.Tx.Id, entry.Tx.N, entry.Tx.Of),
            together,
            inAll,
            await ofObject.Where(e => e.Idx < idx).MaxAsync(e => (long?)e.Idx, cancellationToken),
            await ofObject.Where(e => e.Idx > idx).MinAsync(e => (long?)e.Idx, cancellationToken),
            Convert.ToBase64String(entry.Prev),
            entry.Obj.StateHash is { } state ? Convert.ToBase64String(state) : null,
            told.GetValueOrDefault(EntryText.SubjectHash),
            told.GetValueOrDefault(EntryText.ViewHash),
            told.GetValueOrDefault(EntryText.Shown) is { } shown and not EntryText.Erased ? ApprovalView.Parse(shown) : null,
            Encoding.UTF8.GetString(stored.Body));
    }

    /// <summary>The old values are those the object's earlier entries left.</summary>
    private async Task<IReadOnlyList<TimelineChange>> ChangesAsync(
        GovernanceDbContext context, StoredEntry stored, LedgerEntry entry, Dictionary<string, string> told, CancellationToken cancellationToken)
    {
        var current = new Dictionary<string, string>(StringComparer.Ordinal);
        var types = TimelineQueries.TypesOfFieldsIn(context);
        if (entry.Obj.From is not null && stored.ObjectId is { } objectId)
        {
            var places = await TrailSearch.PlacesOfAsync(context, stored.Ledger, objectId, cancellationToken);
            places.RemoveAll(p => p >= stored.Idx);
            var earlier = await context.Set<StoredEntry>()
                .Where(e => e.Ledger == stored.Ledger && EF.Parameter(places).Contains(e.Idx))
                .OrderBy(e => e.Idx)
                .Select(e => e.Body)
                .ToListAsync(cancellationToken);
            var values = await ValuesAsync(context, stored.Ledger, places, cancellationToken);
            foreach (var before in earlier.Select(body => LedgerEntry.Parse(body)))
                _ = timelines.ChangesOf(before, EntryText.Told(before, values), current, types);
        }

        return timelines.ChangesOf(entry, told, current, types);
    }

    private static async Task<IReadOnlyDictionary<Guid, TrailObject>> NamedAsync(
        GovernanceDbContext context, IReadOnlyList<TimelineChange> changes, CancellationToken cancellationToken)
    {
        var ids = changes.Where(c => !c.IsPerson).SelectMany(c => new[] { c.Before, c.After }).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        var known = await context.Set<StoredObjectState>().Where(s => EF.Parameter(ids).Contains(s.ObjectId)).Select(s => new { s.ObjectKind, s.ObjectId }).ToListAsync(cancellationToken);
        return await TrailObjects.NamesAsync(context, known.Select(k => (k.ObjectKind, k.ObjectId)), cancellationToken);
    }

    private static async Task<Dictionary<(long Idx, string Field), string>> ValuesAsync(
        GovernanceDbContext context, short ledger, List<long> places, CancellationToken cancellationToken) =>
        await context.Set<StoredPrivateValue>()
            .Where(v => v.Ledger == ledger && EF.Parameter(places).Contains(v.Idx))
            .ToDictionaryAsync(v => (v.Idx, v.Field), v => v.Value, cancellationToken);

    /// <summary>A command has one instant and, in each ledger, one transaction.</summary>
    private async Task<(IReadOnlyList<(TrailLedger, TrailEntry)> Entries, int InAll)> TogetherAsync(
        GovernanceDbContext context, StoredEntry stored, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var told = new List<(TrailLedger, TrailEntry)>();
        var inAll = 0;
        foreach (var ledger in Enum.GetValues<TrailLedger>())
        {
            var stream = TrailSearch.StreamOf(ledger);
            if (await TransactionInAsync(stream) is not var (first, last))
                continue;
            var others = new List<long>();
            for (var place = first; place <= last; place++)
            {
                if (stream != stored.Ledger || place != stored.Idx)
                    others.Add(place);
            }

            inAll += others.Count;
            told.AddRange((await trail.TellAsync(context, stream, [.. others.Take(MostTogether - told.Count)], people: true, cancellationToken)).Select(e => (ledger, e)));
        }

        return (told, inAll);

        async Task<(long First, long Last)?> TransactionInAsync(short stream) =>
            stream == stored.Ledger ? TrailSearch.PlacesOf(entry)
            : entry.Cmd is { } command && await LedgerInstants.ThenAsync(context, stream, stored.At, cancellationToken) is var (first, last)
                ? await TrailSearch.TransactionAsync(context, stream, first, last, command, cancellationToken)
            : null;
    }

    private static async Task<IReadOnlyList<Role>> RolesThenAsync(GovernanceDbContext context, StoredEntry stored, CancellationToken cancellationToken)
    {
        if (stored.ActorId is not { } actor)
            return [];
        var person = new PersonId(actor);
        return await context.Set<RoleGrant>()
            .Where(g => g.PersonId == person && g.GrantedAt <= stored.At && (g.EndedAt == null || g.EndedAt > stored.At) && (g.LapsesAt == null || g.LapsesAt > stored.At))
            .Select(g => g.Role)
            .Distinct()
            .OrderBy(r => r)
            .ToListAsync(cancellationToken);
    }

    /// <summary><c>leftOutBefore</c> reads as <c>left out before</c>.</summary>
    private static string InWords(string key) => string.Concat(key.Select(c => char.IsUpper(c) ? string.Create(CultureInfo.InvariantCulture, $" {char.ToLowerInvariant(c)}") : $"{c}"));
}
