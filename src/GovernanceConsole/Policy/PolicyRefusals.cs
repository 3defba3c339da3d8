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
    public override string Sentence => $"This is what policy {Version} demands already. Change a limit, or leave it.";

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
    public override string Sentence => $"{Name}, who proposed policy {Number}, is not in governance any more. Withdraw it and propose it again.";

    public override string Rule => "R-204";
}
