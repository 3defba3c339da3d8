namespace GovernanceConsole.Ledger;

/// <summary>
/// Checks a ledger entry by entry as it streams by: format, ledger, idx, prev, groups; and grows the tree over the same leaf hashes.
/// The first fault ends the check and is the answer ever after. The last entries are vouched for only by <see cref="Check"/> against a
/// signed checkpoint: nothing inside a chain speaks of its own end. Of a pruned entry only the leaf hash is left; that an entry says so is
/// asked at the end.
/// </summary>
public sealed class ChainVerifier
{
    private readonly string _ledgerName;
    private readonly EntryChain _chain;
    private readonly MerkleFrontier _frontier;
    private readonly PrunedRanges _told = new();
    private readonly List<long> _pruned = [];

    /// <summary>From the first entry.</summary>
    public ChainVerifier(string ledgerName)
        : this(ledgerName, MerkleFrontier.Empty, LedgerGenesis.Prev(ledgerName))
    {
    }

    /// <summary>
    /// From entry number <paramref name="trusted"/>.Size, after a commit up to which everything was checked before;
    /// <paramref name="lastLeafHash"/> is of the last entry before.
    /// </summary>
    public ChainVerifier(string ledgerName, MerkleFrontier trusted, ReadOnlySpan<byte> lastLeafHash)
    {
        LedgerName.Check(ledgerName);
        _ledgerName = ledgerName;
        _frontier = trusted.Clone();
        _chain = new EntryChain(LedgerText.ToUtf8(ledgerName), ledgerName, trusted.Size, lastLeafHash);
    }

    /// <summary>Entries found good.</summary>
    public long Size => _frontier.Size;

    /// <summary>Leaf hash of the last good entry.</summary>
    public ReadOnlySpan<byte> LastLeaf => _chain.LastLeaf;

    public byte[] Root() => _frontier.Root();

    /// <summary>The tree and the chain as they stand, for a signer that goes on from here another time.</summary>
    internal (MerkleFrontier Frontier, byte[] LastLeaf) End(string ledgerName) => string.Equals(ledgerName, _ledgerName, StringComparison.Ordinal)
        ? (_frontier.Clone(), LastLeaf.ToArray())
        : throw new InvalidOperationException($"These are entries of {_ledgerName}.");

    /// <summary>The next entry's body. Null: it is good.</summary>
    public LedgerFault? Add(ReadOnlySpan<byte> body) => Add(body, out _);

    /// <summary>The next entry's body; <paramref name="entry"/> is what was read, valid as long as the body, where the answer is null.</summary>
    public LedgerFault? Add(ReadOnlySpan<byte> body, out LedgerEntryView entry)
    {
        var fault = _chain.Add(body, out entry);
        if (fault is not null)
            return fault;
        _frontier.Append(_chain.LastLeaf);
        if (entry.Type.SequenceEqual("ledger.pruned"u8))
            _told.Hear(entry.ToEntry());
        return null;
    }

    /// <summary>Entries whose bodies were pruned.</summary>
    public int Pruned => _pruned.Count;

    /// <summary>The next entry was pruned: only its leaf hash is left.</summary>
    public LedgerFault? AddPruned(ReadOnlySpan<byte> leafHash)
    {
        if (_chain.Fault is { } fault)
            return fault;
        if (leafHash.Length != LeafHash.Length)
            return _chain.Found(LedgerFaultCode.Malformed, $"Entry {Size}: a leaf hash has {LeafHash.Length} bytes.");
        _pruned.Add(Size);
        _chain.AddPruned(leafHash);
        _frontier.Append(leafHash);
        return null;
    }

    /// <summary>Whether entries that were added name each entry from the one number to the other as pruned.</summary>
    public bool TellsOfPruned(long from, long to) => _told.Names(from, to);

    /// <summary>To be asked where the ledger ends: a group must not lack its last entries, nor a pruned entry the one that says so.</summary>
    public LedgerFault? Complete() => _chain.Complete() ?? (_told.FirstUntold(_pruned) is { } untold ? PrunedRanges.Untold(untold) : null);

    /// <summary>
    /// Compares with a checkpoint whose signature was checked, after as many entries as it counts or at the ledger's end. A torn group
    /// is found too: checkpoints are made between commits.
    /// </summary>
    public LedgerFault? Check(Checkpoint checkpoint)
    {
        if (_chain.Fault is { } fault)
            return fault;
        if (checkpoint.Size < Size)
            throw new InvalidOperationException($"The checkpoint at {checkpoint.Size} was to be checked before entry {checkpoint.Size} was added; there are {Size} by now.");
        if (!string.Equals(checkpoint.Origin, _ledgerName, StringComparison.Ordinal))
            return _chain.Found(LedgerFaultCode.Content, $"The checkpoint is of {checkpoint.Origin}, the entries are of {_ledgerName}.");
        if (checkpoint.Size > Size)
            return _chain.Found(LedgerFaultCode.TailMissing, $"The checkpoint counts {checkpoint.Size} entries, the ledger ends after {Size}.");
        if (!Root().AsSpan().SequenceEqual(checkpoint.Root))
            return _chain.Found(LedgerFaultCode.Content, $"The first {Size} entries are not the ones that were signed.");
        return Complete();
    }
}
