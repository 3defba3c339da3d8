using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.ControlTesting;

/// <summary>What a run of the control tests must satisfy.</summary>
internal static class ControlTestRules
{
    public static List<Refusal> Check(ControlTestParameters parameters)
    {
        var refusals = new List<Refusal>();
        if (parameters.HandOvers is < HandOversOutOfRange.Least or > HandOversOutOfRange.Most)
            refusals.Add(new HandOversOutOfRange(parameters.HandOvers));
        if (parameters.ResolutionDays is < ResolutionDaysOutOfRange.Least or > ResolutionDaysOutOfRange.Most)
            refusals.Add(new ResolutionDaysOutOfRange(parameters.ResolutionDays));
        if (parameters.AssumedHours is { Days: WeekDays.None })
            refusals.Add(new AssumedHoursHaveNoDay());
        if (parameters.AssumedHours?.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            refusals.Add(new AssumedZoneIsUnknown(zone));
        return refusals;
    }
}

/// <summary>Who may be asked to review findings, until when, and when a review may end.</summary>
internal static class ReviewTaskRules
{
    public static Refusal? MayBeAssigned(PersonStanding assignee) =>
        assignee.Kind != DirectoryEntryKind.Individual ? new ReviewerIsNotAnIndividual(assignee.Name)
        : !assignee.MayAct ? new PersonHasLeft(assignee.Name)
        : null;

    public static Refusal? MayBeDue(DateOnly dueOn, DateOnly today) => dueOn < today ? new ReviewIsDueInThePast(dueOn) : null;

    public static Refusal? MayBeClosed(ReviewTask task) => task.State == ReviewTaskState.Done ? new ReviewIsClosed(task.Number) : null;
}
