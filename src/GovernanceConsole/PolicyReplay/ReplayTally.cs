using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.PolicyReplay;

/// <summary>What came out of a case, as it is stored.</summary>
internal sealed record CaseVerdict(ReplayOutcome Outcome, string? RuleBefore, string? RuleAfter, RiskLevel? LevelBefore, RiskLevel? LevelAfter, string Reasons);

/// <summary>A case with what came out of it.</summary>
internal readonly record struct JudgedCase(PastCase Case, CaseVerdict Verdict, int VerdictNumber);

/// <summary>What came out of all cases. The outcomes add up to the population.</summary>
internal sealed class ReplayTotals
{
    private readonly int[] _outcomes = new int[Enum.GetValues<ReplayOutcome>().Length];

    public int this[ReplayOutcome outcome] => _outcomes[(int)outcome];

    public int Requests { get; set; }

    public int Tickets { get; set; }

    public int AgainstBoth { get; set; }

    public int ClassNotKnown { get; set; }

    public int Population => Requests + Tickets;

    public void Count(ReplayOutcome outcome) => _outcomes[(int)outcome]++;
}

/// <summary>Judges cases one by one and counts. What it holds in memory grows with the number of different answers and places, not of cases.</summary>
internal sealed class ReplayTally(ReplayPolicies policies)
{
    private const string KindNotKnown = "The ticket does not say which kind of request it was.";
    private const string DateNotKnown = "The ticket does not say when it was opened, so nobody knows whether it belongs to the period.";

    /// <summary>Routes of plain cases are found once and so met again; those of others are new each time.</summary>
    private const int MostKnown = 10_000;

    private readonly Dictionary<CaseVerdict, (int Number, int Cases)> _verdicts = [];
    private readonly Dictionary<(ReplayOutcome Outcome, CasePlace Place), int> _places = [];
    private readonly Dictionary<(Outcome<Route> Before, Outcome<Route> After), CaseVerdict> _known = [];

    public ReplayTotals Totals { get; } = new();

    public JudgedCase Judge(PastCase past)
    {
        var verdict = past.Facts is null ? Unknown(KindNotKnown) : past.At is not { } at ? Unknown(DateNotKnown) : Compare(past, past.Facts, at);
        var (number, cases) = _verdicts.TryGetValue(verdict, out var met) ? met : (_verdicts.Count + 1, 0);
        _verdicts[verdict] = (number, cases + 1);
        var place = (verdict.Outcome, past.Place);
        _places[place] = _places.GetValueOrDefault(place) + 1;
        Totals.Count(verdict.Outcome);
        if (past.Request is null)
            Totals.Tickets++;
        else
            Totals.Requests++;
        if (verdict.Outcome != ReplayOutcome.NotJudged && past.Facts?.Class is null)
            Totals.ClassNotKnown++;
        return new JudgedCase(past, verdict, number);
    }

    /// <summary>Everything that was said, in the order of its numbers.</summary>
    public IEnumerable<ReplayVerdict> Verdicts(ReplayId run) => _verdicts.OrderBy(v => v.Value.Number).Select(v => ReplayVerdict.Of(run, v.Value.Number, v.Key, v.Value.Cases));

    /// <summary>The counts of every place, in an order that depends on nothing but them.</summary>
    public IEnumerable<ReplayFigure> Figures(ReplayId run) => _places
        .OrderBy(p => p.Key.Outcome).ThenBy(p => p.Key.Place.Month).ThenBy(p => p.Key.Place.Desk, StringComparer.Ordinal)
        .ThenBy(p => p.Key.Place.Kind, StringComparer.Ordinal).ThenBy(p => p.Key.Place.Path, StringComparer.Ordinal)
        .Select((p, i) => ReplayFigure.Of(run, i + 1, p.Key.Outcome, p.Key.Place, p.Value));

    private CaseVerdict Compare(PastCase past, RoutingFacts facts, DateTimeOffset at)
    {
        var against = policies.Against ?? past.OfItsTime(policies);
        var (before, after) = (against.Route(facts, at), policies.Tried.Route(facts, at));
        var (lacked, lacks) = (LacksBy(past, against, before), LacksBy(past, policies.Tried, after));
        if (lacked.Count > 0 && lacks.Count > 0)
            Totals.AgainstBoth++;
        // Only a case that is refused says what it lacks; what is said of all others follows from the two routes alone.
        if (lacks.Count > 0 && lacked.Count == 0)
            return VerdictOf(before, after, ReplayRules.Compare(new Asked(before, against.Document, lacked), new Asked(after, policies.Tried.Document, lacks)));
        if (!_known.TryGetValue((before, after), out var known))
        {
            known = VerdictOf(before, after, ReplayRules.Compare(new Asked(before, against.Document, []), new Asked(after, policies.Tried.Document, [])));
            if (_known.Count < MostKnown)
                _known[(before, after)] = known;
        }

        return known;
    }

    private IReadOnlyList<string> LacksBy(PastCase past, ReplayPolicy policy, Outcome<Route> route) => route.IsAccepted ? past.Lacks(policy.Document, route.Value, policies) : [];

    private static CaseVerdict VerdictOf(Outcome<Route> before, Outcome<Route> after, Comparison comparison) => new(
        comparison.Outcome, RouteOf(before)?.RuleId, RouteOf(after)?.RuleId, RouteOf(before)?.Level, RouteOf(after)?.Level, string.Join('\n', comparison.Reasons));

    private static Route? RouteOf(Outcome<Route> outcome) => outcome.IsAccepted ? outcome.Value : null;

    private static CaseVerdict Unknown(string reason) => new(ReplayOutcome.NotJudged, null, null, null, null, reason);
}
