namespace GovernanceConsole.Ledger.Signing;

/// <summary>Nothing was signed.</summary>
public sealed class SignerException : Exception
{
    /// <param name="message">One sentence for whoever operates the console.</param>
    /// <param name="fault">What is wrong with the ledger; null where it is not the ledger.</param>
    public SignerException(string message, LedgerFault? fault = null)
        : base(message) => Fault = fault;

    /// <param name="message">One sentence for whoever operates the console.</param>
    /// <param name="cause">What was met.</param>
    public SignerException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>What is wrong with the ledger; null where it is not the ledger.</summary>
    public LedgerFault? Fault { get; }
}
