using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Requests;

/// <summary>What security operations and leads of desks must look at, on their home page: a line for each reason, with the oldest matter.</summary>
internal sealed class WatchWork(MonitoringQueries monitoring, StateLooks looks, OrganisationTime time) : IWorkSource
{
    /// <summary>What a person has to do something about; windows that end soon and what waits to be executed are only watched.</summary>
    private static readonly WatchReason[] Duties =
        [WatchReason.UnderInvestigation, WatchReason.BeingRevoked, WatchReason.RemovalOverdue, WatchReason.WindowIsOver, WatchReason.ReviewOverdue];

    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.SecurityOperations) && !actor.KnowsRole(Role.DeskLead))
            return [];
        var work = new List<WorkItem>();
        foreach (var reason in Duties)
        {
            var matters = await monitoring.ListAsync(actor, reason, new PageRequest(Take: 1), cancellationToken);
            if (matters.Rows is [var oldest])
                work.Add(LineOf(reason, oldest, matters.Total));
        }

        return work;
    }

    private WorkItem LineOf(WatchReason reason, WatchRow oldest, int count) => new(
        "Watch what was executed", looks.Of(reason).Word, count == 1 ? oldest.Number : $"{oldest.Number} and {(count - 1).ToString("N0", CultureInfo.InvariantCulture)} more", reason == WatchReason.RemovalOverdue ? time.DateOf(oldest.At) : null,
        ConsequenceOf(reason), $"/requests/watch?reason={reason}", "Look")
    {
        Since = time.DateOf(oldest.At),
    };

    private static string ConsequenceOf(WatchReason reason) => reason switch
    {
        WatchReason.UnderInvestigation => "Until the investigation ends, whoever got in may still be there.",
        WatchReason.BeingRevoked => "Until the last confirmation, what was ordered to be revoked counts as usable.",
        WatchReason.RemovalOverdue => "Access lasts longer than anybody approved.",
        WatchReason.WindowIsOver => "Until somebody looks and closes it, the case counts as not finished.",
        WatchReason.ReviewOverdue => "The review stays overdue, and is shown so.",
        WatchReason.Stopped or WatchReason.WindowEnds or WatchReason.NotExecuted => "It lapses.",
    };
}
