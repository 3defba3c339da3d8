namespace GovernanceConsole.Ledger;

/// <summary>Bytes or values that the ledger's format does not allow. Says what and, where known, at which byte.</summary>
public sealed class LedgerFormatException : FormatException
{
    public LedgerFormatException(string message) : base(message) { }

    public LedgerFormatException(string message, Exception inner) : base(message, inner) { }
}
