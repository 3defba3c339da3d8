namespace GovernanceConsole.AuditLedger;

internal static class LedgerEvents
{
    public static readonly EventKind ActRefused = new("act.refused", "was refused {useCase}: {codes}") { IsSecurityEvent = true };
}
