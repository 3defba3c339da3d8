using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Organisation;

/// <summary>Who came in, who left, who was kept out. The session's hash and the method stand in the entry's actor.</summary>
internal static class SignInEvents
{
    public static readonly EventKind SignedIn = new("session.opened", "signed in by {method}, vouched for by {issuer}") { IsSecurityEvent = true };
    public static readonly EventKind SignedOut = new("session.ended", "signed out") { IsSecurityEvent = true };
    public static readonly EventKind SignInFailed = new("sign-in.failed", "was not let in: {reason}") { IsSecurityEvent = true, ObjectKind = null };
}
