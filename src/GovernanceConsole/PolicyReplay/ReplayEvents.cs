using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.PolicyReplay;

internal static class ReplayEvents
{
    public static readonly EventKind Started = new("policy-replay.started", "asked what {policy} would have done from {set.from_on} to {set.until_on}, compared with {against}");
    public static readonly EventKind Completed = new("policy-replay.completed", "completed the replay: {set.refused} refused, {set.stricter} asked for more, {set.looser} for less");
    public static readonly EventKind Cancelled = new("policy-replay.cancelled", "cancelled the replay; nothing of it is stored");
    public static readonly EventKind BrokenOff = new("policy-replay.broken-off", "broke the replay off; nothing of it is stored");
}
