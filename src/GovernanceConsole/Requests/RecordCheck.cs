using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Check">The line of its checklist.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Evidence">Where it can be looked up: a query, a log line, the id of a report; for what was not possible, why.</param>
public sealed record RecordCheckInput(RequestId Request, PostCheckId Check, PostCheckResult Result, string Evidence);

/// <summary>
/// Records what somebody looked for after an act. What was found puts the case under investigation at once, and
/// security operations is told.
/// </summary>
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.DeskAgent)]
public sealed class RecordCheck(LedgeredChange road)
{
    public Task<Outcome<RequestState>> ExecuteAsync(CommandId commandId, RecordCheckInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordCheckInput, RequestState>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var (request, wanted) = (seen.Request, input.Check);
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Monitoring, RequestState.UnderInvestigation) is { } otherStage)
                return otherStage;
            if (seen.Checks.FirstOrDefault(c => c.Id == wanted) is not { } check)
                return new NotFound("check");
            if (MonitoringRules.MayJudge(seen, change.Actor, (await PolicyInForce.ReadAsync(change.Context)).Document) is { } notTheirs)
                return notTheirs;
            if (MonitoringRules.MayRecord(check, input.Result, change.Now) is { } notNow)
                return notNow;
            if (TextRules.Required("Evidence", "Where it can be looked up", input.Evidence, TextRules.Line) is { } noEvidence)
                return noEvidence;

            check.Record(input.Result, TextRules.Clean(input.Evidence), change.Actor.Person, Watching.KeyOf(change), change.Now);
            change.Record(
                MonitoringEvents.CheckRecorded, request,
                EventDetail.Public("number", request.Number), EventDetail.Public("check", MonitoringText.Of(check.Kind)), EventDetail.Public("result", MonitoringText.Of(input.Result)));
            if (input.Result == PostCheckResult.Hit)
                await Watching.SuspectAsync(change, seen, $"A check found something: {MonitoringText.Of(check.Kind)}.");
            return request.State;
        }, cancellationToken);
}
