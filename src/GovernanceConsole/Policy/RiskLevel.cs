namespace GovernanceConsole.Policy;

/// <summary>How much harm follows when the wrong person gets through. Higher levels ask for more and forgive less.</summary>
public enum RiskLevel
{
    Low,
    Moderate,
    High,
    Critical,
}

/// <summary>Which way of working a request takes .</summary>
public enum Lane
{
    /// <summary>The help desk restores what was there; nobody's reach grows.</summary>
    BreakFix,

    /// <summary>Repair of an identity, handled like privileged work.</summary>
    GovernedRecovery,

    /// <summary>The outcome changes who can reach what.</summary>
    GovernedAccess,

    /// <summary>Emergency: own rules, short, reviewed afterwards.</summary>
    BreakGlass,

    /// <summary>Takes access away: quick to start, slow to undo.</summary>
    Protective,
}
