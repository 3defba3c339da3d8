using System.Buffers.Text;

namespace GovernanceConsole.Ledger;

/// <summary>
/// Checks a ledger entry by entry as it streams by: format, ledger, idx, prev, groups; and grows the tree over the same leaf hashes.
/// The first fault ends the check and is the answer ever after. The last entries are vouched for only by <see cref="Check"/> against a
/// signed checkpoint: nothing inside a chain speaks of its own end.
/// </summary>
public sealed class ChainVerifier
{
    private const int HashText = 44;
    private const int IdText = 36;

    private readonly byte[] _ledger;
    private readonly string _ledgerName;
    private readonly MerkleFrontier _frontier;
    private readonly byte[] _lastLeaf;
    private readonly byte[] _openTx = new byte[IdText];
    private int _txN;
    private int _txOf;
    private LedgerFault? _fault;

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
        if (lastLeafHash.Length != LeafHash.Length)
            throw new LedgerFormatException($"A leaf hash has {LeafHash.Length} bytes, not {lastLeafHash.Length}.");
        SignedNote.CheckName(ledgerName); // checkpoints are signed under it
        if (ledgerName.AsSpan().ContainsAny('"', '\\'))
            throw new LedgerFormatException("A ledger's name holds no quotes or backslashes.");
        _ledgerName = ledgerName;
        _ledger = LedgerText.ToUtf8(ledgerName);
        _frontier = trusted.Clone();
        _lastLeaf = lastLeafHash.ToArray();
    }

    /// <summary>Entries found good.</summary>
    public long Size => _frontier.Size;

    /// <summary>Leaf hash of the last good entry.</summary>
    public ReadOnlySpan<byte> LastLeaf => _lastLeaf;

    public byte[] Root() => _frontier.Root();

    /// <summary>The next entry's body. Null: it is good.</summary>
    public LedgerFault? Add(ReadOnlySpan<byte> body) => Add(body, out _);

    /// <summary>The next entry's body; <paramref name="entry"/> is what was read, valid as long as the body, where the answer is null.</summary>
    public LedgerFault? Add(ReadOnlySpan<byte> body, out LedgerEntryView entry)
    {
        entry = default;
        if (_fault is not null)
            return _fault;
        if (!LedgerEntryView.TryRead(body, out entry, out var malformed))
            return Found(LedgerFaultCode.Malformed, $"Entry {Size}: {malformed}");
        if (!entry.Ledger.SequenceEqual(_ledger))
            return Found(LedgerFaultCode.Content, $"Entry {Size} belongs to another ledger than {_ledgerName}.");
        if (entry.Idx != Size)
            return Found(LedgerFaultCode.Gap, $"Entry {Size} was to come, but the ledger goes on with {entry.Idx}.");
        if (!SaysPrev(entry.Prev))
            return Found(LedgerFaultCode.Content, Size == 0 ? "The first entry does not begin this ledger." : $"Entry {Size - 1} is not the one that entry {Size} was written after.");
        if (!ContinuesTx(entry))
            return Found(LedgerFaultCode.Gap, $"Entry {Size}: a group of entries that were committed together is torn.");

        entry.TxId.CopyTo(_openTx);
        (_txN, _txOf) = (entry.TxN, entry.TxOf);
        LeafHash.Of(body, _lastLeaf);
        _frontier.Append(_lastLeaf);
        return null;
    }

    /// <summary>To be asked where the ledger ends: a group must not lack its last entries.</summary>
    public LedgerFault? Complete() => _fault ?? (_txN == _txOf
        ? null
        : Found(LedgerFaultCode.Gap, $"The ledger ends with entry {Size - 1}, {_txN} of a group of {_txOf}."));

    /// <summary>
    /// Compares with a checkpoint whose signature was checked, after as many entries as it counts or at the ledger's end. A torn group
    /// is found too: checkpoints are made between commits.
    /// </summary>
    public LedgerFault? Check(Checkpoint checkpoint)
    {
        if (_fault is not null)
            return _fault;
        if (checkpoint.Size < Size)
            throw new InvalidOperationException($"The checkpoint at {checkpoint.Size} was to be checked before entry {checkpoint.Size} was added; there are {Size} by now.");
        if (!string.Equals(checkpoint.Origin, _ledgerName, StringComparison.Ordinal))
            return Found(LedgerFaultCode.Content, $"The checkpoint is of {checkpoint.Origin}, the entries are of {_ledgerName}.");
        if (checkpoint.Size > Size)
            return Found(LedgerFaultCode.TailMissing, $"The checkpoint counts {checkpoint.Size} entries, the ledger ends after {Size}.");
        if (!Root().AsSpan().SequenceEqual(checkpoint.Root))
            return Found(LedgerFaultCode.Content, $"The first {Size} entries are not the ones that were signed.");
        return Complete();
    }

    private LedgerFault Found(LedgerFaultCode code, string text) => _fault = new LedgerFault(code, Size, text);

    private bool SaysPrev(ReadOnlySpan<byte> prev)
    {
        Span<byte> expected = stackalloc byte[HashText];
        Base64.EncodeToUtf8(_lastLeaf, expected, out _, out _);
        return prev.SequenceEqual(expected);
    }

    private bool ContinuesTx(in LedgerEntryView entry) => _txN == _txOf
        ? entry.TxN == 1
        : entry.TxN == _txN + 1 && entry.TxOf == _txOf && entry.TxId.SequenceEqual(_openTx);
}
