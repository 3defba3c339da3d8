using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="ExecutedContent">The hash of what was executed: it must be what was approved.</param>
/// <param name="Reference">The id of the event in the target system.</param>
/// <param name="Before">The state before, as the target system tells it .</param>
/// <param name="After">The state after.</param>
public sealed record ExecuteRequestInput(RequestId Request, string ExecutedContent, string Reference, string Before, string After);

/// <summary>
/// Records that it was executed: exactly as approved, once, before its end (D14), by somebody who may at this level, with a
/// verification that still stands. From then on it is watched.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(ApiScope.RequestsExecution)]
public sealed class ExecuteRequest(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ExecuteRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ExecuteRequestInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await RequestReads.FindAsync(change.Context, input.Request) is not { } request)
                return new NotFound("request");
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Approved) is { } otherStage)
                return otherStage;
            if (input.ExecutedContent != request.ContentHash)
                return new NotWhatWasApproved(request.Number);
            if (request.EndsAt is { } end && change.Now >= end)
                return new EndHasPassed(request.Number, end);
            var policy = await PolicyInForce.ReadAsync(change.Context);
            var route = await RequestReads.RouteAsync(change.Context, request, change.Now);
            if (!route.IsAccepted)
                return Outcome<Done>.Refuse(route.Refusals);
            if (change.Actor.Person is { } executor && RequestRules.MayExecute(request, executor, policy.Document, route.Value.Level) is { } notTheirs)
                return notTheirs;
            if (change.Actor.Kind == ActorKind.ApiKey && RequestRules.MayExecute(request, change.Actor.Name, policy.Document, route.Value.Level) is { } notThisKey)
                return notThisKey;
            var changeExecutedAt = await RequestReads.ChangeExecutedAtAsync(change.Context, RequestIntake.Of(request));
            if (!Verification.Judge(request, route.Value, policy.Document, changeExecutedAt, change.Now).IsSatisfied)
                return new VerificationIsStale(request.Number);
            if (RequestRules.CheckExecution(input) is { Count: > 0 } badTexts)
                return badTexts;

            request.Execute(
                change.Actor.Person, TextRules.Clean(input.Reference), TextRules.Clean(input.Before), TextRules.Clean(input.After), change.Now + route.Value.Monitoring.For.Length, change.Now);
            Watching.Begin(change, request, route.Value);
            RequestNotices.TellEditors(change, request, $"{request.Number} was executed", $"It is watched until {request.WatchedUntil:yyyy-MM-dd HH:mm} UTC.");
            await ExecutionNotices.WriteAsync(change, request, route.Value, policy.Document);
            change.Record(
                RequestEvents.Executed, request,
                EventDetail.Public("number", request.Number), EventDetail.Public("contentHash", request.ContentHash), EventDetail.Public("rule", route.Value.RuleId), EventDetail.Public("policy", route.Value.PolicyVersion));
            return default(Done);
        }, cancellationToken);
}
