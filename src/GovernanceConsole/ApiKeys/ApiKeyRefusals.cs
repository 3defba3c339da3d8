using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.ApiKeys;

/// <summary>A key that is good for nothing.</summary>
public sealed record KeyNeedsAScope : Refusal
{
    public override string Sentence => "A key without a scope opens nothing. Choose at least one.";

    public override string Field => "Scopes";
}

/// <summary>A key that would have ended before it was made.</summary>
public sealed record KeyEndsInThePast(DateOnly EndsOn) : Refusal
{
    public override string Sentence => $"{DateText.Of(EndsOn)} is past. Choose the last day on which the key is to work.";

    public override string Field => "EndsOn";
}

/// <summary>A key that would work for longer than any may.</summary>
/// <param name="Days">The most days.</param>
/// <param name="LatestOn">The latest last day.</param>
public sealed record KeyLastsTooLong(int Days, DateOnly LatestOn) : Refusal
{
    public override string Sentence => $"A key works for {Days} days at most. Choose {DateText.Of(LatestOn)} or an earlier day; rotating it in time keeps its client working.";

    public override string Field => "EndsOn";
}

/// <summary>Two keys of one client would work beside each other for too long.</summary>
public sealed record OverlapIsTooLong(int Hours, int Most) : Refusal
{
    public override string Sentence => $"The old key cannot work for {Hours} hours beside the new one: 0 to {Most} are allowed. Whoever cannot change over in that time creates a second key and revokes the first later.";

    public override string Field => "OverlapHours";
}

/// <summary>The key was ended before its time.</summary>
public sealed record KeyIsRevoked(string Number) : Refusal
{
    public override string Sentence => $"{Number} was revoked and opens nothing any more. Create a new key where its client still needs one.";
}

/// <summary>The key's time is over.</summary>
public sealed record KeyHasEnded(string Number) : Refusal
{
    public override string Sentence => $"{Number} has ended and opens nothing any more. Create a new key where its client still needs one.";
}

/// <summary>Another key has taken its place.</summary>
public sealed record KeyIsReplaced(string Number, string By) : Refusal
{
    public override string Sentence => $"{By} has taken the place of {Number} already. Rotate {By}.";
}
