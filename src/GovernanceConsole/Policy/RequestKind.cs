namespace GovernanceConsole.Policy;

/// <summary>What somebody may ask for. The kind, the class of the subject and the channel decide lane and level.</summary>
public enum RequestKind
{
    PasswordReset = 1,

    /// <summary>Nothing is issued or changed: the account is only opened again.</summary>
    AccountUnlock,

    MfaFactorReset,
    ContactDetailChange,
    RecoveryFactorChange,

    /// <summary>For a limited time; it comes back on by itself.</summary>
    MfaDisable,

    OnboardingCredentialIssue,
    Offboarding,
    SharedMailboxRecovery,
    ServiceAccountRestoration,
    SecretIssue,
    SecretRotation,
    PrivilegeGrant,
    EntitlementChange,
    AccessExtension,
    DelegatedAdministration,
    BreakGlassAccess,
    EmergencyRestore,

    /// <summary>Takes access away: revoke, suspend, report a loss. Quick to start, slow to undo.</summary>
    ProtectiveRevoke,
}

/// <summary>How a request kind is written.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Code">The code used in files and policies, <c>K01</c> to <c>K19</c>.</param>
/// <param name="Name">The name people read.</param>
public sealed record RequestKindName(RequestKind Kind, string Code, string Name);

/// <summary>The catalogue of request kinds, in the order of their codes.</summary>
public static class RequestKinds
{
    public static IReadOnlyList<RequestKindName> All { get; } =
    [
        new(RequestKind.PasswordReset, "K01", "Password reset"),
        new(RequestKind.AccountUnlock, "K02", "Account unlock"),
        new(RequestKind.MfaFactorReset, "K03", "MFA factor reset or replacement"),
        new(RequestKind.ContactDetailChange, "K04", "Contact-detail change"),
        new(RequestKind.RecoveryFactorChange, "K05", "Recovery-factor change"),
        new(RequestKind.MfaDisable, "K06", "Disable MFA for a time"),
        new(RequestKind.OnboardingCredentialIssue, "K07", "Onboarding credential issue"),
        new(RequestKind.Offboarding, "K08", "Offboarding"),
        new(RequestKind.SharedMailboxRecovery, "K09", "Shared mailbox recovery"),
        new(RequestKind.ServiceAccountRestoration, "K10", "Service account restoration"),
        new(RequestKind.SecretIssue, "K11", "API key or secret issue"),
        new(RequestKind.SecretRotation, "K12", "API key or secret rotation"),
        new(RequestKind.PrivilegeGrant, "K13", "Privilege grant"),
        new(RequestKind.EntitlementChange, "K14", "Entitlement change"),
        new(RequestKind.AccessExtension, "K15", "Access extension"),
        new(RequestKind.DelegatedAdministration, "K16", "Delegated administration"),
        new(RequestKind.BreakGlassAccess, "K17", "Break-glass access"),
        new(RequestKind.EmergencyRestore, "K18", "Emergency restore in an outage"),
        new(RequestKind.ProtectiveRevoke, "K19", "Protective revoke, suspend or loss report"),
    ];

    /// <summary>Code and name of a kind.</summary>
    public static RequestKindName Of(RequestKind kind) => All[(int)kind - 1];

    /// <summary>The kind with a code, whatever its case; null for an unknown code.</summary>
    public static RequestKind? FindByCode(string code) =>
        All.FirstOrDefault(k => string.Equals(k.Code, code, StringComparison.OrdinalIgnoreCase))?.Kind;
}
