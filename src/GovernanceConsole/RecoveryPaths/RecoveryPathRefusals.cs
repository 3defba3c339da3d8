using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

// The register

public sealed record PathNameIsTaken(string Name, string Number) : Refusal
{
    public override string Sentence => $"{Number} is called {Name} already. Choose another name, or open that path.";

    public override string Field => "Name";
}

public sealed record PathIsRetired(string Number) : Refusal
{
    public override string Sentence => $"{Number} is retired and kept as it was. Register a new path instead.";
}

/// <summary>An edit that changes nothing would only make a signature look outdated.</summary>
public sealed record NothingIsDifferent : Refusal
{
    public override string Sentence => "Nothing differs from what is stored, so nothing was written.";
}

public sealed record ReachIsEmpty : Refusal
{
    public override string Sentence => "Say what the path can open if abused: accounts, approvals, devices or secrets.";

    public override string Rule => "R-002";

    public override string Field => "Opens";
}

public sealed record NothingLiesBehindThePath : Refusal
{
    public override string Sentence => "Name the systems behind the path, or say in words what lies there.";

    public override string Rule => "R-002";

    public override string Field => "Systems";
}

/// <summary>What activation asks for stays as long as the path is active.</summary>
public sealed record ActivePathWouldLose(MissingForActivation Missing) : Refusal
{
    public override string Sentence => $"The path is active and may not lose what it was activated on. {Missing.Sentence} Or suspend the path first.";

    public override string Rule => "R-001";
}

// The responsibility grid

public sealed record MoreThanOneAccountable(Activity Activity) : Refusal
{
    public override string Sentence => $"Several parties are accountable for the {PathWords.Of(Activity)}. Leave exactly one; the others may be responsible, consulted or informed.";

    public override string Rule => "R-004";

    public override string Field => $"{Activity}";
}

public sealed record NobodyIsAccountable(Activity Activity) : Refusal
{
    public override string Sentence => $"Nobody is accountable for the {PathWords.Of(Activity)}. Choose exactly one party.";

    public override string Rule => "R-004";

    public override string Field => $"{Activity}";
}

/// <summary>The desk carries out; it sets neither the standard nor decides on the risk.</summary>
public sealed record DeskIsNotAccountable(Activity Activity) : Refusal
{
    public override string Sentence => $"A desk role is not accountable for the {PathWords.Of(Activity)}. Governance sets the standard, the risk owner decides on the risk.";

    public override string Rule => "R-009";

    public override string Field => $"{Activity}";
}

public sealed record CellIsFilledTwice(Activity Activity, Party Party) : Refusal
{
    public override string Sentence => $"The {PathWords.Of(Party)} stands twice in the row of the {PathWords.Of(Activity)}. Leave one entry.";

    public override string Rule => "R-004";

    public override string Field => $"{Activity}";
}

// Escalation chain and authority list

public sealed record PersonIsInTheChainTwice(string Name) : Refusal
{
    public override string Sentence => $"{Name} stands twice in the escalation chain. Asking the same person again is no escalation.";

    public override string Rule => "R-018";
}

public sealed record RightIsHeldAlready(string Name, AuthorityRight Right) : Refusal
{
    public override string Sentence => $"{Name} may {PathWords.Of(Right)} on this path already.";

    public override string Rule => "R-015";
}

public sealed record RightIsNotHeld(string Name, AuthorityRight Right) : Refusal
{
    public override string Sentence => $"{Name} holds no right to {PathWords.Of(Right)} on this path.";

    public override string Rule => "R-015";
}

public sealed record ExecutorOnlyDeskDecidesNothing(string Desk, AuthorityRight Right) : Refusal
{
    public override string Sentence => $"{Desk} only runs a fixed playbook, so its lead may not {PathWords.Of(Right)}. Two people of governance can make the desk a decision-maker.";

    public override string Rule => "R-014";
}

// Security review and sign-off

public sealed record ReviewerIsTheDesigner : Refusal
{
    public override string Sentence => "You designed this path. Somebody else of security reviews it.";

    public override string Rule => "R-128";
}

public sealed record SignerIsTheDesigner : Refusal
{
    public override string Sentence => "You designed this path. Another person of governance signs it off.";

    public override string Rule => "R-201";
}

public sealed record SignerIsAnOwner(PathSeat Seat) : Refusal
{
    public override string Sentence => $"You are the {PathWords.Of(Seat)} of this path. Another person of governance signs it off.";

    public override string Rule => "R-201";
}

public sealed record SignOffEndsInThePast(DateOnly ValidUntilOn) : Refusal
{
    public override string Sentence => $"{DateText.Of(ValidUntilOn)} is past. Choose today or a later day.";

    public override string Rule => "R-201";

    public override string Field => "ValidUntilOn";
}

public sealed record SignOffIsTooLong(DateOnly LatestOn, int Days) : Refusal
{
    public override string Sentence => $"At the level of this path a sign-off lasts at most {Days} days. Choose {DateText.Of(LatestOn)} or an earlier day.";

    public override string Rule => "R-202";

    public override string Field => "ValidUntilOn";
}

public sealed record NoSignOffStands : Refusal
{
    public override string Sentence => "No sign-off stands that could be withdrawn.";

    public override string Rule => "R-201";
}

// The life of a path

public sealed record OnlyDraftsAreActivated(PathState State) : Refusal
{
    public override string Sentence => State == PathState.Suspended
        ? "The path is suspended. Resume it instead."
        : $"The path is {PathWords.Of(State)} already.";
}

public sealed record OnlyActivePathsAreSuspended(PathState State) : Refusal
{
    public override string Sentence => $"The path is {PathWords.Of(State)}; only an active one can be suspended.";
}

public sealed record OnlySuspendedPathsAreResumed(PathState State) : Refusal
{
    public override string Sentence => $"The path is {PathWords.Of(State)}; only a suspended one can be resumed.";
}
