using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Reason">Why.</param>
/// <param name="Verification">Where the renewed verification of the subject can be looked up; null only for abuse.</param>
/// <param name="WatchUntil">Where there was nothing to it: until when the watch goes on. Null for abuse.</param>
public sealed record EndInvestigationInput(RequestId Request, InvestigationFinding Finding, string Reason, string? Verification = null, DateTimeOffset? WatchUntil = null);

/// <summary>
/// Says what an investigation found. Where there was nothing to it, the watch goes on and looks for everything again; abuse
/// closes the case, once everything that it touched is revoked.
/// </summary>
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class EndInvestigation(LedgeredChange road)
{
    public Task<Outcome<RequestState>> ExecuteAsync(CommandId commandId, EndInvestigationInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EndInvestigationInput, RequestState>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var request = seen.Request;
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.UnderInvestigation) is { } otherStage)
                return otherStage;
            if (MonitoringRules.MayInvestigate(seen, change.ActingPerson, (await PolicyInForce.ReadAsync(change.Context)).Document) is { } notTheirs)
                return notTheirs;
            if (MonitoringRules.Check(input) is { Count: > 0 } badTexts)
                return badTexts;
            if (MonitoringRules.MayEnd(seen, input, change.Now) is { } notYet)
                return notYet;

            var reason = TextRules.Clean(input.Reason);
            foreach (var suspicion in seen.Suspicions.Where(s => s.EndedAt is null))
                suspicion.End(input.Finding, reason, TextRules.CleanOrNull(input.Verification), change.ActingPerson, change.Now);
            if (input.Finding == InvestigationFinding.Abuse)
            {
                request.Close($"Abuse: {reason}", change.Now);
                seen.Watch.WaitForNext(watchedUntil: null, change.Now, change.Time);
                await change.TakeBackAsync([request.Id.Value]);
            }
            else
            {
                request.GoOnWatching(input.WatchUntil!.Value);
                Watching.Renew(change, seen, input.WatchUntil.Value);
                seen.Watch.WaitForNext(request.WatchedUntil, change.Now, change.Time);
            }

            change.Record(MonitoringEvents.InvestigationEnded, request, EventDetail.Public("number", request.Number), EventDetail.Public("finding", MonitoringText.Of(input.Finding)));
            if (request.State == RequestState.Closed)
                change.Record(MonitoringEvents.Closed, request, EventDetail.Public("number", request.Number));
            await MonitoringNotices.TellDeskAsync(
                change, request, $"The investigation of {request.Number} has ended",
                request.State == RequestState.Closed ? "It was abuse; everything that it touched is revoked." : $"There was nothing to it. The watch goes on until {request.WatchedUntil:yyyy-MM-dd HH:mm} UTC.");
            return request.State;
        }, cancellationToken);
}
