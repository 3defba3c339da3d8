using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Path">The active path on which it runs from now on.</param>
/// <param name="Reason">Why.</param>
public sealed record ReleaseRequestInput(RequestId Request, RecoveryPathId Path, string Reason);

/// <summary>Takes a request out of quarantine onto a path that serves its kind: the control owner of that path answers for it .</summary>
[MayBeDoneBy(Relation.ControlOwner)]
public sealed class ReleaseRequest(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ReleaseRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ReleaseRequestInput, Done>(this, commandId, input, actor, async change =>
        {
            var owner = await PathReads.HolderAsync(change.Context, input.Path, PathSeat.Control);
            if (change.Authorise(owner is not null && owner == change.Actor.Person ? [Relation.ControlOwner] : []) is { } notAllowed)
                return notAllowed;
            if (await RequestReads.FindAsync(change.Context, input.Request) is not { } request)
                return new NotFound("request");
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Quarantined) is { } otherStage)
                return otherStage;
            var policy = await PolicyInForce.ReadAsync(change.Context);
            var kind = RequestKinds.FindByCode(policy.Document.FindKind(request.Kind)?.Like ?? request.Kind);
            if (kind is not { } known || !await PathReads.ServesAsync(change.Context, input.Path, known))
                return new PathDoesNotServe();
            if (RequestRules.MayVerify(request, change.ActingPerson) is { } notTheirs)
                return notTheirs;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            request.Release(input.Path);
            RequestNotices.TellEditors(change, request, $"{request.Number} was released", "Its verification can begin.");
            change.Record(RequestEvents.Released, request, EventDetail.Public("number", request.Number), EventDetail.Private("reason", TextRules.Clean(input.Reason)));
            return default(Done);
        }, cancellationToken);
}
