namespace GovernanceConsole.AuditLedger;

/// <summary>What a ledger was at one size, by somebody else's word than its entries'.</summary>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The Merkle root over them; empty where the one who knew it can no longer be read.</param>
/// <param name="By">Whose word it is, for a sentence: <c>the signer's state file</c>.</param>
/// <param name="IsStoredBeside">Whether it lies in the same database, and so speaks of the same moment: it cannot know more entries than there are.</param>
public sealed record KnownRoot(long Size, byte[] Root, string By, bool IsStoredBeside);

/// <summary>Who remembers the ledgers: a history that was rewritten and recomputed to its end shows only against them.</summary>
public interface IKnownRoots
{
    /// <summary>The entries below one tile.</summary>
    int TileLength { get; }

    /// <summary>What is known of a ledger, smallest first.</summary>
    /// <param name="ledger">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<KnownRoot>> OfAsync(string ledger, CancellationToken cancellationToken);

    /// <summary>The roots that are stored over each <see cref="TileLength"/> entries, for proofs; by the number of the tile.</summary>
    /// <param name="ledger">The ledger's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyDictionary<long, byte[]>> TilesOfAsync(string ledger, CancellationToken cancellationToken);
}
