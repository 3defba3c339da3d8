using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>Requests that must be looked at now, and why.</summary>
internal static class RequestWatchLists
{
    public static ListExport<MatterLine> Watch(MonitoringQueries monitoring, PeopleQueries people) => new()
    {
        Name = "watch",
        Title = "Watch",
        Readers = MonitoringQueries.Readers,
        Columns = new ExportColumns<MatterLine>()
            .Text("Request", m => m.Row.Number, width: 18)
            .Text("Kind", m => m.Row.KindTitle, width: 30)
            .Choice<WatchReason>("Why", m => m.Row.Reason, width: 22)
            .Text("Reason", m => m.Row.StateReason, width: 60)
            .Instant("Since or until", m => m.Row.At)
            .Text("About", m => m.Row.Subject is { } person ? m.Names.GetValueOrDefault(person) : m.Row.SubjectReference)
            .Choice<RiskLevel>("Level", m => m.Row.Level, width: 12)
            .Choice<RequestState>("State", m => m.Row.State)
            .Whole("Open revocations", m => m.Row.OpenTasks)
            .Instant("Being revoked since", m => m.Row.RevokingSince),
        Rows = (actor, filter, cancellationToken) =>
        {
            var reason = filter.Choice<WatchReason>("reason", "Why");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(),
                async (page, token) =>
                {
                    var found = await monitoring.ListAsync(actor, reason, page, token);
                    var names = await people.NamesOfAsync(found.Rows.Select(r => r.Subject).OfType<PersonId>(), token);
                    return new Page<MatterLine>([.. found.Rows.Select(r => new MatterLine(r, names))], found.Total);
                },
                cancellationToken));
        },
    };

    internal sealed record MatterLine(WatchRow Row, IReadOnlyDictionary<PersonId, string> Names);
}
