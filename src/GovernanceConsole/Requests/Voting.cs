using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>What a decision comes to.</summary>
/// <param name="State">Where the request stands after it.</param>
/// <param name="OpenSeats">The approver codes that are still asked for.</param>
public sealed record CastVote(RequestState State, IReadOnlyList<string> OpenSeats);

/// <summary>Casting a vote, in favour or against: the same rules, in the transaction that decides (D1 to D18).</summary>
internal static class Voting
{
    public static async Task<Outcome<CastVote>> CastAsync(Change change, RequestId id, string seenContent, string basis, bool approves, string? exception, ApprovalView? shown)
    {
        var request = await RequestReads.FindAsync(change.Context, id);
        var policy = await PolicyInForce.ReadAsync(change.Context);
        var route = request is null ? null : await RequestReads.RouteAsync(change.Context, request, change.Now);
        var seating = request is not null && route is { IsAccepted: true } ? await ApproverSeats.FindAsync(change.Context, request, route.Value, policy, change.Now) : Seating.None;
        var seats = seating.Seats;
        if (request is not null && route is { IsAccepted: true } && change.Actor.Person is { } person)
        {
            // Who has another part in the case is told so, and not that there is no such request: they know of it.
            change.IsAbout(request);
            if (RequestRules.MayDecide(request, person, seating.Authors) is { } conflict)
                return conflict;
        }

        if (change.Authorise(seats.Any(s => s.People.ContainsKey(change.Actor.Person ?? default)) ? [Relation.Approver] : []) is { } notAllowed)
            return notAllowed;
        if (request is null || route is null)
            return new NotFound("request");
        if (!route.IsAccepted)
            return Outcome<CastVote>.Refuse(route.Refusals);
        if (RequestRules.IsAt(request, change.Now, RequestState.AwaitingApproval) is { } otherStage)
            return otherStage;
        var lapsed = await StandingVotes.VoidLapsedAsync(change.Context, request, seats, policy, change.Now);
        if (RequestRules.MayVote(request, change.ActingPerson, seenContent, VoteCount.Of(await StandingVotes.OfAsync(change.Context, request, seats, policy, change.Now), seats.Count)) is { } noVote)
            return noVote;
        if (TextRules.Required("Basis", approves ? "On what basis you approve" : "Why you reject", basis, TextRules.Paragraph) is { } noBasis)
            return noBasis;
        if (TextRules.Optional("Exception", "The exception", exception, TextRules.Line) is { } badException)
            return badException;
        // A no ends the request for good: whoever says it proves themselves as for a yes (D15).
        if (!approves && await change.SignedInLatelyAsync() is { } notFresh)
            return notFresh;
        if (approves && await change.ApprovesAsync(shown, await RequestApproval.ShowAsync(change.Context, request, route.Value, change.Time, withCounted: false)) is { } notAsShown)
            return notAsShown;

        if (lapsed.Count > 0)
            change.Record(RequestEvents.VotesLapsed, request, EventDetail.Public("number", request.Number), EventDetail.Public("count", lapsed.Count));
        var seat = seats.First(s => s.People.ContainsKey(change.ActingPerson));
        var principal = seat.Delegates.GetValueOrDefault(change.ActingPerson);
        change.ActFor(principal);
        request.Cast(RequestVote.Cast(change.NewId<RequestVoteId>(), request, change.ActingPerson, principal, approves, TextRules.Clean(basis), TextRules.CleanOrNull(exception), policy.Version, change.Now));
        var standing = await StandingVotes.OfAsync(change.Context, request, seats, policy, change.Now);
        var outcome = VoteCount.Of(standing, seats.Count);
        request.Decide(outcome, change.Now.AddDays(policy.Limits.ExecutionDays), change.Now);
        var open = VoteCount.OpenSeats(standing, seats.Count).Select(i => string.Join(" or ", seats[i].Codes)).ToList();
        var code = seat.People[change.ActingPerson];
        change.Record(approves ? RequestEvents.Approved : RequestEvents.Rejected, request, EventDetail.Public("number", request.Number), EventDetail.Public("code", code), EventDetail.Public("contentHash", request.ContentHash));
        if (outcome == VoteOutcome.Approved)
        {
            change.Record(RequestEvents.ApprovalsComplete, request, EventDetail.Public("number", request.Number), EventDetail.Public("rule", route.Value.RuleId), EventDetail.Public("policy", route.Value.PolicyVersion));
            RequestNotices.TellEditors(change, request, $"{request.Number} is approved", $"It is executed exactly as approved before {request.LapsesAt:yyyy-MM-dd HH:mm} UTC.");
        }
        else if (outcome == VoteOutcome.Rejected)
        {
            RequestNotices.TellEditors(change, request, $"{request.Number} was rejected", TextRules.Clean(basis));
        }

        if (outcome != VoteOutcome.Waits)
            await change.TakeBackAsync([request.Id.Value]);
        RequestNotices.TellVoters(change, request, lapsed);
        if (outcome == VoteOutcome.Waits && lapsed.Count > 0)
            await RequestNotices.TellApproversAsync(change, request, seats, policy); // a seat that was filled is open again
        return new CastVote(request.State, open);
    }
}
