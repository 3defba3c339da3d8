using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>What this slice writes to the ledger. The changed fields stand in each entry beside these words.</summary>
internal static class RecoveryPathEvents
{
    public static readonly EventKind PathRegistered = new("recovery-path.registered", "registered the path {set.name}");
    public static readonly EventKind PathDescribed = new("recovery-path.described", "changed the description");
    public static readonly EventKind ReachDescribed = new("recovery-path.reach-described", "changed what the path can open");
    public static readonly EventKind BoundaryDescribed = new("recovery-path.boundary-described", "changed the control boundary");
    public static readonly EventKind ControlModelSet = new("recovery-path.control-model-set", "set version {version} of the shared control model");
    public static readonly EventKind ResponsibilitiesSet = new("recovery-path.responsibilities-set", "set the responsibility grid");
    public static readonly EventKind EscalationChainSet = new("recovery-path.escalation-chain-set", "set the escalation chain");
    public static readonly EventKind EvidenceListSet = new("recovery-path.evidence-list-set", "set version {version} of the evidence list");
    public static readonly EventKind NotifiedSystemsSet = new("recovery-path.notified-systems-set", "set the systems that are told");
    public static readonly EventKind AuthorityGranted = new("recovery-path.authority-granted", "granted the right to {right}");
    public static readonly EventKind AuthorityEnded = new("recovery-path.authority-ended", "ended the right to {right}");

    public static readonly EventKind OwnerAssigned = new("recovery-path.owner-assigned", "assigned the {seat}");
    public static readonly EventKind TransferProposed = new("recovery-path.transfer-proposed", "proposed to hand over the seat of the {seat}");
    public static readonly EventKind TransferAccepted = new("recovery-path.transfer-accepted", "took over as {seat}") { IsApproval = true };
    public static readonly EventKind TransferDeclined = new("recovery-path.transfer-declined", "declined to become {seat}");
    public static readonly EventKind TransferWithdrawn = new("recovery-path.transfer-withdrawn", "withdrew the proposed hand-over of the {seat}");
    public static readonly EventKind TransferOvertaken = new("recovery-path.transfer-overtaken", "called off the hand-over of the {seat}, who has left");
    public static readonly EventKind OwnershipConfirmed = new("recovery-path.ownership-confirmed", "confirmed to be the {seat}");
    public static readonly EventKind OwnershipDisputed = new("recovery-path.ownership-disputed", "disputed to be the {seat}");
    public static readonly EventKind OwnerLeft = new("recovery-path.owner-left", "found the {seat} gone since {since}");

    public static readonly EventKind SecurityReviewed = new("recovery-path.security-reviewed", "reviewed revision {revision} for security") { IsApproval = true };
    public static readonly EventKind SignedOff = new("recovery-path.signed-off", "signed off revision {revision} until {until}") { IsApproval = true };
    public static readonly EventKind SignOffWithdrawn = new("recovery-path.sign-off-withdrawn", "withdrew the sign-off");
    public static readonly EventKind Activated = new("recovery-path.activated", "activated the path");
    public static readonly EventKind Suspended = new("recovery-path.suspended", "suspended the path");
    public static readonly EventKind SuspendedAfterLapse = new("recovery-path.suspended-after-lapse", "suspended the path: {lapses}");
    public static readonly EventKind Resumed = new("recovery-path.resumed", "resumed the path");
    public static readonly EventKind Retired = new("recovery-path.retired", "retired the path");

    public static readonly EventKind AreaOwnerAssigned = new("control-area.owner-assigned", "assigned the owner of the area {area}") { ObjectKind = "area-ownership" };
    public static readonly EventKind AreaOwnerEnded = new("control-area.owner-ended", "ended the ownership of the area {area}") { ObjectKind = "area-ownership" };
}
