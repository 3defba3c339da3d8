using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Integrity;

internal static class IntegrityEvents
{
    public static readonly EventKind GuardsChanged = new("ledger.guards-changed", "found the database changed past its scripts: {differences}") { IsSecurityEvent = true, ObjectKind = IntegrityTopic.Kind };

    public static readonly EventKind GuardsRestored = new("ledger.guards-restored", "found the database as its scripts made it again") { IsSecurityEvent = true, ObjectKind = IntegrityTopic.Kind };

    public static readonly EventKind Reconciled = new("ledger.reconciled", "compared {objects} objects with their rows and found {differences} differences") { IsSecurityEvent = true, ObjectKind = IntegrityTopic.Kind };

    public static readonly EventKind Verified = new("ledger.verified", "read both ledgers again and found {entries} entries as they were written") { IsSecurityEvent = true, ObjectKind = IntegrityTopic.Kind };

    public static readonly EventKind FaultFound = new("ledger.fault-found", "found a fault in the ledgers: {fault}") { IsSecurityEvent = true, ObjectKind = IntegrityTopic.Kind };

    /// <summary>The ledger of security events itself may take no entry then, so the ledger of decisions says it.</summary>
    public static readonly EventKind SecurityEventsChanged = new("ledger.security-events-changed", "found the ledger of security events changed past the console: {fault}") { ObjectKind = IntegrityTopic.Kind };

    public static readonly EventKind Restored = new("ledger.restored", "restored a backup: decisions lost {decisionsLost}, security events lost {securityEventsLost}") { ObjectKind = IntegrityTopic.Kind, IsKeptForever = true };
}
