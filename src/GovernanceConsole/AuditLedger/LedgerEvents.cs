namespace GovernanceConsole.AuditLedger;

internal static class LedgerEvents
{
    public static readonly EventKind ActRefused = new("act.refused", "was refused {useCase}: {codes}") { IsSecurityEvent = true, ObjectKind = null };

    /// <summary>Which bodies went when their retention was over; the verifier reads it (docs/ledger-format.md, section 8).</summary>
    public static readonly EventKind Pruned = new("ledger.pruned", "deleted the bodies of entries {from} to {to}, whose retention is over ({number})") { ObjectKind = "retention", IsKeptForever = true, MayLeaveTheState = true, MayStandInEither = true };

    /// <summary>The same for the ledger of security events: it stands in the ledger of its entries.</summary>
    public static EventKind SecurityPruned => Pruned with { IsSecurityEvent = true };

    public static readonly EventKind TrailRead = new("trail.read", "read the private texts of entry {entry} ({ledger})") { IsSecurityEvent = true };
    public static readonly EventKind TrailSearched = new("trail.searched", "searched the audit trail ({ledger}): {search}") { IsSecurityEvent = true };
}
