using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The queue of requests, as far as whoever exports it may see it.</summary>
internal static class RequestLists
{
    public static ListExport<RequestRow> Requests(RequestQueries requests, OrganisationQueries organisation, RecoveryPathQueries paths, OrganisationTime time) => new()
    {
        Name = "requests",
        Title = "Requests",
        Columns = new ExportColumns<RequestRow>()
            .Text("Number", r => r.Number, width: 18)
            .Text("Kind", r => r.Kind, width: 8)
            .Text("Kind in words", r => r.KindTitle, width: 36)
            .Text("For", r => r.About)
            .Text("Asked by", r => r.AskedBy)
            .Choice<RequestState>("State", r => r.State)
            .Choice<Lane>("Lane", r => r.Lane)
            .Choice<RiskLevel>("Level", r => r.Level, width: 12)
            .Text("Rule", r => r.RuleId, width: 10)
            .Choice<IntakeChannel>("Channel", r => r.Channel)
            .Text("Desk", r => r.Desk)
            .Text("Path", r => r.Path, width: 12)
            .Text("Path name", r => r.PathName, width: 36)
            .Instant("Submitted", r => r.SubmittedAt)
            .Instant("Lapses", r => r.IsPending ? r.LapsesAt : null)
            .Instant("Approved", r => r.ApprovedAt)
            .Instant("Executed", r => r.ExecutedAt)
            .Instant("Ended", r => r.EndedAt),
        Rows = async (actor, filter, cancellationToken) =>
        {
            var view = filter.Choice<QueueView>("view", "View") ?? QueueView.Open;
            var state = filter.Choice<RequestState>("state", "State");
            var chosen = new RequestFilter
            {
                Text = filter.Text("q", "Words"),
                States = state is { } one ? [one] : QueueViews.StatesOf(view),
                Lanes = One(filter.Choice<Lane>("lane", "Lane")),
                Levels = One(filter.Choice<RiskLevel>("level", "Level")),
                Kinds = filter.Text("kind", "Kind") is { } kind ? [kind] : [],
                WaitsFor = filter.Choice<RequestDuty>("waits", "Waits for me"),
                LapsesBefore = filter.YesNo("soon", "Lapses within a day") == true ? time.Now.AddDays(1) : null,
                Desk = filter.Id<DeskId>("desk"),
                Path = filter.Text("path", "Path") is { } number ? await paths.FindIdAsync(number, cancellationToken) ?? default(RecoveryPathId) : null,
            };
            if (chosen.Desk is { } desk)
                filter.Say("Desk", (await organisation.DeskAsync(desk, cancellationToken))?.Name ?? "one that does not exist");
            var order = filter.OrderedBy(nameof(RequestRow.Number), nameof(RequestRow.SubmittedAt), nameof(RequestRow.LapsesAt), nameof(RequestRow.ApprovedAt));
            return requests.AllAsync(actor, chosen, order, cancellationToken);
        },
    };

    private static IReadOnlyList<T> One<T>(T? chosen)
        where T : struct => chosen is { } one ? [one] : [];
}
