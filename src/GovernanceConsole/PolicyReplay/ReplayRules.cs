using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.PolicyReplay;

/// <summary>One policy's side of a case.</summary>
/// <param name="Route">What it asks, or why it does not offer this.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Lacks">What the case as it went lacks by it, in sentences; empty where it would have passed, or was never carried out.</param>
internal sealed record Asked(Outcome<Route> Route, PolicyDocument Policy, IReadOnlyList<string> Lacks);

/// <summary>What one policy instead of another makes of a case.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Reasons">Why, each as a line: what was asked before and what is asked now.</param>
internal sealed record Comparison(ReplayOutcome Outcome, IReadOnlyList<string> Reasons);

/// <summary>
/// Compares what two policies ask of one case. Pure, and with the same words as the pages of the policy. What was refused
/// is counted as such only where the other policy lets it pass: a case that was against the rules already is no effect of
/// the new ones.
/// </summary>
internal static class ReplayRules
{
    /// <param name="before">By the policy it is compared with.</param>
    /// <param name="after">By the policy that is tried.</param>
    public static Comparison Compare(Asked before, Asked after)
    {
        if (!after.Route.IsAccepted)
            return before.Route.IsAccepted ? new Comparison(ReplayOutcome.Refused, [after.Route.Refusals[0].Sentence]) : new Comparison(ReplayOutcome.Same, []);
        if (!before.Route.IsAccepted)
            return new Comparison(ReplayOutcome.Looser, [$"Offered, and was not: {before.Route.Refusals[0].Sentence}"]);

        var changes = Changes(before.Route.Value, before.Policy, after.Route.Value, after.Policy).Where(c => c.Lines.Count > 0).ToList();
        var reasons = changes.SelectMany(c => c.Lines);
        if (before.Lacks.Count == 0 && after.Lacks.Count > 0)
            return new Comparison(ReplayOutcome.Refused, [.. after.Lacks, .. reasons]);
        return new Comparison(OutcomeOf(changes), [.. reasons]);
    }

    /// <summary>The seats that nobody fills who sat in one of the others: each needs somebody of its own.</summary>
    /// <param name="wanted">The seats that are asked for; the codes within one are alternatives.</param>
    /// <param name="given">The seats that were filled, by which of its codes nobody knows.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Unfilled(IReadOnlyList<IReadOnlyList<string>> wanted, IReadOnlyList<IReadOnlyList<string>> given)
    {
        var holderOf = new Dictionary<int, int>(); // by given seat, the wanted one
        return [.. wanted.Where((_, seat) => !Fill(seat, []))];

        bool Fill(int seat, HashSet<int> tried)
        {
            for (var from = 0; from < given.Count; from++)
            {
                if (given[from].All(wanted[seat].Contains) && tried.Add(from) && (!holderOf.TryGetValue(from, out var other) || Fill(other, tried)))
                {
                    holderOf[from] = seat;
                    return true;
                }
            }

            return false;
        }
    }

    private static ReplayOutcome OutcomeOf(List<Change> changes)
    {
        if (changes.Count == 0)
            return ReplayOutcome.Same;
        var steps = changes.SelectMany(c => c.Steps).ToList();
        var (more, less) = (steps.Exists(s => s > 0), steps.Exists(s => s < 0));
        return more == less ? ReplayOutcome.Otherwise : more ? ReplayOutcome.Stricter : ReplayOutcome.Looser;
    }

    private static IEnumerable<Change> Changes(Route before, PolicyDocument policyBefore, Route after, PolicyDocument policyAfter)
    {
        yield return Change.Of("Lane", LaneText.Of(before.Lane), LaneText.Of(after.Lane)); // neither is the stricter
        yield return Change.Of("Level", before.Level.ToString(), after.Level.ToString(), after.Level.CompareTo(before.Level));
        yield return Signals(before.Signals, policyBefore, after.Signals, policyAfter);
        yield return Approval(before.Approval, after.Approval);
        yield return KeptApart(before.Level, policyBefore, after.Level, policyAfter);
        yield return Change.Of("A verification stands", before.VerificationStands.ToString(), after.VerificationStands.ToString(), before.VerificationStands.CompareTo(after.VerificationStands));
        yield return Validity(before.Validity, after.Validity);
        yield return Review(before.Review, after.Review);
        yield return Change.Of(
            "Monitoring", DemandText.Of(before.Monitoring), DemandText.Of(after.Monitoring),
            after.Monitoring.For.CompareTo(before.Monitoring.For), Shorter(before.Monitoring.FirstCheckAfter, after.Monitoring.FirstCheckAfter),
            after.Monitoring.Live.CompareTo(before.Monitoring.Live), after.Monitoring.ForUseAfterRemoval.CompareTo(before.Monitoring.ForUseAfterRemoval));
        yield return Lists("Evidence", before.Evidence, after.Evidence, e => e.ToString());
        yield return Lists("Told", before.Notifies, after.Notifies, PolicyTerms.Of);
    }

    private static Change Signals(SignalDemand before, PolicyDocument policyBefore, SignalDemand after, PolicyDocument policyAfter) => Change.Of(
        "Signals", DemandText.Of(before, policyBefore), DemandText.Of(after, policyAfter),
        after.Independent.CompareTo(before.Independent), after.Strong.CompareTo(before.Strong), after.PresenceGrade.CompareTo(before.PresenceGrade),
        after.SystemConfirmed.CompareTo(before.SystemConfirmed), after.EnrolledHolder.CompareTo(before.EnrolledHolder), after.Incident.CompareTo(before.Incident),
        Added(before.Named, after.Named), -Added(after.Named, before.Named),
        (before.OrTrigger is not null).CompareTo(after.OrTrigger is not null)); // what may stand in for them is a way around them

    private static Change Approval(ApprovalDemand before, ApprovalDemand after) => Change.Of(
        "Approval", DemandText.Of(before), DemandText.Of(after),
        Unfilled(after.Seats, before.Seats).Count, -Unfilled(before.Seats, after.Seats).Count,
        IsAsked(after.CallBack).CompareTo(IsAsked(before.CallBack)),
        before.Seats.Count > 0 && after.Seats.Count > 0 ? before.When.CompareTo(after.When) : 0, // always, where it is disputed, only to undo it
        (before.OrTrigger is not null).CompareTo(after.OrTrigger is not null),
        after.CompletenessConfirmed.CompareTo(before.CompletenessConfirmed),
        before.OneWithDutyManagerInOutage.CompareTo(after.OneWithDutyManagerInOutage),
        (after.NeedConfirmedBy is not null).CompareTo(before.NeedConfirmedBy is not null));

    private static Change KeptApart(RiskLevel levelBefore, PolicyDocument before, RiskLevel levelAfter, PolicyDocument after)
    {
        var (was, isNow) = (PartsAt(before, levelBefore), PartsAt(after, levelAfter));
        return Lists("Kept apart", was, isNow, PolicyTerms.Of);

        static List<SeparatedParts> PartsAt(PolicyDocument policy, RiskLevel level) => [.. Enum.GetValues<SeparatedParts>().Where(p => policy.Separates(p, level))];
    }

    private static Change Validity(Validity before, Validity after) => Change.Of(
        "Duration", DemandText.Of(before), DemandText.Of(after),
        Shorter(before.UsableFor, after.UsableFor), Shorter(before.UsableForByMail, after.UsableForByMail), Shorter(before.Longest, after.Longest),
        Shorter(before.LongestIfDynamic, after.LongestIfDynamic), Shorter(before.HardCap, after.HardCap), Shorter(before.EligibleFor, after.EligibleFor),
        Shorter(before.ReviewAfter, after.ReviewAfter), Shorter(before.Overlap, after.Overlap), Shorter(before.DoneWithin, after.DoneWithin),
        Shorter(before.SecretsReplacedWithin, after.SecretsReplacedWithin), Nullable.Compare(after.NoSignalFor, before.NoSignalFor),
        after.Once.CompareTo(before.Once), after.FormerEndsAtOnce.CompareTo(before.FormerEndsAtOnce), after.SecretDestroyed.CompareTo(before.SecretDestroyed),
        after.NotPastContract.CompareTo(before.NotPastContract), after.NotLongerThanBefore.CompareTo(before.NotLongerThanBefore), after.NotRepeated.CompareTo(before.NotRepeated),
        after.ComesBack.CompareTo(before.ComesBack), after.ThenThoseOnRecord.CompareTo(before.ThenThoseOnRecord), after.ThenNormalKind.CompareTo(before.ThenNormalKind));

    private static Change Review(ReviewDemand before, ReviewDemand after) => Change.Of(
        "Review", DemandText.Of(before), DemandText.Of(after),
        (after.SamplePercent ?? 100).CompareTo(before.SamplePercent ?? 100),
        // Days and samples do not compare; among themselves sooner and more often is more.
        before.WorkingDays is { } was && after.WorkingDays is { } days ? was.CompareTo(days) : 0,
        before.Every is { } often && after.Every is { } oftener ? often.CompareTo(oftener) : 0,
        (before.OpenedWithin ?? int.MaxValue).CompareTo(after.OpenedWithin ?? int.MaxValue),
        after.EveryCase.CompareTo(before.EveryCase), after.OfCompleteness.CompareTo(before.OfCompleteness));

    /// <summary>Of long lists only what differs is told.</summary>
    private static Change Lists<T>(string what, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> words)
    {
        var (added, dropped) = (after.Except(before).ToList(), before.Except(after).ToList());
        var lines = new List<string>();
        if (added.Count > 0)
            lines.Add($"{what}, also: {string.Join("; ", added.Select(words))}");
        if (dropped.Count > 0)
            lines.Add($"{what}, no longer: {string.Join("; ", dropped.Select(words))}");
        return new Change(lines, [added.Count, -dropped.Count]);
    }

    private static bool IsAsked(CallBack callBack) => callBack is CallBack.Required or CallBack.PreviousContact or CallBack.OwnerOnAnotherChannel;

    private static int Added(IReadOnlyList<string>? before, IReadOnlyList<string>? after) => (after ?? []).Except(before ?? [], StringComparer.Ordinal).Count();

    /// <summary>Above zero where the later one ends sooner; nothing said is without end.</summary>
    private static int Shorter(Duration? before, Duration? after) => (before?.Length ?? TimeSpan.MaxValue).CompareTo(after?.Length ?? TimeSpan.MaxValue);

    /// <summary>One thing that may differ.</summary>
    /// <param name="Lines">What differs, in words; empty where nothing does.</param>
    /// <param name="Steps">Above zero for more, below for less; zeros where it is neither.</param>
    private sealed record Change(IReadOnlyList<string> Lines, IReadOnlyList<int> Steps)
    {
        public static Change Of(string what, string from, string to, params int[] steps) => new(from == to ? [] : [$"{what}: {from} → {to}"], steps);
    }
}
