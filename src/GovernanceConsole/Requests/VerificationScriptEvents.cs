using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Requests;

internal static class VerificationScriptEvents
{
    public static readonly EventKind Proposed = new("verification-script.proposed", "proposed version {set.number} of the verification script {set.code}");
    public static readonly EventKind Approved = new("verification-script.approved", "put version {number} of the verification script {code} in force at all desks") { IsApproval = true };
    public static readonly EventKind Retired = new("verification-script.retired", "retired version {number} of the verification script {code} at all desks, for version {by}");
    public static readonly EventKind Withdrawn = new("verification-script.withdrawn", "withdrew version {number} of the verification script {code}");
}
