using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <summary>What the votes come to.</summary>
public enum VoteOutcome
{
    Waits,
    Approved,
    Rejected,
}

/// <summary>A vote as it counts at one instant.</summary>
/// <param name="Person">Who voted: the natural person, whatever the account (D1).</param>
/// <param name="Approves">Whether in favour.</param>
/// <param name="Seats">The seats that this person may fill at this instant; empty where they may fill none any more.</param>
public sealed record StandingVote(PersonId Person, bool Approves, IReadOnlyList<int> Seats);

/// <summary>
/// The outcome of votes, by nothing but the votes: replaying the ledger gives the same (D9). One who says no is enough; to
/// approve, every seat needs a person of its own.
/// </summary>
public static class VoteCount
{
    /// <param name="votes">Votes about the present content, in the order in which they were cast.</param>
    /// <param name="seats">How many seats there are.</param>
    public static VoteOutcome Of(IReadOnlyList<StandingVote> votes, int seats)
    {
        for (var counted = 1; counted <= votes.Count; counted++)
        {
            if (!votes[counted - 1].Approves && votes[counted - 1].Seats.Count > 0)
                return VoteOutcome.Rejected;
            if (Fills(Approvals(votes.Take(counted)), seats))
                return VoteOutcome.Approved;
        }

        return VoteOutcome.Waits;
    }

    /// <summary>The seats that still need somebody, choosing so that as many as possible are filled.</summary>
    public static IReadOnlyList<int> OpenSeats(IReadOnlyList<StandingVote> votes, int seats)
    {
        var taken = new Dictionary<int, StandingVote>();
        foreach (var vote in Approvals(votes))
            Seat(vote, taken, []);
        return [.. Enumerable.Range(0, seats).Where(s => !taken.ContainsKey(s))];
    }

    private static IEnumerable<StandingVote> Approvals(IEnumerable<StandingVote> votes) => votes.Where(v => v.Approves).DistinctBy(v => v.Person);

    private static bool Fills(IEnumerable<StandingVote> approvals, int seats)
    {
        var taken = new Dictionary<int, StandingVote>();
        foreach (var vote in approvals)
            Seat(vote, taken, []);
        return seats > 0 && taken.Count == seats;
    }

    /// <summary>Gives a vote a seat, moving others to seats they may fill as well.</summary>
    private static bool Seat(StandingVote vote, Dictionary<int, StandingVote> taken, HashSet<int> tried)
    {
        foreach (var seat in vote.Seats)
        {
            if (!tried.Add(seat))
                continue;
            if (!taken.TryGetValue(seat, out var holder) || Seat(holder, taken, tried))
            {
                taken[seat] = vote;
                return true;
            }
        }

        return false;
    }
}
