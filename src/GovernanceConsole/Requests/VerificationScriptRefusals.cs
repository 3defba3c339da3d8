using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <summary>What an operator asked and said is on record with each signal .</summary>
public sealed record ScriptIsNotNamed(string Script, int Number) : Refusal
{
    public override string Sentence => $"By which script you verified is missing. Version {Number} of {Script} is in force; read it, and record the signal with it.";

    public override string Rule => "R-053";

    public override string Field => "Script";
}

/// <summary>A retired script is used at no desk .</summary>
public sealed record ScriptIsRetired(string Script, int Number, string PresentCode, int PresentNumber) : Refusal
{
    public override string Sentence => $"Version {Number} of {Script} is not in force for this kind of request. Nothing was recorded; version {PresentNumber} of {PresentCode} is, so verify by it.";

    public override string Rule => "R-053";

    public override string Field => "Script";
}

/// <summary>A language has two letters.</summary>
public sealed record LanguageIsNoCode(string Language) : Refusal
{
    public override string Sentence => $"“{Language}” is no code of a language. Write its two letters, such as en or de.";

    public override string Rule => "R-053";

    public override string Field => "Language";
}

/// <summary>One change of a script at a time.</summary>
public sealed record ScriptVersionWaits(string Script, int Number) : Refusal
{
    public override string Sentence => $"Version {Number} of {Script} waits for its approval already. Approve or withdraw it first.";

    public override string Rule => "R-053";
}

/// <summary>Another version says something else.</summary>
public sealed record ScriptSaysThisAlready(string Script, int Number) : Refusal
{
    public override string Sentence => $"Version {Number} of {Script} says exactly this. Change the text, or leave it in force.";

    public override string Field => "Text";
}

/// <summary>Nobody puts their own words in force at every desk.</summary>
public sealed record AuthorApprovesTheirScript(string Script, int Number) : Refusal
{
    public override string Sentence => $"You wrote version {Number} of {Script}. Somebody else who owns the policy, or governance, approves it.";

    public override string Rule => "R-053";
}

/// <summary>Who proposed something must still be entitled to when it comes into force.</summary>
public sealed record ScriptAuthorHasNoSayAnyMore(string Name, string Script, int Number) : Refusal
{
    public override string Sentence => $"{Name}, who wrote version {Number} of {Script}, does not own the policy on verification any more. Withdraw it and propose it again.";

    public override string Rule => "R-053";
}

/// <summary>A version is decided once.</summary>
public sealed record ScriptVersionIsDecided(string Script, int Number, ScriptState State) : Refusal
{
    public override string Sentence => State switch
    {
        ScriptState.Withdrawn => $"Version {Number} of {Script} was withdrawn already. Nothing was changed.",
        ScriptState.Retired => $"Version {Number} of {Script} was in force and is retired. Nothing was changed.",
        _ => $"Version {Number} of {Script} is in force already. Nothing was changed.",
    };
}
