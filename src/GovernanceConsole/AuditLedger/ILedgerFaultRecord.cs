namespace GovernanceConsole.AuditLedger;

/// <summary>Tells people that a ledger was changed past the console, as soon as a command meets it.</summary>
internal interface ILedgerFaultRecord
{
    /// <summary>Writes it down and tells those who watch. Where even that cannot be stored, the health check alone says it.</summary>
    /// <param name="fault">What was found, in a sentence.</param>
    /// <param name="isOfSecurityEvents">Whether the ledger of security events was changed, which can then perhaps not say so itself.</param>
    Task TellAsync(string fault, bool isOfSecurityEvents);
}
