using GovernanceConsole.Identity;

namespace GovernanceConsole.PolicyReplay;

public sealed record NoDraftToReplay : Refusal
{
    public override string Sentence => "No draft of the policy is open. Begin one, or choose a version.";

    public override string Field => "Version";
}

public sealed record PoliciesAreTheSame : Refusal
{
    public override string Sentence => "Both say the same, so nothing would have changed. Write on the draft first, or compare with another version.";

    public override string Field => "Against";
}

public sealed record ReplayEndsBeforeItBegins(DateOnly FromOn, DateOnly UntilOn) : Refusal
{
    public override string Sentence => $"The period would end on {UntilOn:d MMMM yyyy}, before it begins on {FromOn:d MMMM yyyy}. Change one of the days.";

    public override string Field => "UntilOn";
}

public sealed record ReplayBeginsInTheFuture(DateOnly FromOn) : Refusal
{
    public override string Sentence => $"The period would begin on {FromOn:d MMMM yyyy}, which is still to come. A replay looks at the past: choose an earlier day.";

    public override string Field => "FromOn";
}

public sealed record NothingToReplay(DateOnly FromOn, DateOnly UntilOn) : Refusal
{
    public override string Sentence =>
        $"From {FromOn:d MMMM yyyy} to {UntilOn:d MMMM yyyy} no request was submitted and no imported ticket was opened. Choose another period, or import the history of a desk.";

    public override string Field => "FromOn";
}

/// <summary>One at a time: they read the same rows, and the console has other work.</summary>
public sealed record ReplayIsRunning(string Number) : Refusal
{
    public override string Sentence => $"The replay {Number} is running. Wait for it, or cancel it first.";
}

public sealed record ReplayIsNotRunning(string Number) : Refusal
{
    public override string Sentence => $"The replay {Number} is not running any more. Look at its page for how it ended.";
}
