using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

/// <summary>Which of the votes count at an instant, and for which seats (D10).</summary>
internal static class StandingVotes
{
    /// <param name="context">Where to read.</param>
    /// <param name="request">The request with its votes.</param>
    /// <param name="seats">The seats as they may be filled now.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="now">The instant.</param>
    public static async Task<List<StandingVote>> OfAsync(GovernanceDbContext context, Request request, IReadOnlyList<ApproverSeat> seats, PolicyInForce policy, DateTimeOffset now)
    {
        var standing = new List<StandingVote>();
        foreach (var vote in request.Votes.Where(v => v.VoidedAt is null && v.ContentHash == request.ContentHash && v.CastAt <= now).OrderBy(v => v.CastAt))
        {
            if (!await IsLapsedAsync(context, request, vote, policy))
                standing.Add(new StandingVote(vote.PersonId, vote.Approves, [.. Enumerable.Range(0, seats.Count).Where(i => seats[i].People.ContainsKey(vote.PersonId))]));
        }

        return standing;
    }

    /// <summary>
    /// Makes void what counts no more: cast under a policy that asked otherwise, or by somebody who holds no seat now. It
    /// is void for good. A vote that came back with its voter could complete the seats without anybody deciding at that
    /// instant, and nobody would be left to be asked.
    /// </summary>
    /// <returns>The votes.</returns>
    public static async Task<IReadOnlyList<RequestVote>> VoidLapsedAsync(GovernanceDbContext context, Request request, IReadOnlyList<ApproverSeat> seats, PolicyInForce policy, DateTimeOffset now)
    {
        var lapsed = new List<RequestVote>();
        foreach (var vote in request.Votes.Where(v => v.VoidedAt is null))
        {
            var isLapsed = await IsLapsedAsync(context, request, vote, policy);
            if (!isLapsed && seats.Any(s => s.People.ContainsKey(vote.PersonId)))
                continue;
            vote.BecomeVoid(isLapsed ? "The policy asks otherwise for it meanwhile." : "Whoever cast it may not decide it any more.", now);
            lapsed.Add(vote);
        }

        return lapsed;
    }

    /// <summary>Decided under another policy that asked otherwise for this: the vote lapses with it (D17).</summary>
    private static async Task<bool> IsLapsedAsync(GovernanceDbContext context, Request request, RequestVote vote, PolicyInForce policy) =>
        vote.PolicyVersion != policy.Version && !policy.Document.AsksTheSame(request.RuleId, await PolicyInForce.DocumentOfAsync(context, vote.PolicyVersion));
}
