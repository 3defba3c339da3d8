using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Policy;

internal static class PolicyEvents
{
    public static readonly EventKind VersionProposed = new("policy-version.proposed", "proposed policy {set.number}");
    public static readonly EventKind VersionApproved = new("policy-version.approved", "approved policy {number}; it is in force from now on") { IsApproval = true };
    public static readonly EventKind VersionReplaced = new("policy-version.replaced", "replaced policy {number} by policy {by}");
    public static readonly EventKind VersionWithdrawn = new("policy-version.withdrawn", "withdrew policy {number}");
    public static readonly EventKind DraftBegun = new("policy-draft.begun", "began a draft of the next policy, from policy {set.based_on}");
    public static readonly EventKind DraftWritten = new("policy-draft.written", "wrote on the draft of the next policy; changes: {changes}");
    public static readonly EventKind DraftProposed = new("policy-draft.proposed", "proposed the draft as policy {number}");
    public static readonly EventKind DraftDiscarded = new("policy-draft.discarded", "discarded the draft of the next policy");
    public static readonly EventKind DutyBegun = new("duty.begun", "put somebody on duty for {set.code}");
    public static readonly EventKind DutyEnded = new("duty.ended", "ended a duty for {code}");
    public static readonly EventKind ReviewRecorded = new("governance-review.recorded", "recorded the governance review of {set.held_on}; the next is due on {set.next_due_on}");
}
