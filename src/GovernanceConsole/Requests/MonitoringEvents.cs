using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Requests;

internal static class MonitoringEvents
{
    public static readonly EventKind ExecutionConfirmed = new("request.execution-confirmed", "looked at what was executed for request {number}: {verdict}");
    public static readonly EventKind Reclassified = new("request.reclassified", "had request {number} treated as governed access, because a right was added");
    public static readonly EventKind CheckRecorded = new("request.check-recorded", "recorded the check {check} of request {number}: {result}");
    public static readonly EventKind SuspicionReported = new("request.suspicion-reported", "reported a suspicion about request {number}; it is under investigation, its sessions are to be ended and its subject verified anew");
    public static readonly EventKind InvestigationEnded = new("request.investigation-ended", "ended the investigation of request {number}: {finding}");
    public static readonly EventKind RevocationOrdered = new("request.revocation-ordered", "ordered what request {number} touched to be revoked: {targets}");
    public static readonly EventKind RevocationConfirmed = new("request.revocation-confirmed", "confirmed that {target} of request {number} are revoked");
    public static readonly EventKind RevocationCompleted = new("request.revocation-completed", "completed the revocation of request {number} after {seconds} seconds");
    public static readonly EventKind RemovalConfirmed = new("request.removal-confirmed", "confirmed that what request {number} granted was removed");
    public static readonly EventKind RemovalFailed = new("request.removal-failed", "reported that what request {number} granted could not be removed");
    public static readonly EventKind Reviewed = new("request.reviewed", "reviewed request {number}");
    public static readonly EventKind Closed = new("request.closed", "closed request {number}");
    public static readonly EventKind ExecutionReminded = new("request.execution-reminded", "told that request {number} is approved and not executed");
    public static readonly EventKind FollowedUp = new("request.followed-up", "told what is due for request {number}");
}
