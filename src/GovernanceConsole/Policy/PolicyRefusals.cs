using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <summary>Each limit has bounds; a limit outside them would be none, or would stop the work.</summary>
public sealed record LimitIsOutOfBounds(string Limit, string Demand, string Given, int Minimum, string Maximum) : Refusal
{
    public override string Sentence => $"“{Demand} …” takes {Minimum} to {Maximum}, not {Given}.";

    public override string Rule => "R-204";

    public override string Field => Limit;
}

/// <summary>Where more harm can follow, a sign-off does not last longer.</summary>
public sealed record HighLevelsLastLonger(int Days, int DaysOfOthers) : Refusal
{
    public override string Sentence => $"A sign-off at level High or Critical would last {Days} days and one at Low or Moderate only {DaysOfOthers}. Set {DaysOfOthers} or less for High and Critical.";

    public override string Rule => "R-204";

    public override string Field => nameof(Limits.SignOffDaysHighAndCritical);
}

/// <summary>Where most harm can follow, a lapse is not borne longer.</summary>
public sealed record CriticalPathsAreBorneLonger(int WorkingDays, int WorkingDaysOfOthers) : Refusal
{
    public override string Sentence => $"A lapse of a Critical path would be borne {WorkingDays} working days and one of other paths only {WorkingDaysOfOthers}. Set {WorkingDaysOfOthers} or less for Critical.";

    public override string Rule => "R-204";

    public override string Field => nameof(Limits.GraceWorkingDaysCritical);
}

/// <summary>A new version changes something.</summary>
public sealed record PolicyIsTheSame(int Version) : Refusal
{
    public override string Sentence => $"This is what policy {Version} demands already. Change something, or leave it.";

    public override string Rule => "R-203";
}

/// <summary>One proposal at a time: two could not both be compared with what is in force.</summary>
public sealed record PolicyVersionWaits(int Number) : Refusal
{
    public override string Sentence => $"Policy {Number} waits for approval already. Approve it or withdraw it first.";

    public override string Rule => "R-203";
}

/// <summary>A version is approved or withdrawn once, and never edited afterwards.</summary>
public sealed record PolicyVersionIsDecided(int Number, PolicyVersionState State) : Refusal
{
    public override string Sentence => State switch
    {
        PolicyVersionState.Withdrawn => $"Policy {Number} was withdrawn. Propose it again as a new version.",
        PolicyVersionState.InForce => $"Policy {Number} is in force already. Propose a new version to change it.",
        PolicyVersionState.Replaced or PolicyVersionState.Proposed => $"Policy {Number} has been replaced. Propose a new version.",
    };

    public override string Rule => "R-203";
}

/// <summary>A policy is set by two people of governance, never by one alone.</summary>
public sealed record ProposerApprovesThemselves(int Number) : Refusal
{
    public override string Sentence => $"You proposed policy {Number}. A second person of governance approves it.";

    public override string Rule => "R-204";
}

/// <summary>Both signatures are of governance at the instant the policy comes into force.</summary>
public sealed record PolicyProposerHasLeftGovernance(string Name, int Number) : Refusal
{
    public override string Sentence => $"{Name}, who proposed policy {Number}, neither belongs to governance nor owns the policy any more. Withdraw it and propose it again.";

    public override string Rule => "R-204";
}

/// <summary>The file is not a policy of the published shape.</summary>
public sealed record PolicyFileIsUnreadable(long Line, string What) : Refusal
{
    public override string Sentence => $"The policy file, line {Line}: {What} Nothing was taken over. The schema on the policy page describes the form.";

    public override string Rule => "R-026";

    public override string Field => "Document";
}

/// <summary>The policy does not hold together: something in it could not be done, or would undo what it is for.</summary>
/// <param name="Check">The check that found it, stable: <c>cells</c>.</param>
/// <param name="At">Where: a rule, kind or code.</param>
/// <param name="Finding">What is wrong and what to do, in a sentence.</param>
/// <param name="OfRow">The requirement that it would break.</param>
public sealed record PolicyDoesNotHold(string Check, string At, string Finding, string OfRow) : Refusal
{
    public override string Sentence => $"{At}: {Finding}";

    public override string Rule => OfRow;

    public override string Field => "Document";
}

/// <summary>No policy knows the kind.</summary>
public sealed record KindIsUnknown(string Kind) : Refusal
{
    public override string Sentence => $"“{Kind}” is no kind of request. The policy page lists them.";

    public override string Rule => "R-022";

    public override string Field => "Kind";
}

/// <summary>The kind is not offered to this class of subject.</summary>
public sealed record KindIsNotOffered(string Kind, string Class, NotOfferedBecause Because, string Instead) : Refusal
{
    public override string Sentence => Because switch
    {
        NotOfferedBecause.DoesNotOccur => $"“{Kind}” does not occur for {Class}.{Hint}",
        NotOfferedBecause.UseAnotherKind => $"“{Kind}” is not used for {Class}.{Hint}",
        NotOfferedBecause.Denied => $"“{Kind}” is denied for {Class}.{(Instead.Length > 0 ? Hint : " It takes an approved exception.")}",
    };

    public override string Rule => "R-038";

    public override string Field => "Kind";

    private string Hint => Instead.Length > 0 ? $" Ask for “{Instead}”." : "";
}

/// <summary>One draft at a time: two could not both be compared with what is in force.</summary>
public sealed record PolicyDraftIsOpen : Refusal
{
    public override string Sentence => "A draft of the next policy is open already. Write on that one, or discard it first.";

    public override string Rule => "R-203";
}

/// <summary>A draft that was proposed or discarded is not written on.</summary>
public sealed record PolicyDraftIsClosed(int? ProposedAs) : Refusal
{
    public override string Sentence => ProposedAs is { } number
        ? $"The draft was proposed as policy {number} and is not edited any more. Begin a new one."
        : "The draft was discarded. Begin a new one.";

    public override string Rule => "R-203";
}

/// <summary>Writing what is there already is no change.</summary>
public sealed record PolicyDraftIsTheSame : Refusal
{
    public override string Sentence => "The draft says this already.";
}

/// <summary>The limits of owned paths belong to governance.</summary>
public sealed record LimitsAreSetByGovernance : Refusal
{
    public override string Sentence => "The limits of owned paths and records are set by governance. Leave them as they are, or ask somebody in governance to change them in this draft.";

    public override string Rule => "R-204";

    public override string Field => "Document";
}

/// <summary>What is the least evidence is set by those who own the policy on proofing and resets, never by a desk (R-052).</summary>
public sealed record MinimumIsSetBySecurity : Refusal
{
    public override string Sentence => "Signals, approvals, levels and evidence are set by whoever has the role IAM policy. Leave them as they are, or ask one of them to change them in this draft.";

    public override string Rule => "R-052";

    public override string Field => "Document";
}

/// <summary>Whoever wrote on a policy does not approve it.</summary>
public sealed record EditorApprovesThemselves(int Number) : Refusal
{
    public override string Sentence => $"You wrote on the draft of policy {Number}. Somebody of governance who did not approves it.";

    public override string Rule => "R-204";
}

/// <summary>Only some codes are filled by the roster; managers and owners are found in the records.</summary>
public sealed record CodeHasNoRoster(string Approver) : Refusal
{
    public override string Sentence => $"Nobody is put on duty for “{Approver}”: the policy in force finds that approver in the records, or does not know the code.";

    public override string Rule => "R-074";

    public override string Field => "Code";
}

/// <summary>An approver list is not filled by those who gain from it.</summary>
public sealed record NobodyPutsThemselvesOnDuty : Refusal
{
    public override string Sentence => "Nobody puts themselves on duty. A second person of governance does it.";

    public override string Rule => "R-191";

    public override string Field => "Person";
}

/// <summary>Whoever works at a desk does not approve.</summary>
public sealed record DeskRolesDoNotApprove(string Name) : Refusal
{
    public override string Sentence => $"{Name} works at a desk, and desk roles never approve. End that role first, or put somebody else on duty.";

    public override string Rule => "R-041";

    public override string Field => "Person";
}

/// <summary>A person is on duty for a code once.</summary>
public sealed record IsOnDutyAlready(string Name, string Approver) : Refusal
{
    public override string Sentence => $"{Name} is on duty for {Approver} already.";

    public override string Field => "Person";
}

/// <summary>A duty ends once.</summary>
public sealed record DutyHasEnded : Refusal
{
    public override string Sentence => "This duty has ended already.";
}

/// <summary>A line of seats that cannot be read.</summary>
public sealed record SeatsAreUnreadable(string Given) : Refusal
{
    public override string Sentence => $"“{Given}” is no approver code. Write codes of three letters: “SEC + IAM” for two approvals, “MGR or HRX + SYS” where either may give the first.";

    public override string Rule => "R-027";

    public override string Field => "Seats";
}

/// <summary>A length of time that cannot be read.</summary>
/// <param name="What">What it is for.</param>
/// <param name="Given">What was typed.</param>
public sealed record DurationIsUnreadable(string What, string Given) : Refusal
{
    public override string Sentence => $"{What}: “{Given}” is no length of time. Write “15 min”, “4 h” or “30 d”, up to ten years.";

    public override string Rule => "R-027";

    public override string Field => "Document";
}
