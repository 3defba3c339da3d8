using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Policy;

internal static class PolicyEvents
{
    public static readonly EventKind VersionProposed = new("policy-version.proposed", "proposed policy {set.number}");
    public static readonly EventKind VersionApproved = new("policy-version.approved", "approved policy {number}; it is in force from now on") { IsApproval = true };
    public static readonly EventKind VersionReplaced = new("policy-version.replaced", "replaced policy {number} by policy {by}");
    public static readonly EventKind VersionWithdrawn = new("policy-version.withdrawn", "withdrew policy {number}");
    public static readonly EventKind ReviewRecorded = new("governance-review.recorded", "recorded the governance review of {set.held_on}; the next is due on {set.next_due_on}");
}
