namespace GovernanceConsole.AuditLedger;

internal static class LedgerEvents
{
    public static readonly EventKind ActRefused = new("act.refused", "was refused {useCase}: {codes}") { IsSecurityEvent = true, ObjectKind = null };

    public static readonly EventKind TrailRead = new("trail.read", "read the private texts of entry {entry} ({ledger})") { IsSecurityEvent = true };
    public static readonly EventKind TrailSearched = new("trail.searched", "searched the audit trail ({ledger}): {search}") { IsSecurityEvent = true };
}
