using GovernanceConsole.Identity;

namespace GovernanceConsole.ControlTesting;

public sealed record NoHistoryToTest : Refusal
{
    public override string Sentence => "There is no imported ticket history to test. Import one first.";
}

/// <summary>One run at a time: they would read the same rows and answer the same question.</summary>
public sealed record ControlTestsAreRunning(string Number) : Refusal
{
    public override string Sentence => $"The control tests {Number} are running. Wait for them, or give them up first.";
}

public sealed record HandOversOutOfRange(int HandOvers) : Refusal
{
    public const int Least = 2;
    public const int Most = 100;

    public override string Sentence => $"A ticket is handed round from {Least} to {Most} hand-overs on; {HandOvers} is outside.";

    public override string Field => "HandOvers";
}

public sealed record ResolutionDaysOutOfRange(int Days) : Refusal
{
    public const int Least = 1;
    public const int Most = 365;

    public override string Sentence => $"A resolution takes too long after {Least} to {Most} days; {Days} is outside.";

    public override string Field => "ResolutionDays";
}

public sealed record AssumedHoursHaveNoDay : Refusal
{
    public override string Sentence => "The assumed hours name no day of the week. Name one, or assume nothing.";

    public override string Field => "AssumedHours";
}

public sealed record AssumedZoneIsUnknown(string Zone) : Refusal
{
    public override string Sentence => $"'{Zone}' is no time zone known here. Write a name such as Europe/Berlin, or leave it empty for the organisation's.";

    public override string Field => "AssumedHours";
}

public sealed record RunIsNotRunning(string Number) : Refusal
{
    public override string Sentence => $"The control tests {Number} are not running any more.";
}

/// <summary>A review is about findings; without one there is nothing to decide.</summary>
public sealed record NothingWasFoundThere : Refusal
{
    public override string Sentence => "There is no finding under this choice. Choose findings to review.";
}

public sealed record ReviewIsDueInThePast(DateOnly DueOn) : Refusal
{
    public override string Sentence => $"The review would be due on {DueOn:d MMMM yyyy}, which is past. Choose a day from today on.";

    public override string Rule => "R-018";

    public override string Field => "DueOn";
}

/// <summary>Two people who review the same findings would each wait for the other.</summary>
public sealed record FindingsAreUnderReview(string Number) : Refusal
{
    public override string Sentence => $"These findings are under review already: {Number}.";
}

/// <summary>A review is a person's duty.</summary>
public sealed record ReviewerIsNotAnIndividual(string Name) : Refusal
{
    public override string Sentence => $"{Name} is not an individual. A review is assigned to one named person.";

    public override string Rule => "R-004";

    public override string Field => "Assignee";
}

public sealed record ReviewIsClosed(string Number) : Refusal
{
    public override string Sentence => $"The review {Number} is closed already. Its resolution stands.";
}
