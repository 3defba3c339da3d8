using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>
/// Takes note of requests that have lapsed and tells who entered them. It decides nothing: from the instant on no vote
/// counts and nothing is executed, whether this ran or not (D13).
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class ExpireRequests(LedgeredChange road)
{
    /// <summary>At a time; the next run takes the next.</summary>
    private const int AtATime = 200;

    /// <returns>How many.</returns>
    public Task<Outcome<int>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, int>(this, commandId, "", actor, async change =>
        {
            var now = change.Now;
            var lapsed = await change.Context.Set<Request>().Include(r => r.Editors)
                .Where(r => r.EndedAt == null && r.ExecutedAt == null && r.LapsesAt <= now).OrderBy(r => r.LapsesAt).Take(AtATime).ToListAsync();
            foreach (var request in lapsed)
            {
                request.Expire(change.Now);
                await change.TakeBackAsync([request.Id.Value]);
                RequestNotices.TellEditors(change, request, $"{request.Number} has lapsed", "Nobody decided or executed it in time. Whoever still needs it asks anew.");
                change.Record(RequestEvents.Expired, request, EventDetail.Public("number", request.Number));
            }

            return lapsed.Count;
        }, cancellationToken);
}
