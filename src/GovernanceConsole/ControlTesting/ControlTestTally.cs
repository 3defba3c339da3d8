using GovernanceConsole.Imports;

namespace GovernanceConsole.ControlTesting;

/// <summary>By what findings are counted. Empty text means unknown.</summary>
/// <param name="Month">The first day of the month of opening; null where unknown.</param>
internal readonly record struct FindingPlace(DateOnly? Month, string Group, string Desk, string Kind, string Path);

/// <summary>What one test said about a whole history.</summary>
internal sealed record ControlTestTotal(
    ControlTest Test, string? NotTestableBecause, long TicketsNotTestable, long TicketsNotJudged, long TicketsTested, long Findings);

/// <summary>What all tests said about a whole history.</summary>
internal sealed record ControlTestTotals(
    long Tickets,
    long Updates,
    long Findings,
    long TicketsWithFindings,
    long TicketsWithSkippedControl,
    DateOnly? FirstMonth,
    DateOnly? LastMonth,
    IReadOnlyList<ControlTestTotal> Tests);

/// <summary>A finding on its way to the table.</summary>
internal readonly record struct FoundFinding(
    TicketId Ticket, string TicketNumber, ControlTest Test, long Measure, bool IsFirstOfTicket, bool IsFirstSkippedControl, FindingPlace Place);

/// <summary>A count on its way to the table.</summary>
internal readonly record struct CountedFigure(string Series, FindingPlace Place, int Tickets, int Findings);

/// <summary>
/// Judges tickets one by one and counts. Pure: what it holds in memory grows with the number of places, not of tickets.
/// </summary>
internal sealed class ControlTestTally(IReadOnlyList<ControlTest> tests)
{
    private readonly Dictionary<FindingPlace, Counts> _places = [];
    private readonly Dictionary<ControlTest, List<(string Import, string Because)>> _reasons = [];
    private readonly long[] _notTestable = new long[tests.Count];
    private readonly long[] _notJudged = new long[tests.Count];
    private readonly long[] _tested = new long[tests.Count];
    private readonly long[] _found = new long[tests.Count];
    private long _tickets;
    private long _updates;
    private long _ticketsWithFindings;
    private long _ticketsWithSkippedControl;
    private bool[] _testable = [];
    private TestConditions? _conditions;

    /// <summary>The tickets that follow are of this import.</summary>
    /// <param name="import">Its number, for the reasons.</param>
    /// <param name="conditions">What its columns mean, and the limits.</param>
    /// <param name="hoursAreKnown">Whether there are hours for any of its tickets.</param>
    public void Begin(string import, TestConditions conditions, bool hoursAreKnown)
    {
        _conditions = conditions;
        _testable = new bool[tests.Count];
        for (var i = 0; i < tests.Count; i++)
        {
            var because = Testability.WhyNot(tests[i], conditions.Mapping, hoursAreKnown);
            _testable[i] = because is null;
            if (because is null)
                continue;
            if (!_reasons.TryGetValue(tests[i], out var reasons))
                _reasons[tests[i]] = reasons = [];
            reasons.Add((import, because));
        }
    }

    /// <summary>Judges a ticket by every test that its history can show, and adds what was found.</summary>
    public void Judge(TicketId id, TicketStory ticket, FindingPlace place, List<FoundFinding> found)
    {
        if (!_places.TryGetValue(place, out var counts))
            _places[place] = counts = new Counts(tests.Count);
        var (hasFinding, hasSkippedControl, isTested, isTestedForControl) = (false, false, false, false);
        for (var i = 0; i < tests.Count; i++)
        {
            if (!_testable[i])
            {
                _notTestable[i]++;
                continue;
            }

            var verdict = tests[i].Judge(ticket, _conditions!);
            if (verdict.Kind == VerdictKind.NotJudged)
            {
                _notJudged[i]++;
                continue;
            }

            var isControl = tests[i].IsControl;
            isTested = true;
            isTestedForControl |= isControl;
            _tested[i]++;
            counts.Tickets[i]++;
            if (verdict.Kind == VerdictKind.InOrder)
                continue;

            _found[i]++;
            counts.Findings[i]++;
            found.Add(new FoundFinding(id, ticket.Number, tests[i], verdict.Measure, !hasFinding, isControl && !hasSkippedControl, place));
            hasFinding = true;
            hasSkippedControl |= isControl;
        }

        _tickets++;
        _updates += ticket.Steps.Count;
        _ticketsWithFindings += hasFinding ? 1 : 0;
        _ticketsWithSkippedControl += hasSkippedControl ? 1 : 0;
        counts.Tested += isTested ? 1 : 0;
        counts.Found += hasFinding ? 1 : 0;
        counts.TestedForControl += isTestedForControl ? 1 : 0;
        counts.SkippedControl += hasSkippedControl ? 1 : 0;
    }

    public ControlTestTotals Totals()
    {
        var months = _places.Keys.Select(p => p.Month).OfType<DateOnly>().ToList();
        return new ControlTestTotals(
            _tickets,
            _updates,
            _found.Sum(),
            _ticketsWithFindings,
            _ticketsWithSkippedControl,
            months.Count == 0 ? null : months.Min(),
            months.Count == 0 ? null : months.Max(),
            [.. tests.Select((test, i) => new ControlTestTotal(test, ReasonFor(test), _notTestable[i], _notJudged[i], _tested[i], _found[i]))]);
    }

    /// <summary>The counts of every place, in an order that depends on nothing but them.</summary>
    public IEnumerable<CountedFigure> Figures()
    {
        foreach (var (place, counts) in _places
            .OrderBy(p => p.Key.Month).ThenBy(p => p.Key.Group, StringComparer.Ordinal).ThenBy(p => p.Key.Desk, StringComparer.Ordinal)
            .ThenBy(p => p.Key.Kind, StringComparer.Ordinal).ThenBy(p => p.Key.Path, StringComparer.Ordinal))
        {
            if (counts.Tested > 0)
                yield return new CountedFigure(FindingSeries.Any, place, counts.Tested, counts.Found);
            if (counts.TestedForControl > 0)
                yield return new CountedFigure(FindingSeries.SkippedControl, place, counts.TestedForControl, counts.SkippedControl);
            for (var i = 0; i < tests.Count; i++)
            {
                if (counts.Tickets[i] > 0)
                    yield return new CountedFigure(tests[i].Code, place, counts.Tickets[i], counts.Findings[i]);
            }
        }
    }

    private string? ReasonFor(ControlTest test)
    {
        if (!_reasons.TryGetValue(test, out var reasons))
            return null;
        var different = reasons.Select(r => r.Because).Distinct(StringComparer.Ordinal).ToList();
        return different.Count == 1
            ? different[0]
            : string.Join(' ', reasons.Select(r => $"{r.Import}: {r.Because}"));
    }

    private sealed class Counts(int tests)
    {
        public int[] Tickets { get; } = new int[tests];

        public int[] Findings { get; } = new int[tests];

        public int Tested { get; set; }

        public int Found { get; set; }

        public int TestedForControl { get; set; }

        public int SkippedControl { get; set; }
    }
}
