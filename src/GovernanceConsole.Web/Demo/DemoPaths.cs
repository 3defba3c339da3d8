using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.Demo;

/// <summary>A path as the script registers it; people, desks and systems by their keys and codes.</summary>
/// <param name="Day">Days after the year's start on which it is registered.</param>
/// <param name="Control">The control owner's key; null leaves the seat empty.</param>
/// <param name="Risk">The risk owner's key; null leaves the seat empty.</param>
/// <param name="Activate">Whether it is completed, signed off and put into use a week later.</param>
/// <param name="RenewSignOff">Whether governance renews its sign-off in time; else it lapses.</param>
internal sealed record DemoPath(
    string Name,
    int Day,
    PathType Type,
    Lane Lane,
    RiskLevel Level,
    IntakeChannel[] Channels,
    RequestKind[] Kinds,
    ControlArea? Area,
    string Domain,
    string[] Desks,
    ReachKind[] Opens,
    string[] Systems,
    string? Control,
    string? Risk,
    bool Activate = true,
    bool RenewSignOff = true,
    DesignedBy DesignedBy = DesignedBy.Iam)
{
    /// <summary>How long after its registration a path is signed off and put into use.</summary>
    public const int DaysToSignOff = 7;

    /// <summary>How surely the person must be proofed; null where nothing is demanded.</summary>
    public IdentityAssurance? Proofing { get; init; }

    /// <summary>The sign-in it stands in for; null where nobody wrote it down.</summary>
    public AuthenticatorAssurance? SignIn { get; init; }
}

internal static class DemoPaths
{
    /// <summary>The day on which the recovery of shared mailboxes is stopped after a near miss.</summary>
    public const int MailboxStoppedOn = 300;

    public static IReadOnlyList<DemoPath> All { get; } =
    [
        new("Password reset by phone", 6, PathType.Phone, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset],
            ControlArea.Reset, "WORKFORCE", ["SD-NORTH"], [ReachKind.Accounts], ["DIRECTORY", "MAIL"], "N1050", "N1062") { Proofing = IdentityAssurance.Ial1, SignIn = AuthenticatorAssurance.Aal2 },
        new("Password reset in the portal", 8, PathType.SelfService, Lane.BreakFix, RiskLevel.Moderate, [IntakeChannel.Portal], [RequestKind.PasswordReset, RequestKind.AccountUnlock],
            ControlArea.Reset, "WORKFORCE", [], [ReachKind.Accounts], ["DIRECTORY"], "N1032", "N1062") { Proofing = IdentityAssurance.Ial2, SignIn = AuthenticatorAssurance.Aal2 },
        new("MFA factor reset at the desk", 12, PathType.Phone, Lane.GovernedRecovery, RiskLevel.High, [IntakeChannel.Phone, IntakeChannel.WalkIn], [RequestKind.MfaFactorReset],
            ControlArea.ImpersonationResistantVerification, "WORKFORCE", ["SD-NORTH"], [ReachKind.Accounts, ReachKind.Devices], ["DIRECTORY", "REMOTE"], "N1050", "N1060") { Proofing = IdentityAssurance.Ial2, SignIn = AuthenticatorAssurance.Aal2 },
        new("MFA factor reset by the night desk", 30, PathType.VendorDesk, Lane.GovernedRecovery, RiskLevel.High, [IntakeChannel.VendorDesk], [RequestKind.MfaFactorReset],
            ControlArea.ImpersonationResistantVerification, "WORKFORCE", ["KONTOR"], [ReachKind.Accounts, ReachKind.Devices], ["DIRECTORY"], "N1054", "N1060", RenewSignOff: false) { Proofing = IdentityAssurance.Ial1, SignIn = AuthenticatorAssurance.Aal2 },
        new("Executive recovery with the assistant on the line", 40, PathType.ManagerAssisted, Lane.GovernedRecovery, RiskLevel.Critical, [IntakeChannel.Manager], [RequestKind.PasswordReset, RequestKind.MfaFactorReset],
            ControlArea.ImpersonationResistantVerification, "WORKFORCE", ["SD-EXEC"], [ReachKind.Accounts, ReachKind.Approvals, ReachKind.Devices], ["DIRECTORY", "MAIL", "TREASURY"], "N1030", "N1062") { Proofing = IdentityAssurance.Ial2, SignIn = AuthenticatorAssurance.Aal3 },
        new("Onboarding credential for new staff", 15, PathType.WalkIn, Lane.GovernedAccess, RiskLevel.Moderate, [IntakeChannel.WalkIn, IntakeChannel.Portal], [RequestKind.OnboardingCredentialIssue],
            ControlArea.Onboarding, "WORKFORCE", ["SD-NORTH", "SD-FIELD"], [ReachKind.Accounts, ReachKind.Devices], ["DIRECTORY", "HRMS"], "N1064", "N1062") { Proofing = IdentityAssurance.Ial2, SignIn = AuthenticatorAssurance.Aal2 },
        new("Contractor offboarding", 20, PathType.Api, Lane.GovernedAccess, RiskLevel.Moderate, [IntakeChannel.Api], [RequestKind.Offboarding],
            ControlArea.Onboarding, "WORKFORCE", [], [ReachKind.Accounts], ["HRMS", "DIRECTORY"], "N1065", "N1060") { Proofing = IdentityAssurance.Ial1 },
        new("Shared mailbox recovery", 33, PathType.Email, Lane.GovernedRecovery, RiskLevel.High, [IntakeChannel.Email, IntakeChannel.Portal], [RequestKind.SharedMailboxRecovery],
            ControlArea.Reset, "WORKFORCE", ["SD-NORTH"], [ReachKind.Accounts, ReachKind.Approvals], ["MAIL"], "N1031", "N1066") { Proofing = IdentityAssurance.Ial1, SignIn = AuthenticatorAssurance.Aal1 },
        new("Service account restoration", 45, PathType.Api, Lane.GovernedRecovery, RiskLevel.Critical, [IntakeChannel.Portal, IntakeChannel.Api], [RequestKind.ServiceAccountRestoration],
            null, "MACHINES", [], [ReachKind.Accounts, ReachKind.Secrets], ["VAULT", "BILLING"], "N1032", "N1060") { Proofing = IdentityAssurance.Ial3, SignIn = AuthenticatorAssurance.Aal3 },
        new("API key rotation on request", 60, PathType.SelfService, Lane.GovernedAccess, RiskLevel.Moderate, [IntakeChannel.Portal], [RequestKind.SecretRotation, RequestKind.SecretIssue],
            null, "MACHINES", [], [ReachKind.Secrets], ["VAULT"], "N1042", "N1010") { Proofing = IdentityAssurance.Ial1, SignIn = AuthenticatorAssurance.Aal2 },
        new("Customer account recovery by chat", 52, PathType.Chat, Lane.GovernedRecovery, RiskLevel.High, [IntakeChannel.Chat], [RequestKind.PasswordReset, RequestKind.ContactDetailChange],
            ControlArea.Reset, "CUSTOMERS", ["KONTOR"], [ReachKind.Accounts], ["PORTAL"], "N1067", "N1066") { Proofing = IdentityAssurance.Ial1, SignIn = AuthenticatorAssurance.Aal1 },
        new("Control room break-glass", 70, PathType.Emergency, Lane.BreakGlass, RiskLevel.Critical, [IntakeChannel.EmergencyLine], [RequestKind.BreakGlassAccess],
            null, "PLANT", [], [ReachKind.Accounts, ReachKind.Devices], ["SCADA"], "N1069", "N1068") { Proofing = IdentityAssurance.Ial3, SignIn = AuthenticatorAssurance.Aal3 },
        new("Emergency restore during an outage", 80, PathType.Emergency, Lane.BreakGlass, RiskLevel.High, [IntakeChannel.EmergencyLine, IntakeChannel.Phone], [RequestKind.EmergencyRestore],
            ControlArea.Reset, "WORKFORCE", ["SD-NORTH"], [ReachKind.Accounts], ["DIRECTORY"], "N1061", "N1062") { Proofing = IdentityAssurance.Ial2, SignIn = AuthenticatorAssurance.Aal2 },
        new("Report a lost badge or phone", 90, PathType.Phone, Lane.Protective, RiskLevel.Low, [IntakeChannel.Phone, IntakeChannel.Portal], [RequestKind.ProtectiveRevoke],
            null, "WORKFORCE", ["SD-NORTH", "KONTOR"], [ReachKind.Accounts], ["DIRECTORY", "REMOTE"], "N1041", "N1060"),
        new("Field crew reset by radio", 200, PathType.Phone, Lane.BreakFix, RiskLevel.High, [IntakeChannel.Phone], [RequestKind.PasswordReset],
            ControlArea.Reset, "WORKFORCE", ["SD-FIELD"], [ReachKind.Accounts], ["DIRECTORY"], null, "N1060", Activate: false, DesignedBy: DesignedBy.Business),
        new("Access to business systems", 205, PathType.SelfService, Lane.GovernedAccess, RiskLevel.High, [IntakeChannel.Portal, IntakeChannel.Phone], [RequestKind.EntitlementChange, RequestKind.AccessExtension],
            null, "WORKFORCE", [], [ReachKind.Accounts, ReachKind.Approvals], ["BILLING", "HRMS", "TREASURY"], "N1032", "N1062") { Proofing = IdentityAssurance.Ial2, SignIn = AuthenticatorAssurance.Aal2 },
        new("Old fax reset", 5, PathType.Email, Lane.BreakFix, RiskLevel.Low, [IntakeChannel.Email], [RequestKind.AccountUnlock],
            null, "WORKFORCE", ["SD-NORTH"], [ReachKind.Accounts], ["DIRECTORY"], "N1053", "N1062"),
    ];
}
