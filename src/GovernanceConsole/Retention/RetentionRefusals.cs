using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Retention;

/// <summary>One deletion at a time.</summary>
public sealed record DeletionWaitsAlready(string Number) : Refusal
{
    public override string Sentence => $"Deletion {Number} waits for its second person or is under way. Carry it out or withdraw it first.";
}

/// <summary>What is not due yet is not deleted.</summary>
public sealed record DueDateIsInTheFuture(DateOnly DueBy) : Refusal
{
    public override string Sentence => $"{DateText.Of(DueBy)} is yet to come. Choose today or an earlier date; what becomes due later is asked for later.";

    public override string Field => "DueBy";
}

/// <summary>There is nothing to do.</summary>
public sealed record NothingIsDue(DateOnly DueBy) : Refusal
{
    public override string Sentence => $"No record was due by {DateText.Of(DueBy)}. Nothing has to be deleted.";

    public override string Field => "DueBy";
}

/// <summary>A legal hold on everybody's data forbids it.</summary>
public sealed record LegalHoldKeepsEverything(string Number) : Refusal
{
    public override string Sentence => $"Legal hold {Number} keeps everybody's data. Nothing is deleted while it stands.";

    public override string Rule => "X4";
}

/// <summary>Two people: whoever asked for it does not carry it out.</summary>
public sealed record DeletionNeedsASecondPerson(string Requester) : Refusal
{
    public override string Sentence => $"{Requester} asked for this deletion, so somebody else of governance carries it out.";

    public override string Rule => "D2";
}

/// <summary>The requester lost the role meanwhile.</summary>
public sealed record DeletionRequesterHasLeftGovernance(string Name) : Refusal
{
    public override string Sentence => $"{Name}, who asked for it, no longer holds the governance role. Withdraw it and have it asked for anew.";

    public override string Rule => "D10";
}

/// <summary>It waited for too long.</summary>
public sealed record DeletionHasExpired(string Number, int Days) : Refusal
{
    public override string Sentence => $"{Number} was asked for more than {Days} days ago and has expired. Ask for it anew.";
}

/// <summary>What was shown to the first person may not be what would go.</summary>
public sealed record PeriodsMayHaveChanged(string Number, int Then, int Now) : Refusal
{
    public override string Sentence => $"{Number} was asked for under policy {Then}, and policy {Now} is in force. Withdraw it and ask for it anew.";
}

/// <summary>It was decided before.</summary>
public sealed record DeletionIsDecided(string Number, RetentionDeletionState State) : Refusal
{
    public override string Sentence => State switch
    {
        RetentionDeletionState.UnderWay => $"{Number} is under way already.",
        RetentionDeletionState.Done => $"{Number} was carried out before. Nothing was changed.",
        RetentionDeletionState.Withdrawn => $"{Number} was withdrawn before. Nothing was changed.",
        RetentionDeletionState.Expired => $"{Number} has expired. Ask for it anew.",
        RetentionDeletionState.Stopped => $"{Number} was stopped by a legal hold. Ask for the rest anew once it is lifted.",
        RetentionDeletionState.Requested => $"{Number} waits for its second person.",
    };
}
