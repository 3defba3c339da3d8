namespace GovernanceConsole.Policy;

/// <summary>The words people read for lanes.</summary>
public static class LaneText
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
