using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="SeenContent">The hash of the content that was on the screen.</param>
/// <param name="Content">All that is asked from now on.</param>
public sealed record EditRequestInput(RequestId Request, string SeenContent, RequestContent Content);

/// <summary>
/// Changes what is asked. Every vote about the former is void in the same transaction (D5, R-076), lane and level are
/// computed anew, and at a desk nobody changes scope or duration of access.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.Manager)]
[MayBeDoneBy(Relation.Proposer)]
public sealed class EditRequest(LedgeredChange road)
{
    public Task<Outcome<SubmittedRequest>> ExecuteAsync(CommandId commandId, EditRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EditRequestInput, SubmittedRequest>(this, commandId, input, actor, async change =>
        {
            var request = await RequestReads.FindAsync(change.Context, input.Request);
            var asks = request?.RequesterId is { } requester && requester == change.Actor.Person;
            if (change.Authorise(asks ? [Relation.Proposer] : []) is { } notAllowed)
                return notAllowed;
            if (request is null)
                return new NotFound("request");
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Quarantined, RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved) is { } otherStage)
                return otherStage;
            if (input.SeenContent != request.ContentHash)
                return new ChangedMeanwhile("request");
            var content = input.Content.Cleaned();
            if (RequestRules.Check(content) is { Count: > 0 } badTexts)
                return badTexts;
            if (content.System is { } system && !(await OrganisationReads.SystemsAsync(change, [system])).ContainsKey(system))
                return new NotFound("system");
            var intake = RequestIntake.Of(request);
            if (content.HashFor(intake) == request.ContentHash)
                return new NothingWasChanged();
            var isOfADesk = change.ActorHolds(Role.DeskAgent) || change.ActorHolds(Role.DeskLead);
            if (isOfADesk && !asks && RequestRules.ChangesAccess(request, content))
                return new DesksDoNotSetAccess(request.Number);

            var policy = await PolicyInForce.ReadAsync(change.Context);
            var subject = await RequestReads.ClassAsync(change.Context, policy.Document, content.Kind, intake);
            var facts = await RequestReads.FactsAsync(change.Context, content.Kind, subject, intake, content.System, change.Now);
            var route = RequestRouting.Decide(policy.Document, policy.Version, facts, change.Now);
            if (!route.IsAccepted)
                return Outcome<SubmittedRequest>.Refuse(route.Refusals);
            var contractEnd = await change.Context.Set<Subject>().AsNoTracking().Where(s => s.Id == request.SubjectId).Select(s => s.ContractEndsOn).SingleOrDefaultAsync();
            if (RequestRules.Fits(content, route.Value, intake.SubjectKind, contractEnd, content.EndsAt is { } end ? change.Time.DateOf(end) : null, change.Now) is { Count: > 0 } unfit)
                return unfit;

            var path = content.Kind == request.Kind ? request.PathId : await RequestReads.PathAsync(change.Context, policy.Document, content.Kind, intake.Channel, intake.Desk);
            var voided = request.Edit(content, intake, new RequestPlace(path, subject), route.Value, change.ActingPerson, change.Now);
            if (path is null && request.State != RequestState.Quarantined)
                request.Quarantine("No active path is registered for this kind and channel.");
            RequestNotices.TellVoters(change, request, voided);
            change.Record(RequestEvents.Edited, request, EventDetail.Public("number", request.Number), EventDetail.Public("voided", voided.Count));
            if (request.State == RequestState.Verifying)
                await VerificationProgress.AdvanceAsync(change, request, route.Value, policy);
            return new SubmittedRequest(request.Id, request.Number, request.State, request.RuleId, request.Lane, request.Level);
        }, cancellationToken);
}
