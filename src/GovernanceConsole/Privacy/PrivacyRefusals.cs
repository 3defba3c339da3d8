using GovernanceConsole.Identity;

namespace GovernanceConsole.Privacy;

/// <summary>Only of those who have left: whoever is active must stay known.</summary>
public sealed record PersonIsStillActive(string Name) : Refusal
{
    public override string Sentence => $"{Name} is active. Somebody who can act must be known by name: note down first that they have left.";

    public override string Rule => "B-17";
}

/// <summary>The person is named in seats or offers that somebody else must take over first.</summary>
public sealed record PersonStillAnswers(string Name, IReadOnlyList<string> For) : Refusal
{
    public override string Sentence => $"{Name} still answers for {string.Join(", ", For)}. Have somebody take over first; an owner without a name answers for nothing.";

    public override string Rule => "O5";
}

/// <summary>A legal hold forbids it.</summary>
public sealed record LegalHoldForbids(string Number) : Refusal
{
    public override string Sentence => $"Legal hold {Number} keeps these data. Nothing is erased while it stands.";

    public override string Rule => "X4";
}

/// <summary>It is asked for already.</summary>
public sealed record ErasureWaitsAlready(string Number) : Refusal
{
    public override string Sentence => $"Erasure {Number} of the same person waits for its second person.";
}

/// <summary>There is nothing left to erase.</summary>
public sealed record PersonIsErasedAlready(string Number) : Refusal
{
    public override string Sentence => $"The person was erased by {Number}.";
}

/// <summary>Two people: whoever asked for it does not carry it out.</summary>
public sealed record SecondPersonMustDiffer(string Requester) : Refusal
{
    public override string Sentence => $"{Requester} asked for this erasure, so somebody else of governance carries it out.";

    public override string Rule => "D2";
}

/// <summary>Nobody has a hand in the erasure of their own data.</summary>
public sealed record NobodyErasesThemselves : Refusal
{
    public override string Sentence => "Nobody asks for or carries out the erasure of their own data here.";

    public override string Rule => "D3";
}

/// <summary>It was decided before.</summary>
public sealed record ErasureIsDecided(string Number, ErasureState State) : Refusal
{
    public override string Sentence => $"{Number} was {(State == ErasureState.Done ? "carried out" : "withdrawn")} before. Nothing was changed.";
}

/// <summary>The requester lost the role meanwhile.</summary>
public sealed record RequesterIsNoLongerGovernance(string Name) : Refusal
{
    public override string Sentence => $"{Name}, who asked for it, no longer holds the governance role. Withdraw it and have it asked for anew.";

    public override string Rule => "D10";
}

/// <summary>It does not stand any more.</summary>
public sealed record HoldIsLifted(string Number) : Refusal
{
    public override string Sentence => $"Legal hold {Number} was lifted before. Nothing was changed.";
}

/// <summary>The reason would keep the name that is to go.</summary>
public sealed record ReasonNamesThePerson : Refusal
{
    public override string Sentence => "The reason names the person. Write it without the name: it is kept after the erasure.";

    public override string Field => "Reason";
}
