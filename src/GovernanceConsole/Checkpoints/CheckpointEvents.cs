using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Checkpoints;

internal static class CheckpointEvents
{
    public static readonly EventKind KeepingFailed = new("ledger.keeping-failed", "raised the alarm: {keeper} keeps nothing new of {ledger} since {since}") { IsSecurityEvent = true, ObjectKind = "ledger-keeper" };

    public static readonly EventKind KeepingNoteChanged = new("ledger.keeping-note-changed", "found what the database notes of {keeper} and {ledger} changed past the console") { IsSecurityEvent = true, ObjectKind = "ledger-keeper" };

    public static readonly EventKind KeepingResumed = new("ledger.keeping-resumed", "called off the alarm: {keeper} keeps {ledger} again") { IsSecurityEvent = true, ObjectKind = "ledger-keeper" };

    public static readonly EventKind KeyRotated = new("ledger.key.rotated", "brought the key {keyId} into use beside the old one") { ObjectKind = "ledger-key", IsKeptForever = true };

    public static readonly EventKind KeyRetired = new("ledger.key.retired", "retired the key {keyId}") { ObjectKind = "ledger-key", IsKeptForever = true };

    public static readonly EventKind KeyRevoked = new("ledger.key.revoked", "revoked the key {keyId}") { ObjectKind = "ledger-key", IsKeptForever = true };

    public static readonly EventKind KeyRestarted = new("ledger.key.restarted", "had the restored ledgers signed by the new key {keyId}") { ObjectKind = "ledger-key", IsKeptForever = true };

    public static readonly EventKind ProofReleased = new("ledger.proof-released", "took the proof of entry {idx} of {ledger}") { IsSecurityEvent = true, ObjectKind = "ledger-proof" };
}
