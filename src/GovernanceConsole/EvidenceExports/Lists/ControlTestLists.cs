using GovernanceConsole.ControlTesting;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The lists of the control tests: the tickets with findings of a run, and the reviews of findings.</summary>
internal static class ControlTestLists
{
    public static ListExport<TicketWithFindings> Findings(ControlTestQueries tests) => new()
    {
        Name = "findings",
        Title = "Tickets with findings",
        Readers = ControlTestQueries.Readers,
        Columns = new ExportColumns<TicketWithFindings>()
            .Text("Ticket", t => t.Number, width: 16)
            .Instant("Opened", t => t.OpenedAt)
            .Whole("Findings", t => t.Findings.Count)
            .Text("Tests", t => string.Join(", ", t.Findings.Select(f => f.Name)), width: 40)
            .Text("What was found", t => string.Join(" ", t.Findings.Select(f => f.Sentence)), width: 80)
            .Text("Group", t => t.Group)
            .Text("Desk", t => t.Desk)
            .Text("Kind of request", t => t.Kind)
            .Text("Recovery path", t => t.Path, width: 16)
            .Text("Before the path was registered", t => t.Path.Length == 0 ? null : t.IsOlderThanItsPath ? "yes" : "no", width: 16),
        Rows = async (actor, filter, cancellationToken) =>
        {
            var order = filter.OrderedBy(
                nameof(TicketWithFindings.Number), nameof(TicketWithFindings.OpenedAt), nameof(TicketWithFindings.Findings), nameof(TicketWithFindings.Path),
                nameof(TicketWithFindings.Desk), nameof(TicketWithFindings.Group), nameof(TicketWithFindings.Kind));
            var run = filter.Text("run", "Run") is { } number ? await tests.FindIdAsync(actor, number, cancellationToken) : await tests.LatestAsync(actor, cancellationToken);
            var (test, month) = (filter.Text("test", "Findings of"), filter.Text("month", "Month"));
            var chosen = FindingFilter.FromQuery(
                test, month, filter.Text("group", "Group"), filter.Text("desk", "Desk"), filter.Text("kind", "Kind of request"), filter.Text("path", "Recovery path"));
            if (test is not (null or FindingSeries.Any or FindingSeries.SkippedControl) && ControlTests.Find(test) is null)
                filter.Refuse("test");
            if (month is not null && chosen is { Month: null, Undated: false })
                filter.Refuse("month");
            if (run is not { } id)
                return AsyncEnumerable.Empty<TicketWithFindings>();
            if (await tests.FindAsync(actor, id, cancellationToken) is { } details)
            {
                filter.Say("Run tested", details.Row.Number);
                if (details.Kinds != KindsOfRequest.Told)
                    filter.Say("Kinds of request and recovery paths", $"{(details.Kinds == KindsOfRequest.Assumed ? "assumed" : "partly assumed")} by the mapping of the history");
            }

            return PagedRows.ReadAsync(
                order, async (page, token) => await tests.TicketsAsync(actor, id, chosen, page, token) ?? new Page<TicketWithFindings>([], 0), cancellationToken);
        },
    };

    public static ListExport<ReviewLine> Reviews(ReviewTaskQueries reviews, PeopleQueries people) => new()
    {
        Name = "reviews",
        Title = "Reviews of findings",
        Columns = new ExportColumns<ReviewLine>()
            .Text("Number", r => r.Row.Number, width: 12)
            .Text("Title", r => r.Row.Title, width: 40)
            .Choice<ReviewTaskState>("State", r => r.Row.State, width: 12)
            .Text("Reviewer", r => r.Reviewer)
            .Date("Due", r => r.Row.DueOn)
            .Whole("Tickets", r => r.Row.Tickets)
            .Instant("Asked for", r => r.Row.CreatedAt)
            .Instant("Closed", r => r.Row.ClosedAt),
        Rows = (actor, filter, cancellationToken) =>
        {
            var state = filter.Choice<ReviewTaskState>("state", "State");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(ReviewTaskRow.Number), nameof(ReviewTaskRow.State), nameof(ReviewTaskRow.DueOn), nameof(ReviewTaskRow.Tickets)),
                async (page, token) =>
                {
                    var found = await reviews.ListAsync(actor, state, page, token);
                    var names = await people.NamesOfAsync(found.Rows.Select(r => r.Assignee), token);
                    return new Page<ReviewLine>([.. found.Rows.Select(r => new ReviewLine(r, names.GetValueOrDefault(r.Assignee)))], found.Total);
                },
                cancellationToken));
        },
    };

    /// <param name="Row">As in the list.</param>
    /// <param name="Reviewer">The name of whoever decides; null for somebody who is no longer known.</param>
    internal sealed record ReviewLine(ReviewTaskRow Row, string? Reviewer);
}
