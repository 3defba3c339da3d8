using System.Globalization;
using System.Runtime.CompilerServices;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>One of the two ledgers, entry by entry: by itself the ledger of decisions.</summary>
internal static class AuditTrailList
{
    public static ListExport<TrailLine> Create(TrailQueries trail, PeopleQueries people, OrganisationTime time) => new()
    {
        Name = "audit-trail",
        Title = "Audit trail",
        Readers = TrailQueries.Readers,
        Columns = new ExportColumns<TrailLine>()
            .Whole("Entry", t => t.Entry.Idx)
            .Instant("At", t => t.Entry.At)
            .Text("At (UTC)", t => t.Entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), width: 26) // an hour in autumn comes twice on the wall clock
            .Text("Who", t => t.Who)
            .Text("What", t => t.Entry.Text, width: 60)
            .Text("Type", t => t.Entry.Type)
            .Text("Object", t => t.Entry.ObjectKind)
            .Text("Object id", t => t.Entry.ObjectId?.ToString("N"), width: 34)
            .Text("Entry id", t => t.Entry.EntryId?.ToString("D"), width: 38)
            .Text("Leaf hash", t => t.Entry.LeafHash, width: 46),
        Rows = async (actor, filter, cancellationToken) =>
        {
            var chosen = new TrailFilter(
                filter.Choice<TrailLedger>("ledger", "Ledger") ?? TrailLedger.Decisions,
                filter.Date("from", "From") is { } from ? time.StartOf(from) : null,
                filter.Date("until", "Until") is { } until && until < DateOnly.MaxValue ? time.StartOf(until.AddDays(1)) : null, // no day follows the last
                filter.Id<PersonId>("person"),
                filter.Text("object", "Object"),
                KindOf(filter),
                TypeOf(filter),
                filter.Text("correlation", "Correlation"));
            if (chosen.Person is { } person)
                filter.Say("Person", (await people.NamesOfAsync([person], cancellationToken)).GetValueOrDefault(person, "one that does not exist"));
            return ReadAsync(trail, people, actor, chosen, cancellationToken);
        },
    };

    private static string? KindOf(ListFilter filter)
    {
        var kind = filter.Text("kind", "Kind of object");
        if (kind is not null && EventKind.All.Values.All(k => k.ObjectKind != kind))
            filter.Refuse("kind");
        return kind;
    }

    private static string? TypeOf(ListFilter filter)
    {
        var type = filter.Text("type", "Kind of event");
        if (type is not null && !EventKind.All.ContainsKey(type))
            filter.Refuse("type");
        return type;
    }

    private static async IAsyncEnumerable<TrailLine> ReadAsync(
        TrailQueries trail, PeopleQueries people, Actor actor, TrailFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new Dictionary<PersonId, string>();
        var after = -1L;
        while (await trail.EntriesAsync(actor, filter, after, cancellationToken: cancellationToken) is { Count: > 0 } entries)
        {
            foreach (var (id, name) in await people.NamesOfAsync(entries.Select(e => e.ActorId).OfType<PersonId>().Where(id => !names.ContainsKey(id)), cancellationToken))
                names[id] = name;
            foreach (var entry in entries)
                yield return new TrailLine(entry, entry.ActorId is { } actorId ? names.GetValueOrDefault(actorId, "somebody who is no longer known") : entry.Machine);
            after = entries[^1].Idx;
        }
    }

    /// <param name="Entry">The entry.</param>
    /// <param name="Who">The person or machine that acted.</param>
    internal sealed record TrailLine(TrailEntry Entry, string? Who);
}
