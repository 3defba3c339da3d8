namespace GovernanceConsole.RecoveryPaths;

/// <summary>How a way back into access works. Unofficial ways belong in the register as well.</summary>
public enum PathType
{
    SelfService,
    Phone,
    Chat,
    Email,
    WalkIn,
    ManagerAssisted,
    VendorDesk,
    Emergency,
    Api,
}

/// <summary>Where a path is in its life.</summary>
public enum PathState
{
    /// <summary>Being described; serves nobody.</summary>
    Draft,

    Active,

    /// <summary>Stopped, by a person or because something lapsed. Can be resumed.</summary>
    Suspended,

    /// <summary>Gone for good; kept for its history.</summary>
    Retired,
}

/// <summary>The two seats of a path. One person never holds both .</summary>
public enum PathSeat
{
    /// <summary>Answers for how the path works.</summary>
    Control,

    /// <summary>Speaks for the system or identity domain behind the path and accepts its residual risk.</summary>
    Risk,
}

/// <summary>Who designed the workflow. What the business designs, security reviews .</summary>
public enum DesignedBy
{
    Iam,
    Business,
    ServiceDesk,
    Security,
    Vendor,
}

/// <summary>Three areas that must have a named owner .</summary>
public enum ControlArea
{
    Onboarding,
    Reset,

    /// <summary>Verification that resists impersonation.</summary>
    ImpersonationResistantVerification,
}

/// <summary>What can be got at through a path .</summary>
public enum ReachKind
{
    Accounts,
    Approvals,
    Devices,
    Secrets,
}

/// <summary>How a system is tied to a path.</summary>
public enum SystemTie
{
    /// <summary>Lies behind the path: whoever abuses it gets there.</summary>
    Behind,

    /// <summary>Is told when the path was used .</summary>
    Notified,
}

/// <summary>The four sections of the control boundary .</summary>
public enum BoundarySection
{
    Proofing,
    FallbackVerification,
    Escalation,
    Auditability,
}

/// <summary>The four parties of the shared control model, each with a named holder .</summary>
public enum ModelPart
{
    Iam,
    ServiceDesk,
    Security,

    /// <summary>The business or service owner.</summary>
    Business,
}

/// <summary>Decision points of a path: the rows of its responsibility grid.</summary>
public enum Activity
{
    VerificationStandard,
    RiskDecision,
    Verification,
    Execution,
    ExceptionApproval,
    Monitoring,
}

/// <summary>The columns of the responsibility grid. Behind each stands one named person.</summary>
public enum Party
{
    Governance,
    Iam,
    ServiceDesk,
    DeskLead,
    Security,
    ControlOwner,
    RiskOwner,
}

/// <summary>What a party is to an activity.</summary>
public enum Involvement
{
    Responsible,

    /// <summary>Answers for it: exactly one per activity .</summary>
    Accountable,

    Consulted,
    Informed,
}

/// <summary>The stages of a request on the path.</summary>
public enum Stage
{
    Intake,
    Verification,
    Approval,
    Execution,
    Monitoring,
}

/// <summary>What a person may be allowed to do on one path. Never assumed from a role.</summary>
public enum AuthorityRight
{
    Verify,
    Approve,
    Execute,
    ApproveExceptions,
}
