using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>Versions of the policy with every limit, who is and was on duty, and the minutes of the reviews by governance.</summary>
internal static class PolicyLists
{
    public static ListExport<VersionLine> Versions(PolicyQueries policy, PeopleQueries people)
    {
        var columns = new ExportColumns<VersionLine>()
            .Whole("Policy", v => v.Row.Number)
            .Choice<PolicyVersionState>("State", v => v.Row.State, width: 12)
            .Instant("In force from", v => v.Row.InForceFrom)
            .Instant("Until", v => v.Row.EndedAt)
            .Text("Proposed by", v => NameOf(v.Names, v.Row.ProposedBy))
            .Instant("Proposed", v => v.Row.ProposedAt)
            .Text("Approved by", v => NameOf(v.Names, v.Row.ApprovedBy))
            .Text("Reason", v => v.Row.Reason, width: 60)
            .Text("Why withdrawn", v => v.Row.WithdrawalReason, width: 40);
        foreach (var limit in LimitCatalogue.All)
            columns.Text(limit.Demand, v => limit.InWords(limit.Of(v.Row.Limits)));
        return new ListExport<VersionLine>
        {
            Name = "policy-versions",
            Title = "Versions of the policy",
            Columns = columns,
            Rows = (_, filter, cancellationToken) => Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(PolicyVersionRow.Number)),
                async (page, token) =>
                {
                    var found = await policy.ListAsync(page, token);
                    var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new[] { r.ProposedBy, r.ApprovedBy }).OfType<PersonId>(), token);
                    return new Page<VersionLine>([.. found.Rows.Select(r => new VersionLine(r, names))], found.Total);
                },
                cancellationToken)),
        };
    }

    public static ListExport<ReviewLine> Reviews(GovernanceReviewQueries reviews, PeopleQueries people) => new()
    {
        Name = "governance-reviews",
        Title = "Governance reviews",
        Columns = new ExportColumns<ReviewLine>()
            .Text("Number", r => r.Row.Number, width: 12)
            .Date("Held on", r => r.Row.HeldOn)
            .Text("Attended", r => string.Join(", ", r.Row.Attendees.Select(a => NameOf(r.Names, a)).Order(StringComparer.Ordinal)), width: 40)
            .Text("Minutes", r => r.Row.Minutes, width: 80)
            .Text("Decisions", r => r.Row.Decisions, width: 60)
            .Date("Next due", r => r.Row.NextDueOn)
            .Whole("Policy", r => r.Row.PolicyVersion)
            .Text("Recorded by", r => NameOf(r.Names, r.Row.RecordedBy))
            .Instant("Recorded", r => r.Row.RecordedAt),
        Rows = (_, filter, cancellationToken) => Task.FromResult(PagedRows.ReadAsync(
            filter.OrderedBy(nameof(GovernanceReviewRow.Number), nameof(GovernanceReviewRow.HeldOn)),
            async (page, token) =>
            {
                var found = await reviews.ListAsync(page, token);
                var names = await people.NamesOfAsync(found.Rows.SelectMany(r => r.Attendees.Append(r.RecordedBy)), token);
                return new Page<ReviewLine>([.. found.Rows.Select(r => new ReviewLine(r, names))], found.Total);
            },
            cancellationToken)),
    };

    public static ListExport<DutyLine> Duties(RosterQueries roster, PeopleQueries people) => new()
    {
        Name = "roster",
        Title = "On duty to approve",
        Columns = new ExportColumns<DutyLine>()
            .Text("Approves as", d => d.Row.Code, width: 12)
            .Text("Who", d => NameOf(d.Names, d.Row.Person))
            .Instant("Since", d => d.Row.BegunAt)
            .Instant("Until", d => d.Row.EndedAt)
            .Text("Put on duty by", d => NameOf(d.Names, d.Row.PutOnBy))
            .Text("Taken off by", d => NameOf(d.Names, d.Row.EndedBy)),
        Rows = (_, filter, cancellationToken) =>
        {
            var endedToo = filter.YesNo("ended", "Ended ones too") ?? false;
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(RosterRow.Code), nameof(RosterRow.BegunAt), nameof(RosterRow.EndedAt)),
                async (page, token) =>
                {
                    var found = await roster.ListAsync(page, endedToo, token);
                    var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new[] { r.Person, r.PutOnBy, r.EndedBy }).OfType<PersonId>(), token);
                    return new Page<DutyLine>([.. found.Rows.Select(r => new DutyLine(r, names))], found.Total);
                },
                cancellationToken));
        },
    };

    private static string? NameOf(IReadOnlyDictionary<PersonId, string> names, PersonId? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    internal sealed record VersionLine(PolicyVersionRow Row, IReadOnlyDictionary<PersonId, string> Names);

    internal sealed record DutyLine(RosterRow Row, IReadOnlyDictionary<PersonId, string> Names);

    internal sealed record ReviewLine(GovernanceReviewRow Row, IReadOnlyDictionary<PersonId, string> Names);
}
