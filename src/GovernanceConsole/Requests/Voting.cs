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
        var route = request is null ? null : await RequestReads.RouteAsync(change.Context, request, change.Now);
        List<ApproverSeat> seats = request is not null && route is { IsAccepted: true } ? await ApproverSeats.FindAsync(change.Context, request, route.Value) : [];
        if (request is not null && route is { IsAccepted: true } && change.Actor.Person is { } person)
        {
            // Who has another part in the case is told so, and not that there is no such request: they know of it.
            change.IsAbout(request);
            if (RequestRules.MayDecide(request, person, await ApproverSeats.ExcludedAsync(change.Context, request, route.Value)) is { } conflict)
                return conflict;
        }

        if (change.Authorise(seats.Exists(s => s.People.ContainsKey(change.Actor.Person ?? default)) ? [Relation.Approver] : []) is { } notAllowed)
            return notAllowed;
        if (request is null || route is null)
            return new NotFound("request");
        if (!route.IsAccepted)
            return Outcome<CastVote>.Refuse(route.Refusals);
        if (RequestRules.IsAt(request, change.Now, RequestState.AwaitingApproval) is { } otherStage)
            return otherStage;
        var lapsed = await StandingVotes.VoidLapsedAsync(change.Context, request, change.Now);
        if (RequestRules.MayVote(request, change.ActingPerson, seenContent) is { } noVote)
            return noVote;
        if (TextRules.Required("Basis", approves ? "On what basis you approve" : "Why you reject", basis, TextRules.Paragraph) is { } noBasis)
            return noBasis;
        if (TextRules.Optional("Exception", "The exception", exception, TextRules.Line) is { } badException)
            return badException;
        if (approves && await change.ApprovesAsync(shown, await RequestApproval.ShowAsync(change.Context, request, route.Value, change.Time)) is { } notAsShown)
            return notAsShown;

        if (lapsed > 0)
            change.Record(RequestEvents.VotesLapsed, request, EventDetail.Public("number", request.Number), EventDetail.Public("count", lapsed));
        var policy = await PolicyInForce.ReadAsync(change.Context);
        request.Cast(RequestVote.Cast(change.NewId<RequestVoteId>(), request, change.ActingPerson, approves, TextRules.Clean(basis), TextRules.CleanOrNull(exception), policy.Version, change.Now));
        var standing = await StandingVotes.OfAsync(change.Context, request, seats, change.Now);
        var outcome = VoteCount.Of(standing, seats.Count);
        request.Decide(outcome, change.Now.AddDays(policy.Limits.ExecutionDays), change.Now);
        var open = VoteCount.OpenSeats(standing, seats.Count).Select(i => string.Join(" or ", seats[i].Codes)).ToList();
        var code = seats.First(s => s.People.ContainsKey(change.ActingPerson)).People[change.ActingPerson];
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
        return new CastVote(request.State, open);
    }
}
