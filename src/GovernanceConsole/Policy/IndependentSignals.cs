namespace GovernanceConsole.Policy;

/// <summary>A signal that was given and may count.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Strength">Its strength as it was given.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Custody">In whose hands.</param>
/// <param name="SystemConfirmed">A system or second person says so.</param>
/// <param name="OneOfTheSet">Of several such one counts.</param>
public sealed record CountedSignal(string Code, SignalStrength Strength, SignalChannel Channel, SignalCustody Custody, bool SystemConfirmed, bool OneOfTheSet)
{
    public bool IsStrong => Strength is SignalStrength.Strong or SignalStrength.PresenceGrade;
}

/// <summary>What a set of independent signals amounts to.</summary>
/// <param name="Counted">The signals that count; the others repeat one of them.</param>
public sealed record SignalTally(IReadOnlyList<CountedSignal> Counted)
{
    public int Strong => Counted.Count(s => s.IsStrong);

    public int PresenceGrade => Counted.Count(s => s.Strength == SignalStrength.PresenceGrade);

    public bool IsSystemConfirmed => Counted.Any(s => s.SystemConfirmed);

    /// <summary>Codes that a demand names and that are not among the counted.</summary>
    public IEnumerable<string> MissingNamed(SignalDemand demand) => (demand.Named ?? []).Except(Counted.Select(s => s.Code), StringComparer.Ordinal);

    public bool Satisfies(SignalDemand demand) =>
        Counted.Count >= demand.Independent && Strong >= demand.Strong && PresenceGrade >= demand.PresenceGrade
        && (!demand.SystemConfirmed || IsSystemConfirmed) && !MissingNamed(demand).Any()
        && Counted.Any(s => s.IsStrong); // what only backs up another backs up nothing alone
}

/// <summary>
/// Chooses from signals those that are independent of each other: another channel and other hands each. Two out of
/// one hand are one, however they came.
/// </summary>
public static class IndependentSignals
{
    /// <summary>The choice that comes nearest to a demand; of equals the larger and stronger.</summary>
    /// <param name="signals">Passed signals that may count, in any order.</param>
    /// <param name="demand">What is asked for.</param>
    public static SignalTally Best(IReadOnlyList<CountedSignal> signals, SignalDemand demand)
    {
        // Channels and hands are few, so of those that take the same place only the best is tried.
        var places = signals.GroupBy(s => (s.Channel, s.Custody, IsNamed: demand.Named?.Contains(s.Code) == true ? s.Code : null))
            .Select(g => g.OrderByDescending(s => s.Strength == SignalStrength.PresenceGrade).ThenByDescending(s => s.IsStrong).ThenByDescending(s => s.SystemConfirmed).First())
            .OrderByDescending(s => demand.Named?.Contains(s.Code) == true).ThenByDescending(s => s.Strength == SignalStrength.PresenceGrade).ThenByDescending(s => s.IsStrong).ThenBy(s => s.Code, StringComparer.Ordinal)
            .ToList();
        var best = new SignalTally([]);
        Choose(places, 0, [], demand, ref best);
        return best;
    }

    private static void Choose(List<CountedSignal> places, int next, List<CountedSignal> chosen, SignalDemand demand, ref SignalTally best)
    {
        if (best.Satisfies(demand))
            return;
        if (next == places.Count || chosen.Count >= demand.Independent)
        {
            var tally = new SignalTally([.. chosen]);
            if (IsBetter(tally, best, demand))
                best = tally;
            return;
        }

        var signal = places[next];
        if (chosen.TrueForAll(c => c.Channel != signal.Channel && c.Custody != signal.Custody && !(c.OneOfTheSet && signal.OneOfTheSet)))
        {
            chosen.Add(signal);
            Choose(places, next + 1, chosen, demand, ref best);
            chosen.RemoveAt(chosen.Count - 1);
        }

        Choose(places, next + 1, chosen, demand, ref best);
    }

    private static bool IsBetter(SignalTally tally, SignalTally than, SignalDemand demand) =>
        tally.Satisfies(demand) || Worth(tally, demand).CompareTo(Worth(than, demand)) > 0;

    private static (int Named, int Counted, int Strong, int Presence, bool Confirmed) Worth(SignalTally tally, SignalDemand demand) =>
        (-tally.MissingNamed(demand).Count(), tally.Counted.Count, tally.Strong, tally.PresenceGrade, tally.IsSystemConfirmed);
}
