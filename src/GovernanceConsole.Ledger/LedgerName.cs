namespace GovernanceConsole.Ledger;

/// <summary>What a ledger may be called: its checkpoints are signed under the name, and it stands in every body without escapes.</summary>
public static class LedgerName
{
    /// <exception cref="LedgerFormatException">The name cannot be one.</exception>
    public static void Check(string name)
    {
        SignedNote.CheckName(name);
        if (name.AsSpan().ContainsAny('"', '\\'))
            throw new LedgerFormatException("A ledger's name holds no quotes or backslashes.");
    }
}
