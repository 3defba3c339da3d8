namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// The grid a new path starts with: governance sets the standard, the desk carries it out, the business decides
/// on the risk.
/// </summary>
public static class ResponsibilityTemplate
{
    public static IReadOnlyList<ResponsibilityEntry> Entries { get; } =
    [
        new(Activity.VerificationStandard, Party.Governance, Involvement.Accountable),
        new(Activity.VerificationStandard, Party.Iam, Involvement.Responsible),
        new(Activity.VerificationStandard, Party.Security, Involvement.Consulted),
        new(Activity.VerificationStandard, Party.ServiceDesk, Involvement.Informed),
        new(Activity.RiskDecision, Party.RiskOwner, Involvement.Accountable),
        new(Activity.RiskDecision, Party.ControlOwner, Involvement.Responsible),
        new(Activity.RiskDecision, Party.Governance, Involvement.Consulted),
        new(Activity.RiskDecision, Party.ServiceDesk, Involvement.Informed),
        new(Activity.Verification, Party.ControlOwner, Involvement.Accountable),
        new(Activity.Verification, Party.ServiceDesk, Involvement.Responsible),
        new(Activity.Verification, Party.DeskLead, Involvement.Consulted),
        new(Activity.Execution, Party.ControlOwner, Involvement.Accountable),
        new(Activity.Execution, Party.ServiceDesk, Involvement.Responsible),
        new(Activity.Execution, Party.DeskLead, Involvement.Consulted),
        new(Activity.ExceptionApproval, Party.RiskOwner, Involvement.Accountable),
        new(Activity.ExceptionApproval, Party.ControlOwner, Involvement.Responsible),
        new(Activity.ExceptionApproval, Party.Governance, Involvement.Consulted),
        new(Activity.ExceptionApproval, Party.DeskLead, Involvement.Informed),
        new(Activity.Monitoring, Party.Security, Involvement.Accountable),
        new(Activity.Monitoring, Party.ControlOwner, Involvement.Informed),
    ];
}
