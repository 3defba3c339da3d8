using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>One thing that a request waits for.</summary>
/// <param name="What">The thing, as a sentence.</param>
/// <param name="Rule">The row of the requirements behind it.</param>
/// <param name="Act">What brings it; null for the mere passing of time.</param>
/// <param name="Who">Who may bring it, by name; empty where a role says it.</param>
/// <param name="Role">Who may bring it, in words; null where names or nobody.</param>
public sealed record MissingItem(string What, string Rule, RequestAct? Act, IReadOnlyList<PersonId> Who, string? Role);

/// <summary>Says what a request waits for, and for whom.</summary>
internal static class RequestMissing
{
    private const string Desk = "The desk";

    /// <param name="request">The request.</param>
    /// <param name="route">What it must go through; null where its kind is not offered any more.</param>
    /// <param name="verification">What its signals come to; null with the route.</param>
    /// <param name="seats">Who must agree, and who may.</param>
    /// <param name="policy">The names of signals and approvers.</param>
    /// <param name="owners">The control owners of the paths that could serve it.</param>
    public static List<MissingItem> Of(
        Request request, Route? route, VerificationState? verification, IReadOnlyList<SeatView> seats, PolicyDocument policy, IReadOnlyList<PersonId> owners) => request.State switch
    {
        RequestState.Quarantined =>
            [new("No active path is registered for this kind and channel. Its control owner releases it onto a path that serves it, or it is cancelled.", "R-020", RequestAct.Release, owners, owners.Count == 0 ? "Governance, which registers such a path" : null)],
        RequestState.Stopped =>
            [new($"{request.StateReason} Nothing goes on until it is cleared or cancelled.", "R-058", RequestAct.Clear, [], "Security operations, or the lead of the desk")],
        _ when route is null || verification is null =>
            [new("The policy in force does not offer this kind any more. Cancel it.", "R-026", RequestAct.Cancel, [], Desk)],
        RequestState.Verifying => [.. Evidence(request, route, verification, policy)],
        RequestState.AwaitingApproval =>
        [
            .. seats.Where(s => s.IsOpen).Select(s => Seat(s, policy)),
            .. seats.Count > 0 && seats.All(s => !s.IsOpen)
                ? [new MissingItem("Seats passed to people who had agreed already. One of them says so again, and it is decided.", "R-068", RequestAct.Decide, [.. seats.SelectMany(s => s.People).Distinct()], Role: null)]
                : Array.Empty<MissingItem>(),
            .. request.EscalatedAt is null
                ? Array.Empty<MissingItem>()
                : [new MissingItem("Its approvers did not answer in time: escalated. Those who stand in for them may decide it too; nothing is approved by silence.", "R-075", Act: null, [], Role: null)],
        ],
        RequestState.Approved =>
        [
            .. Evidence(request, route, verification, policy),
            new("It is approved and not executed. It is done exactly as it stands here, once, before it lapses.", "R-088", RequestAct.Execute, [], Desk),
        ],
        _ => [],
    };

    private static IEnumerable<MissingItem> Evidence(Request request, Route route, VerificationState verification, PolicyDocument policy)
    {
        if (verification.IsSatisfied)
            yield break;
        var (demand, tally) = (route.Signals, verification.Tally);
        if (request.State == RequestState.Approved)
            yield return Signal("The verification has gone stale. Renew it before anything is executed.", "R-061");
        foreach (var named in tally.MissingNamed(demand))
            yield return Signal($"“{policy.FindSignal(named)?.Name ?? named}” is asked for by name.", "R-048");
        if (demand.Independent > tally.Counted.Count)
            yield return Signal(demand.Independent == 1 ? "A signal that counts." : $"{Count(demand.Independent - tally.Counted.Count, "more signal")}, each by another channel and out of other hands: {tally.Counted.Count} of {demand.Independent} count.", "R-048");
        var strong = Math.Max(demand.Strong, demand.Independent > 0 ? 1 : 0);
        if (strong > tally.Strong)
            yield return Signal($"{Count(strong - tally.Strong, "strong signal")} among those that count.", "R-045");
        if (demand.PresenceGrade > tally.PresenceGrade)
            yield return Signal($"{Count(demand.PresenceGrade - tally.PresenceGrade, "presence-grade signal")} among those that count.", "R-045");
        if (demand.SystemConfirmed && !tally.IsSystemConfirmed)
            yield return new MissingItem("A signal that a system or a second person confirms. One agent's word alone opens nothing.", "R-195", RequestAct.ConfirmSignal, [], "A second agent");
        if (route.Approval.CallBack.IsAsked() && !verification.IsCalledBack)
            yield return Signal(route.Level >= RiskLevel.High ? "The call-back to the number of record, by an agent who did nothing else in this case." : "The call-back to the number of record.", "R-072");
        if (demand.Incident && request.Incident is null)
            yield return new MissingItem("The reference of the incident or outage.", "R-035", RequestAct.Edit, [], "Whoever asks, or the desk");
    }

    private static MissingItem Signal(string what, string rule) => new(what, rule, RequestAct.RecordSignal, [], Desk);

    private static MissingItem Seat(SeatView seat, PolicyDocument policy)
    {
        var codes = string.Join(" or ", seat.Codes.Select(c => policy.FindApprover(c)?.Name ?? c));
        return seat.People.Count > 0
            ? new MissingItem($"Approval: {codes}.", "R-068", RequestAct.Decide, seat.People, Role: null)
            : new MissingItem($"Approval: {codes}. Nobody may give it now: whoever would has another part in the case, has left, or was never named.", "R-074", RequestAct.Decide, [], "Governance, which puts somebody on duty");
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
