using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>Erasures and legal holds.</summary>
internal static class PrivacyLists
{
    public static ListExport<ErasureLine> Erasures(PrivacyQueries privacy, PeopleQueries people) => new()
    {
        Name = "erasures",
        Title = "Erasures",
        Readers = PrivacyQueries.Readers,
        Columns = new ExportColumns<ErasureLine>()
            .Text("Number", e => e.Row.Number, width: 12)
            .Choice<ErasureState>("State", e => e.Row.State, width: 12)
            .Text("Person", e => NameOf(e.Names, e.Row.Person))
            .Choice<ErasureBasis>("Ground", e => e.Row.Basis, width: 20)
            .Text("Reason", e => e.Row.Reason, width: 60)
            .Text("Asked for by", e => NameOf(e.Names, e.Row.RequestedBy))
            .Instant("Asked for", e => e.Row.RequestedAt)
            .Text("Decided by", e => NameOf(e.Names, e.Row.DecidedBy))
            .Instant("Decided", e => e.Row.DecidedAt)
            .Whole("Texts erased", e => e.Row.TextsErased),
        Rows = (actor, filter, cancellationToken) =>
        {
            var state = filter.Choice<ErasureState>("state", "State");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(ErasureRow.Number), nameof(ErasureRow.State), nameof(ErasureRow.RequestedAt)),
                async (page, token) =>
                {
                    var found = await privacy.ErasuresAsync(actor, state, page, token);
                    var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new PersonId?[] { r.Person, r.RequestedBy, r.DecidedBy }).OfType<PersonId>(), token);
                    return new Page<ErasureLine>([.. found.Rows.Select(r => new ErasureLine(r, names))], found.Total);
                },
                cancellationToken));
        },
    };

    public static ListExport<HoldLine> Holds(PrivacyQueries privacy, PeopleQueries people) => new()
    {
        Name = "legal-holds",
        Title = "Legal holds",
        Readers = PrivacyQueries.Readers,
        Columns = new ExportColumns<HoldLine>()
            .Text("Number", h => h.Row.Number, width: 12)
            .Text("Keeps the data of", h => h.Row.Person is null ? "everybody" : NameOf(h.Names, h.Row.Person))
            .Text("Reason", h => h.Row.Reason, width: 60)
            .Text("Placed by", h => NameOf(h.Names, h.Row.PlacedBy))
            .Instant("Placed", h => h.Row.PlacedAt)
            .Text("Lifted by", h => NameOf(h.Names, h.Row.LiftedBy))
            .Instant("Lifted", h => h.Row.LiftedAt)
            .Text("Why lifted", h => h.Row.LiftReason, width: 40),
        Rows = (actor, filter, cancellationToken) => Task.FromResult(PagedRows.ReadAsync(
            filter.OrderedBy(nameof(LegalHoldRow.Number), nameof(LegalHoldRow.PlacedAt)),
            async (page, token) =>
            {
                var found = await privacy.HoldsAsync(actor, page, token);
                var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new[] { r.Person, r.PlacedBy, r.LiftedBy }).OfType<PersonId>(), token);
                return new Page<HoldLine>([.. found.Rows.Select(r => new HoldLine(r, names))], found.Total);
            },
            cancellationToken)),
    };

    private static string? NameOf(IReadOnlyDictionary<PersonId, string> names, PersonId? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    internal sealed record ErasureLine(ErasureRow Row, IReadOnlyDictionary<PersonId, string> Names);

    internal sealed record HoldLine(LegalHoldRow Row, IReadOnlyDictionary<PersonId, string> Names);
}
