using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>How gaps are called on pages.</summary>
internal static class GapText
{
    public static string Of(GapKind kind) => Capital.First(PathWords.Of(kind));

    /// <summary>What a gap is about where it is not about a path.</summary>
    public static string About(AccountabilityGap gap) => gap switch
    {
        { Area: { } area } => $"Area: {PathWords.Of(area)}",
        { RequestKind: { } kind } => RequestKinds.All.Single(k => k.Kind == kind) is var named ? $"{named.Code} {named.Name}" : "",
        { System: not null } => $"System: {gap.ReachedName}",
        { Domain: not null } => $"Identity domain: {gap.ReachedName}",
        _ => "",
    };
}
