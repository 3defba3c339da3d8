using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

/// <summary>Minutes tell what was, not what is planned.</summary>
public sealed record GovernanceReviewIsInTheFuture(DateOnly HeldOn) : Refusal
{
    public override string Sentence => $"A review on {DateText.Of(HeldOn)} has not been held yet. Record it when it was.";

    public override string Rule => "R-204";

    public override string Field => "HeldOn";
}

/// <summary>A review that is recorded much later than it was held is no regular look at the results.</summary>
public sealed record GovernanceReviewIsTooLongAgo(DateOnly Earliest) : Refusal
{
    public override string Sentence => $"A review held before {DateText.Of(Earliest)} is not recorded any more. Hold one now.";

    public override string Rule => "R-204";

    public override string Field => "HeldOn";
}

/// <summary>A review is held by people who can be asked about it.</summary>
public sealed record NobodyAttended : Refusal
{
    public override string Sentence => "The minutes name nobody who was there. Name at least one person.";

    public override string Rule => "R-204";

    public override string Field => "Attendees";
}

/// <summary>A list or a team does not attend; its members do.</summary>
public sealed record AttendeeIsNoPerson(string Name) : Refusal
{
    public override string Sentence => $"{Name} is not a person. Name the people who were there.";

    public override string Rule => "R-204";

    public override string Field => "Attendees";
}
