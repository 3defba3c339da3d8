using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>One thing a path lacks. All of them together are why it cannot be activated, and what its page lists.</summary>
public abstract record MissingForActivation : Refusal
{
    /// <summary>The use case that mends it: <c>AssignOwner</c>.</summary>
    public abstract string Act { get; }
}

// What the path says

public sealed record ChannelIsMissing : MissingForActivation
{
    public override string Sentence => "The path has no channel. Say by what requests may come in.";

    public override string Rule => "R-006";

    public override string Act => nameof(DescribePath);
}

public sealed record RequestKindIsMissing : MissingForActivation
{
    public override string Sentence => "The path serves no request kind. Say what may be asked for on it.";

    public override string Rule => "R-006";

    public override string Act => nameof(DescribePath);
}

public sealed record ReachIsMissing : MissingForActivation
{
    public override string Sentence => "Nobody has said what the path can open if abused, and what lies behind it.";

    public override string Rule => "R-002";

    public override string Act => nameof(DescribeReach);
}

public sealed record BoundarySectionIsEmpty(BoundarySection Section) : MissingForActivation
{
    public override string Sentence => $"The section on {PathWords.Of(Section)} of the control boundary is empty. Write it.";

    public override string Rule => "R-007";

    public override string Field => $"{Section}";

    public override string Act => nameof(DescribeBoundary);
}

public sealed record AccountableIsMissing(Activity Activity) : MissingForActivation
{
    public override string Sentence => $"The responsibility grid does not name exactly one accountable party for the {PathWords.Of(Activity)}.";

    public override string Rule => "R-004";

    public override string Act => nameof(SetResponsibilities);
}

public sealed record EscalationChainIsMissing : MissingForActivation
{
    public override string Sentence => "A path of level High or Critical needs an escalation chain. Name who is asked next when nobody answers.";

    public override string Rule => "R-018";

    public override string Act => nameof(SetEscalationChain);
}

/// <summary>Somebody who does not answer would be asked again, and nobody else.</summary>
public sealed record EscalationChainEndsAtTheOwner(string Name) : MissingForActivation
{
    public override string Sentence => $"The escalation chain goes to {Name} alone, who is the control owner. Name somebody else who is asked when they do not answer.";

    public override string Rule => "R-018";

    public override string Act => nameof(SetEscalationChain);
}

public sealed record EvidenceIsMissing(Stage Stage) : MissingForActivation
{
    public override string Sentence => $"No evidence is listed for {PathWords.Of(Stage)}. At level High or Critical every stage needs some.";

    public override string Rule => "R-018";

    public override string Field => $"{Stage}";

    public override string Act => nameof(SetEvidenceList);
}

public sealed record NotifiedSystemsAreMissing : MissingForActivation
{
    public override string Sentence => "No system is told when the path was used. Name at least one.";

    public override string Rule => "R-099";

    public override string Act => nameof(SetNotifiedSystems);
}

// Who stands behind it

public sealed record OwnerIsMissing(PathSeat Seat) : MissingForActivation
{
    public override string Sentence => $"The path has no {PathWords.Of(Seat)}. Name one person.";

    public override string Rule => Seat == PathSeat.Control ? "R-001" : "R-003";

    public override string Act => nameof(AssignOwner);
}

public sealed record OwnerHasLeft(PathSeat Seat, string Name) : MissingForActivation
{
    public override string Sentence => $"{Name}, the {PathWords.Of(Seat)}, has left. Name somebody who is active.";

    public override string Rule => "R-016";

    public override string Act => nameof(AssignOwner);
}

/// <summary>Cannot come about here; data from elsewhere may carry it.</summary>
public sealed record OnePersonHoldsBothSeats(string Name) : MissingForActivation
{
    public override string Sentence => $"{Name} is control owner and risk owner. Propose a transfer of one of the seats.";

    public override string Rule => "R-003";

    public override string Act => nameof(ProposeTransfer);
}

public sealed record ModelHolderIsMissing(ModelPart Part) : MissingForActivation
{
    public override string Sentence => $"The shared control model names nobody for {PathWords.WithArticle(Part)}.";

    public override string Rule => "R-008";

    public override string Field => $"{Part}";

    public override string Act => nameof(SetControlModel);
}

public sealed record ModelHolderHasLeft(ModelPart Part, string Name) : MissingForActivation
{
    public override string Sentence => $"{Name}, named in the shared control model for {PathWords.WithArticle(Part)}, has left. Name somebody who is active.";

    public override string Rule => "R-008";

    public override string Field => $"{Part}";

    public override string Act => nameof(SetControlModel);
}

public sealed record EscalationContactHasLeft(string Name) : MissingForActivation
{
    public override string Sentence => $"{Name} of the escalation chain has left. Name somebody who is active.";

    public override string Rule => "R-018";

    public override string Act => nameof(SetEscalationChain);
}

public sealed record AreaHasNoOwner(ControlArea Area) : MissingForActivation
{
    public override string Sentence => $"Nobody owns the control area {PathWords.Of(Area)} that the path belongs to. Assign it first.";

    public override string Rule => "R-013";

    public override string Act => nameof(AssignAreaOwner);
}

// Who has looked at it

public sealed record DesignerIsUnknown : MissingForActivation
{
    public override string Sentence => "Nobody has said who designed the path, so nobody can tell whether the signer is somebody else.";

    public override string Rule => "R-128";

    public override string Act => nameof(DescribePath);
}

public sealed record SecurityReviewIsMissing : MissingForActivation
{
    public override string Sentence => "The business designed this path, and security has not reviewed it.";

    public override string Rule => "R-128";

    public override string Act => nameof(RecordSecurityReview);
}

public sealed record SecurityReviewIsOutdated : MissingForActivation
{
    public override string Sentence => "The path was changed after security reviewed it. Review it again.";

    public override string Rule => "R-128";

    public override string Act => nameof(RecordSecurityReview);
}

public sealed record SignOffIsMissing : MissingForActivation
{
    public override string Sentence => "Governance has not signed the path off.";

    public override string Rule => "R-201";

    public override string Act => nameof(SignOffPath);
}

public sealed record SignOffHasLapsed(DateOnly ValidUntilOn) : MissingForActivation
{
    public override string Sentence => $"The sign-off covered until {DateText.Of(ValidUntilOn)}. Sign again.";

    public override string Rule => "R-202";

    public override string Act => nameof(SignOffPath);
}

public sealed record SignOffIsOutdated : MissingForActivation
{
    public override string Sentence => "The path was changed after governance signed it off. Sign again.";

    public override string Rule => "R-201";

    public override string Act => nameof(SignOffPath);
}
