namespace GovernanceConsole.Policy;

/// <summary>By what a request may reach the path. One from elsewhere is unregistered .</summary>
public enum IntakeChannel
{
    Portal,
    Phone,
    Chat,
    Email,
    WalkIn,

    /// <summary>Raised by the manager for somebody else.</summary>
    Manager,

    /// <summary>Passed on by a vendor's desk.</summary>
    VendorDesk,

    /// <summary>The emergency number or the duty officer.</summary>
    EmergencyLine,

    Api,
}
