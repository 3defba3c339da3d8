using System.Security.Cryptography;

namespace GovernanceConsole.Ledger;

/// <summary>What stands in <c>prev</c> of the first entry: it ties the chain to its ledger's name.</summary>
public static class LedgerGenesis
{
    public static byte[] Prev(string ledgerName) => SHA256.HashData(LedgerText.ToUtf8(ledgerName));
}
