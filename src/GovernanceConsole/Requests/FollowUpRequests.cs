using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>
/// Tells what is due after an approval and after an execution: approved and half of the time is gone, the window is over, what
/// ends must be removed, what is to be reviewed is due. It decides nothing; each is told once.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class FollowUpRequests(LedgeredChange road)
{
    /// <summary>Of each at a time; the next run takes the next.</summary>
    private const int AtATime = 100;

    /// <returns>About how many requests somebody was told.</returns>
    public Task<Outcome<int>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, int>(this, commandId, "", actor, async change =>
        {
            var waiting = await WaitingAsync(change);
            foreach (var request in waiting)
            {
                request.Remind(change.Now);
                await MonitoringNotices.TellDeskAsync(
                    change, request, $"{request.Number} is approved and not executed",
                    $"Half of its time is gone. It lapses at {request.LapsesAt:yyyy-MM-dd HH:mm} UTC; from then on it has to be asked for anew. Execute it exactly as approved, or cancel it.");
                change.Record(MonitoringEvents.ExecutionReminded, request, EventDetail.Public("number", request.Number));
            }

            var due = await DueAsync(change);
            foreach (var (request, watch) in due)
            {
                if (request.State == RequestState.Monitoring && request.WatchedUntil <= change.Now)
                {
                    await MonitoringNotices.TellDeskAsync(
                        change, request, $"The watch of {request.Number} is over", "Record the checks that are open, then close it. Until then it counts as not finished.");
                }

                if (watch.IsRemovalOpen && watch.RemovalDueAt <= change.Now)
                {
                    await MonitoringNotices.TellDeskAsync(
                        change, request, $"Remove what {request.Number} granted", "Its time is over. Remove it in the target system and confirm it with the id of the event; until then it is shown as overdue.");
                }

                if (watch.ReviewDueFrom(change.Time) <= change.Now)
                    await MonitoringNotices.TellSecurityAsync(change, request, $"Review {request.Number} today", "The policy has it reviewed. From tomorrow on the review is overdue, and shown so.");

                watch.WaitForNext(request.WatchedUntil, change.Now, change.Time);
                change.Record(MonitoringEvents.FollowedUp, request, EventDetail.Public("number", request.Number));
            }

            return waiting.Count + due.Count;
        }, cancellationToken);

    /// <summary>Approved, not executed, and half of the time that the policy gives is gone .</summary>
    private static async Task<List<Request>> WaitingAsync(Change change)
    {
        var policy = await PolicyInForce.ReadAsync(change.Context);
        var (now, half) = (change.Now, change.Now.AddDays(policy.Limits.ExecutionDays / 2.0));
        return await change.Context.Set<Request>().Include(r => r.Editors)
            .Where(r => r.EndedAt == null && r.ExecutedAt == null && r.State == RequestState.Approved && (r.RemindedAt == null || r.RemindedAt < r.ApprovedAt) && r.LapsesAt <= half && r.LapsesAt > now)
            .OrderBy(r => r.LapsesAt).Take(AtATime).ToListAsync();
    }

    private static async Task<List<(Request Request, Watch Watch)>> DueAsync(Change change)
    {
        var now = change.Now;
        var due = await change.Context.Set<Watch>().Where(w => w.NextNoticeAt != null && w.NextNoticeAt <= now).OrderBy(w => w.NextNoticeAt).Take(AtATime).ToListAsync();
        var ids = due.ConvertAll(w => w.RequestId);
        var requests = await change.Context.Set<Request>().Include(r => r.Editors).Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        return due.ConvertAll(w => (requests[w.RequestId], w));
    }
}
