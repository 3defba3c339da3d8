using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>The words people read for the choices of this slice: lower case, to stand inside a sentence.</summary>
public static class PathWords
{
    public static string Of(PathSeat seat) => seat switch
    {
        PathSeat.Control => "control owner",
        PathSeat.Risk => "risk owner",
    };

    public static string Of(AnswersAs seat) => seat switch
    {
        AnswersAs.ControlOwner => Of(PathSeat.Control),
        AnswersAs.RiskOwner => Of(PathSeat.Risk),
        AnswersAs.AreaOwner => "owner of a control area",
        AnswersAs.ControlModelHolder => "named in the shared control model",
        AnswersAs.EscalationContact => "in the escalation chain",
    };

    public static string Of(PathType type) => type switch
    {
        PathType.SelfService => "self-service",
        PathType.Phone => "phone",
        PathType.Chat => "chat",
        PathType.Email => "e-mail",
        PathType.WalkIn => "walk-in",
        PathType.ManagerAssisted => "manager-assisted",
        PathType.VendorDesk => "vendor desk",
        PathType.Emergency => "emergency",
        PathType.Api => "API",
    };

    public static string Of(IntakeChannel channel) => channel switch
    {
        IntakeChannel.Portal => "portal",
        IntakeChannel.Phone => "phone",
        IntakeChannel.Chat => "chat",
        IntakeChannel.Email => "e-mail",
        IntakeChannel.WalkIn => "walk-in",
        IntakeChannel.Manager => "manager",
        IntakeChannel.VendorDesk => "vendor desk",
        IntakeChannel.EmergencyLine => "emergency line",
        IntakeChannel.Api => "API",
    };

    public static string Of(PathState state) => state switch
    {
        PathState.Draft => "draft",
        PathState.Active => "active",
        PathState.Suspended => "suspended",
        PathState.Retired => "retired",
    };

    public static string Of(DesignedBy side) => side switch
    {
        DesignedBy.Iam => "identity team",
        DesignedBy.Business => "business",
        DesignedBy.ServiceDesk => "service desk",
        DesignedBy.Security => "security",
        DesignedBy.Vendor => "vendor",
    };

    public static string Of(ControlArea area) => area switch
    {
        ControlArea.Onboarding => "onboarding",
        ControlArea.Reset => "reset",
        ControlArea.ImpersonationResistantVerification => "impersonation-resistant verification",
    };

    public static string Of(ReachKind kind) => kind switch
    {
        ReachKind.Accounts => "accounts",
        ReachKind.Approvals => "approvals",
        ReachKind.Devices => "devices",
        ReachKind.Secrets => "secrets",
    };

    public static string Of(BoundarySection section) => section switch
    {
        BoundarySection.Proofing => "proofing",
        BoundarySection.FallbackVerification => "fallback verification",
        BoundarySection.Escalation => "escalation",
        BoundarySection.Auditability => "auditability",
    };

    public static string Of(ModelPart part) => part switch
    {
        ModelPart.Iam => "identity team",
        ModelPart.ServiceDesk => "service desk",
        ModelPart.Security => "security",
        ModelPart.Business => "business or service owner",
    };

    public static string Of(GapKind kind) => kind switch
    {
        GapKind.SeatIsEmpty => "empty seat",
        GapKind.OwnerHasLeft => "owner has left",
        GapKind.OnePersonInBothSeats => "one person in both seats",
        GapKind.OwnershipDisputed => "ownership disputed",
        GapKind.ConfirmationOverdue => "confirmation overdue",
        GapKind.SignOffLapsed => "sign-off lapsed",
        GapKind.ModelHolderMissing => "control model incomplete",
        GapKind.ModelHolderHasLeft => "model holder has left",
        GapKind.RequestKindWithoutPath => "request kind without a path",
        GapKind.AreaWithoutOwner => "area without an owner",
        GapKind.SystemWithoutRiskOwner => "system without a risk owner",
        GapKind.DomainWithoutRiskOwner => "identity domain without a risk owner",
    };

    /// <summary>To stand after "for".</summary>
    public static string WithArticle(ModelPart part) => part == ModelPart.Security ? Of(part) : $"the {Of(part)}";

    public static string Of(Activity activity) => activity switch
    {
        Activity.VerificationStandard => "verification standard",
        Activity.RiskDecision => "decision on the risk",
        Activity.Verification => "verification",
        Activity.Execution => "execution",
        Activity.ExceptionApproval => "approval of exceptions",
        Activity.Monitoring => "monitoring",
    };

    public static string Of(Party party) => party switch
    {
        Party.Governance => "governance",
        Party.Iam => "identity team",
        Party.ServiceDesk => "service desk",
        Party.DeskLead => "desk lead",
        Party.Security => "security",
        Party.ControlOwner => "control owner",
        Party.RiskOwner => "risk owner",
    };

    public static string Of(Stage stage) => stage switch
    {
        Stage.Intake => "intake",
        Stage.Verification => "verification",
        Stage.Approval => "approval",
        Stage.Execution => "execution",
        Stage.Monitoring => "monitoring",
    };

    public static string Of(AuthorityRight right) => right switch
    {
        AuthorityRight.Verify => "verify",
        AuthorityRight.Approve => "approve",
        AuthorityRight.Execute => "execute",
        AuthorityRight.ApproveExceptions => "approve exceptions",
    };
}
