using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelRequestInput(RequestId Request, string Reason);

/// <summary>Ends a request that nobody needs any more, before anything was executed.</summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Relation.Proposer)]
public sealed class CancelRequest(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CancelRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CancelRequestInput, Done>(this, commandId, input, actor, async change =>
        {
            var request = await RequestReads.FindAsync(change.Context, input.Request);
            var asks = request?.RequesterId is { } requester && requester == change.Actor.Person;
            if (change.Authorise(asks ? [Relation.Proposer] : []) is { } notAllowed)
                return notAllowed;
            if (request is null)
                return new NotFound("request");
            change.IsAbout(request);
            if (request.IsEnded)
                return new RequestHasEnded(request.Number, request.State);
            if (!request.IsPending)
                return new NotAtThisStage(request.Number, request.State);
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            request.Cancel(TextRules.Clean(input.Reason), change.Now);
            await change.TakeBackAsync([request.Id.Value]);
            RequestNotices.TellEditors(change, request, $"{request.Number} was cancelled", request.StateReason!);
            change.Record(RequestEvents.Cancelled, request, EventDetail.Public("number", request.Number));
            return default(Done);
        }, cancellationToken);
}
