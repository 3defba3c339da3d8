using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Policy;

/// <summary>What stands where a version has no instant.</summary>
internal static class PolicyWords
{
    /// <summary>In place of the instant it came into force.</summary>
    public static string BeginOf(PolicyVersionRow version) => version.State switch
    {
        PolicyVersionState.Proposed => "not yet",
        PolicyVersionState.Withdrawn => "never",
        PolicyVersionState.InForce or PolicyVersionState.Replaced => "the beginning",
    };
}
