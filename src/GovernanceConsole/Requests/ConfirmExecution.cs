using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Verdict">Whether it is what was approved, and nothing added.</param>
/// <param name="State">The state as it was found in the target system.</param>
/// <param name="Reference">Where it can be looked up.</param>
public sealed record ConfirmExecutionInput(RequestId Request, ExecutionVerdict Verdict, string State, string Reference);

/// <summary>
/// A second person, or a system, looks at what was executed. A right that nobody approved, or anything else than
/// what was approved, is a finding: the case is investigated, and a repair that added a right is governed from then on.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class ConfirmExecution(LedgeredChange road)
{
    public Task<Outcome<RequestState>> ExecuteAsync(CommandId commandId, ConfirmExecutionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ConfirmExecutionInput, RequestState>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var request = seen.Request;
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Monitoring, RequestState.UnderInvestigation) is { } otherStage)
                return otherStage;
            if (MonitoringRules.MayConfirm(seen, change.Actor) is { } notTheirs)
                return notTheirs;
            if (MonitoringRules.Check(input) is { Count: > 0 } badTexts)
                return badTexts;

            seen.Watch.Find(input.Verdict, TextRules.Clean(input.State), TextRules.Clean(input.Reference), change.Actor.Person, Watching.KeyOf(change), change.Now);
            var isNoRepair = input.Verdict == ExecutionVerdict.RightAdded && request.Lane == Lane.BreakFix;
            if (isNoRepair)
                request.Reclassify();
            change.Record(MonitoringEvents.ExecutionConfirmed, request, EventDetail.Public("number", request.Number), EventDetail.Public("verdict", MonitoringText.Of(input.Verdict)));
            if (isNoRepair)
                change.Record(MonitoringEvents.Reclassified, request, EventDetail.Public("number", request.Number));
            if (input.Verdict != ExecutionVerdict.AsApproved)
                await Watching.SuspectAsync(change, seen, $"What was executed is not what was approved: {MonitoringText.Of(input.Verdict)}.");
            return request.State;
        }, cancellationToken);
}
