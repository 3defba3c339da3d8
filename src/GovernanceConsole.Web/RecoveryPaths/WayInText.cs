using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>What a way in asks for, in words.</summary>
internal static class WayInText
{
    public static string AsksFor(WayIn way) => way.Strength.Proofing is { } proofing ? $"Proofing {proofing.ToString().ToUpperInvariant()}" : "No proofing";

    public static string SignIn(WayIn way) => way.StandsInFor?.ToString().ToUpperInvariant() ?? "";
}
