namespace GovernanceConsole.Identity;

/// <summary>How people prove themselves where it matters, as the host was set up; the policy says how lately.</summary>
/// <param name="Methods">The method classes (<c>acr</c>) of which an approval needs one; empty where any will do.</param>
public sealed record SignInStrength(IReadOnlySet<string> Methods)
{
    /// <summary>Any method will do.</summary>
    public static SignInStrength Any { get; } = new(new HashSet<string>());
}

/// <summary>
/// Whoever approves or signs has proved themselves lately and well enough (R-064, D15). Asked by the write road for every
/// approval (<c>Change.ApprovesAsync</c>); what the identity provider does not say counts as the weakest it could have said.
/// </summary>
public static class FreshSignIn
{
    /// <summary>By how much the provider's clock may be ahead of ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Why a sign-in carries no approval; null where it does.</summary>
    /// <param name="signIn">The sign-in behind the act; null for an actor without one.</param>
    /// <param name="notOlderThan">How lately the policy in force demands it.</param>
    /// <param name="strength">How well.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Refusal? WhyNot(SignIn? signIn, TimeSpan notOlderThan, SignInStrength strength, DateTimeOffset now) => signIn switch
    {
        null or { At: null } => new SignInTimeIsNotKnown(notOlderThan),
        { At: { } at } when at - now > ClockSkew => new SignInIsInTheFuture(),
        { At: { } at } when now - at > notOlderThan => new SignInIsTooOld(now - at, notOlderThan),
        { Method: var method } when strength.Methods.Count > 0 && (method is null || !strength.Methods.Contains(method)) => new SignInIsTooWeak(method),
        _ => null,
    };
}
