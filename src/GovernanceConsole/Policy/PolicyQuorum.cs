using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <summary>
/// Whether the seats that the roster fills can still be filled when any one person is away (D12). Seats of managers, owners
/// and sponsors are other people in every case and are looked at there.
/// </summary>
public static class PolicyQuorum
{
    /// <summary>Rules whose seats cannot be filled without some one person, each once.</summary>
    public static IReadOnlyList<PolicyDoesNotHold> Gaps(PolicyDocument policy, ILookup<string, PersonId> roster)
    {
        var gaps = new List<PolicyDoesNotHold>();
        var seen = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var rule in policy.Rules)
        {
            var seats = rule.Approval.Seats.Where(s => s.All(code => policy.FindApprover(code)?.Source == ApproverSource.DutyRoster)).ToList();
            if (seats.Count == 0)
                continue;
            var key = string.Join('+', seats.Select(s => string.Join('/', s)));
            if (!seen.TryGetValue(key, out var holds))
                seen[key] = holds = HoldsWithoutAnyOne([.. seats.Select(s => PeopleOf(policy, s, roster))]);
            if (!holds)
                gaps.Add(new PolicyDoesNotHold("quorum", rule.Id, $"too few people are on duty for {string.Join(" and ", seats.Select(s => string.Join(" or ", s)))}: with any one of them away somebody must still be able to approve. Put somebody on duty.", "R-068"));
        }

        return gaps;
    }

    /// <summary>Gaps that a new policy would add to those of the one in force: refusing others would keep the worse of two.</summary>
    public static IReadOnlyList<Refusal> WouldBreak(PolicyDocument next, PolicyDocument inForce, ILookup<string, PersonId> roster)
    {
        var before = Gaps(inForce, roster).Select(g => (g.At, g.Finding)).ToHashSet();
        return [.. Gaps(next, roster).Where(g => !before.Contains((g.At, g.Finding)))];
    }

    /// <summary>Everybody who may sit on a seat: the codes themselves, and those on the roster who stand in.</summary>
    private static HashSet<PersonId> PeopleOf(PolicyDocument policy, IReadOnlyList<string> seat, ILookup<string, PersonId> roster) =>
        [.. policy.WithSubstitutes(seat).SelectMany(code => roster[code])];

    private static bool HoldsWithoutAnyOne(List<HashSet<PersonId>> seats) =>
        CanSit(seats, []) && seats.SelectMany(s => s).Distinct().All(away => CanSit(seats, [away]));

    /// <summary>Whether every seat finds a person of its own among those who are there.</summary>
    private static bool CanSit(IReadOnlyList<HashSet<PersonId>> seats, HashSet<PersonId> taken, int seat = 0)
    {
        if (seat == seats.Count)
            return true;
        foreach (var person in seats[seat].Where(p => !taken.Contains(p)))
        {
            if (CanSit(seats, [.. taken, person], seat + 1))
                return true;
        }

        return false;
    }
}
