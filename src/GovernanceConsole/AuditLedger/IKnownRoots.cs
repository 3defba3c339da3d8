namespace GovernanceConsole.AuditLedger;

/// <summary>What a ledger was at one size, by somebody else's word than its entries'.</summary>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The Merkle root over them; empty where the one who knew it can no longer be read.</param>
/// <param name="By">Whose word it is, for a sentence: <c>the signer's state file</c>.</param>
public sealed record KnownRoot(long Size, byte[] Root, string By);

/// <summary>Who remembers the ledgers: a history that was rewritten and recomputed to its end shows only against them.</summary>
public interface IKnownRoots
{
    /// <summary>What is known of a ledger, smallest first.</summary>
    /// <param name="ledger">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<KnownRoot>> OfAsync(string ledger, CancellationToken cancellationToken);
}
