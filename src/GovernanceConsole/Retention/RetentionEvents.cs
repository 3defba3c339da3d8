using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Retention;

internal static class RetentionEvents
{
    public static readonly EventKind Requested = new("retention.requested", "asked to delete what is due by {set.due_by} ({set.number})");
    public static readonly EventKind Approved = new("retention.approved", "approved the deletion {number}; it began at once") { IsApproval = true };
    public static readonly EventKind Withdrawn = new("retention.withdrawn", "withdrew the deletion {number}");
    public static readonly EventKind Expired = new("retention.expired", "let the deletion {number} expire: nobody carried it out in time");
    public static readonly EventKind Stopped = new("retention.stopped", "stopped the deletion {number}, because the legal hold {set.stopped_by_hold} came; gone by then: {deleted}");
    public static readonly EventKind CarriedOut = new("retention.carried-out", "carried out the deletion {number}: {deleted}");
}
