using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.RecoveryPaths;

internal static class LaneText
{
    public static string Of(Lane lane) => lane switch
    {
        Lane.BreakFix => "Break-fix",
        Lane.GovernedRecovery => "Governed recovery",
        Lane.GovernedAccess => "Governed access",
        Lane.BreakGlass => "Break-glass",
        Lane.Protective => "Protective",
    };
}
