namespace GovernanceConsole.Identity;

/// <summary>The person may do this, and signs in again first: pages offer it beside the sentence.</summary>
public abstract record SignsInAgainFirst : Refusal
{
    public override string Rule => "R-064";

    /// <summary><c>1 minute</c>, <c>5 minutes</c>, <c>3 hours</c>.</summary>
    private protected static string InWords(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => "1 minute",
        { TotalHours: < 2 } => $"{(int)time.TotalMinutes} minutes",
        _ => $"{(int)time.TotalHours} hours",
    };
}

/// <summary>Whoever approves or signs has proved themselves lately; an old session is not enough.</summary>
public sealed record SignInIsTooOld(TimeSpan Age, TimeSpan Limit) : SignsInAgainFirst
{
    public override string Sentence => $"You proved who you are {InWords(Age)} ago. Whoever approves has done so within the last {InWords(Limit)}: sign in again, then decide.";
}

/// <summary>Where the identity provider does not say when a person proved themselves, it counts as long ago.</summary>
public sealed record SignInTimeIsNotKnown(TimeSpan Limit) : SignsInAgainFirst
{
    public override string Sentence => $"It is not known when you proved who you are. Whoever approves has done so within the last {InWords(Limit)}: sign in again, then decide.";
}

/// <summary>A sign-in that lies in the future proves nothing about the past.</summary>
public sealed record SignInIsInTheFuture : SignsInAgainFirst
{
    public override string Sentence => "By the identity provider's clock you proved who you are in the future. Sign in again; if that does not help, its clock and the console's are more than a minute apart.";
}

/// <summary>Approvals need a stronger way of signing in than the session began with.</summary>
public sealed record SignInIsTooWeak(string? Method) : SignsInAgainFirst
{
    public override string Sentence => $"You signed in by {Method ?? "a method that the identity provider does not name"}, which is not enough for an approval. Sign in again in the stronger way that is asked for then.";
}
