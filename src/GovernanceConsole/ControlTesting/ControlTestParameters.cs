using GovernanceConsole.Organisation;

namespace GovernanceConsole.ControlTesting;

/// <summary>What the tests measure against. Part of a run's identity: other limits, another run.</summary>
/// <param name="HandOvers">From this many hand-overs on, a ticket was handed round.</param>
/// <param name="ResolutionDays">A ticket that took more than this many days of 24 hours took too long.</param>
/// <param name="AssumedHours">
/// When a desk without hours of its own in the organisation is taken to be staffed. Null: nothing is assumed, and its
/// tickets are not tested for work outside hours.
/// </param>
public sealed record ControlTestParameters(int HandOvers = 5, int ResolutionDays = 5, WorkingHours? AssumedHours = null)
{
    /// <summary>What the form proposes.</summary>
    public static readonly ControlTestParameters Proposed = new(
        AssumedHours: new WorkingHours(
            WeekDays.Monday | WeekDays.Tuesday | WeekDays.Wednesday | WeekDays.Thursday | WeekDays.Friday, new TimeOnly(8, 0), new TimeOnly(18, 0)));
}
