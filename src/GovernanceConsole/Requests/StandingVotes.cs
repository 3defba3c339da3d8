using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

/// <summary>Which of the votes count at an instant, and for which seats (D10).</summary>
internal static class StandingVotes
{
    /// <param name="context">Where to read.</param>
    /// <param name="request">The request with its votes.</param>
    /// <param name="seats">The seats as they may be filled now.</param>
    /// <param name="now">The instant.</param>
    public static async Task<List<StandingVote>> OfAsync(GovernanceDbContext context, Request request, IReadOnlyList<ApproverSeat> seats, DateTimeOffset now)
    {
        var policy = await PolicyInForce.ReadAsync(context);
        var standing = new List<StandingVote>();
        foreach (var vote in request.Votes.Where(v => v.VoidedAt is null && v.ContentHash == request.ContentHash && v.CastAt <= now).OrderBy(v => v.CastAt))
        {
            if (!await IsLapsedAsync(context, request, vote, policy))
                standing.Add(new StandingVote(vote.PersonId, vote.Approves, [.. Enumerable.Range(0, seats.Count).Where(i => seats[i].People.ContainsKey(vote.PersonId))]));
        }

        return standing;
    }

    /// <summary>Makes void what lapsed with a policy, so that whoever voted may vote anew.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> VoidLapsedAsync(GovernanceDbContext context, Request request, DateTimeOffset now)
    {
        var policy = await PolicyInForce.ReadAsync(context);
        var lapsed = 0;
        foreach (var vote in request.Votes.Where(v => v.VoidedAt is null))
        {
            if (!await IsLapsedAsync(context, request, vote, policy))
                continue;
            vote.BecomeVoid("The policy asks otherwise for it meanwhile.", now);
            lapsed++;
        }

        return lapsed;
    }

    /// <summary>Decided under another policy that asked otherwise for this: the vote lapses with it (D17).</summary>
    private static async Task<bool> IsLapsedAsync(GovernanceDbContext context, Request request, RequestVote vote, PolicyInForce policy) =>
        vote.PolicyVersion != policy.Version && !SameRule(policy.Document, await PolicyInForce.DocumentOfAsync(context, vote.PolicyVersion), request.RuleId);

    private static bool SameRule(PolicyDocument present, PolicyDocument then, string ruleId) =>
        PolicyDifference.Between(then, present).All(d => d.Cell != ruleId);
}
