using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Requests;

internal static class RequestEvents
{
    public static readonly EventKind Submitted = new("request.submitted", "submitted request {set.number}: {set.kind}, by rule {set.rule_id} of policy {set.policy_version}");
    public static readonly EventKind Quarantined = new("request.quarantined", "submitted request {set.number} by a channel that no active path is registered for; it is quarantined");
    public static readonly EventKind Released = new("request.released", "released request {number} from quarantine");
    public static readonly EventKind Edited = new("request.edited", "changed what request {number} asks for; votes that are void with it: {voided}");
    public static readonly EventKind SignalRecorded = new("request.signal-recorded", "recorded signal {code} for request {number}: {result}");
    public static readonly EventKind NumberRevealed = new("request.number-revealed", "was shown the number of record {masked} to call back for request {number}") { IsSecurityEvent = true, MayLeaveTheState = true };
    public static readonly EventKind SignalConfirmed = new("request.signal-confirmed", "confirmed signal {code} of request {number}");
    public static readonly EventKind Verified = new("request.verified", "completed the verification of request {number} by rule {rule} of policy {policy}");
    public static readonly EventKind Stopped = new("request.stopped", "stopped request {number}: {reason}");
    public static readonly EventKind Cleared = new("request.cleared", "cleared request {number} after it was stopped");
    public static readonly EventKind VotesLapsed = new("request.votes-lapsed", "took note that votes on request {number} count no more: {count}");
    public static readonly EventKind Approved = new("request.approved", "approved request {number} for {code}") { IsApproval = true };
    public static readonly EventKind ApprovalsComplete = new("request.approvals-complete", "completed the approvals of request {number} by rule {rule} of policy {policy}");
    public static readonly EventKind Rejected = new("request.rejected", "rejected request {number}");
    public static readonly EventKind Executed = new("request.executed", "executed request {number} as approved");
    public static readonly EventKind NoticeConfirmed = new("request.notice-confirmed", "confirmed about request {number} that {told} was told by hand");
    public static readonly EventKind NoticeWaived = new("request.notice-waived", "did without telling {told} of request {number}");
    public static readonly EventKind NoticesFollowedUp = new("request.notices-followed-up", "took note of the notices of request {number}: {delivered} arrived, {failed} failed, {chased} are open for long");
    public static readonly EventKind Cancelled = new("request.cancelled", "cancelled request {number}");
    public static readonly EventKind Expired = new("request.expired", "took note that request {number} lapsed");
    public static readonly EventKind Escalated = new("request.escalated", "took note that the approval of request {number} is overdue; those who stand in are asked");
    public static readonly EventKind ApprovalsDelegated = new("approval-delegation.given", "had somebody else decide requests of the kinds {kinds} by delegation {number} until {until}");
    public static readonly EventKind DelegationEnded = new("approval-delegation.ended", "ended delegation {number}");
    public static readonly EventKind SubjectMarked = new("subject-mark.put", "has requests about somebody treated as of class {set.class}");
    public static readonly EventKind SubjectMarkEnded = new("subject-mark.ended", "ended the heightened treatment of somebody");
}
