using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>Who decides requests for whom.</summary>
internal static class DelegationLists
{
    public static ListExport<DelegationLine> Delegations(DelegationQueries delegations, PeopleQueries people) => new()
    {
        Name = "delegations",
        Title = "Deciding for others",
        Columns = new ExportColumns<DelegationLine>()
            .Text("Number", d => d.Row.Number, width: 12)
            .Text("Who decides", d => NameOf(d.Names, d.Row.Delegate))
            .Text("For whom", d => NameOf(d.Names, d.Row.Principal))
            .Text("Kinds", d => d.Row.Kinds, width: 30)
            .Instant("From", d => d.Row.BeginsAt)
            .Instant("Until", d => d.Row.LapsesAt)
            .Instant("Ended", d => d.Row.EndedAt)
            .Text("Ended by", d => NameOf(d.Names, d.Row.EndedBy))
            .Text("Why", d => d.Row.Reason, width: 60),
        Rows = (actor, filter, cancellationToken) =>
        {
            var pastToo = filter.YesNo("past", "Past ones too") ?? false;
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(DelegationRow.Number), nameof(DelegationRow.BeginsAt), nameof(DelegationRow.LapsesAt)),
                async (page, token) =>
                {
                    var found = await delegations.ListAsync(page, actor, pastToo, token);
                    var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new[] { r.Principal, r.Delegate, r.EndedBy }).OfType<PersonId>(), token);
                    return new Page<DelegationLine>([.. found.Rows.Select(r => new DelegationLine(r, names))], found.Total);
                },
                cancellationToken));
        },
    };

    private static string? NameOf(IReadOnlyDictionary<PersonId, string> names, PersonId? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    internal sealed record DelegationLine(DelegationRow Row, IReadOnlyDictionary<PersonId, string> Names);
}
