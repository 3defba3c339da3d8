using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>What people do to a request on its page.</summary>
public enum RequestAct
{
    Release,
    Clear,
    RecordSignal,
    ConfirmSignal,
    Decide,
    Execute,
    Edit,
    Cancel,
}

/// <summary>An act that the role or relation of somebody allows at this stage.</summary>
/// <param name="Act">The act.</param>
/// <param name="WhyNot">The rule against it for this person; null where there is none. The use case decides again.</param>
public sealed record OfferedAct(RequestAct Act, Refusal? WhyNot);

/// <summary>Finds out what somebody may do to a request now, by the declarations and the rules of the use cases.</summary>
internal static class RequestActs
{
    /// <param name="request">The request with its signals, votes and editors.</param>
    /// <param name="actor">Who looks at it.</param>
    /// <param name="relations">What they are to it.</param>
    /// <param name="votes">What its votes come to now.</param>
    /// <param name="policy">Which parts are kept apart.</param>
    /// <param name="level">The level at which it is handled now.</param>
    /// <param name="now">The instant.</param>
    public static List<OfferedAct> Of(Request request, Actor actor, IReadOnlySet<Relation> relations, VoteOutcome votes, PolicyDocument policy, RiskLevel level, DateTimeOffset now)
    {
        if (actor.Person is not { } me || request.IsEnded || (request.IsPending && now >= request.LapsesAt && request.State != RequestState.Stopped))
            return [];
        var hasAPart = CaseParts.Of(request).Any(p => p.Person == me);
        var acts = new List<OfferedAct>();
        Offer<ReleaseRequest>(RequestAct.Release, RequestRules.MayVerify(request, me), RequestState.Quarantined);
        Offer<ClearRequest>(RequestAct.Clear, hasAPart ? new ClearedByAnAgentOfTheCase() : null, RequestState.Stopped);
        Offer<RecordSignal>(RequestAct.RecordSignal, RequestRules.MayVerify(request, me), RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved);
        Offer<ConfirmSignal>(RequestAct.ConfirmSignal, RequestRules.MayVerify(request, me), RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved);
        Offer<ApproveRequest>(RequestAct.Decide, RequestRules.MayVote(request, me, request.ContentHash, votes), RequestState.AwaitingApproval);
        Offer<ExecuteRequest>(RequestAct.Execute, RequestRules.MayExecute(request, me, policy, level), RequestState.Approved);
        Offer<EditRequest>(RequestAct.Edit, whyNot: null, RequestState.Quarantined, RequestState.Verifying, RequestState.AwaitingApproval, RequestState.Approved);
        if (request.IsPending)
            Offer<CancelRequest>(RequestAct.Cancel, whyNot: null, request.State);
        return acts;

        void Offer<TUseCase>(RequestAct act, Refusal? whyNot, params ReadOnlySpan<RequestState> stages)
        {
            if (stages.Contains(request.State) && UseCaseAuthorisation.Allows(typeof(TUseCase), actor.Kind, actor.KnownRoles, relations))
                acts.Add(new OfferedAct(act, whyNot));
        }
    }
}
