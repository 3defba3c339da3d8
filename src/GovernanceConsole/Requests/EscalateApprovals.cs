using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>
/// Tells those who stand in that a request waits longer than its approvers may take. From that instant on they may
/// decide it too, whether this ran or not; nothing is approved by silence.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class EscalateApprovals(LedgeredChange road)
{
    /// <summary>At a time; the next run takes the next.</summary>
    private const int AtATime = 50;

    /// <returns>How many.</returns>
    public Task<Outcome<int>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, int>(this, commandId, "", actor, async change =>
        {
            var now = change.Now;
            var overdue = await change.Context.Set<Request>().AsNoTracking()
                .Where(r => r.State == RequestState.AwaitingApproval && r.EscalatedAt == null && r.ApprovalDueAt <= now && r.LapsesAt > now)
                .OrderBy(r => r.ApprovalDueAt).Select(r => r.Id).Take(AtATime).ToListAsync();
            var policy = await PolicyInForce.ReadAsync(change.Context);
            foreach (var id in overdue)
            {
                var request = (await RequestReads.FindAsync(change.Context, id))!;
                request.Escalate(change.Now);
                change.Record(RequestEvents.Escalated, request, EventDetail.Public("number", request.Number));
                RequestNotices.TellEditors(change, request, $"{request.Number} still waits for its approval", "Nobody decided it in time. Those who stand in for its approvers are asked too.");
                var route = await RequestReads.RouteAsync(change.Context, request, change.Now);
                if (route.IsAccepted)
                    await RequestNotices.TellApproversAsync(change, request, (await ApproverSeats.FindAsync(change.Context, request, route.Value, policy, change.Now)).Seats, policy);
            }

            return overdue.Count;
        }, cancellationToken);
}
