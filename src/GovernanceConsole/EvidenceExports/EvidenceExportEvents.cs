using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.EvidenceExports;

internal static class EvidenceExportEvents
{
    public static readonly EventKind ListExported = new("list.exported", "exported {rows} rows of {list}") { IsSecurityEvent = true, ObjectKind = "export" };

    public static readonly EventKind LedgerExported = new("ledger.exported", "exported the ledgers: {decisions} decisions, {securityEvents} security events") { IsSecurityEvent = true, ObjectKind = "export" };
}
