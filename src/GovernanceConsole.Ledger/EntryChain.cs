using System.Buffers.Text;

namespace GovernanceConsole.Ledger;

/// <summary>
/// The order of a ledger's entries, checked one by one: format, ledger, idx, prev, groups. It may begin anywhere; what came before
/// its first entry is then for the caller to compare (<see cref="BeginsAfter"/>). The first fault is the answer ever after.
/// </summary>
internal sealed class EntryChain
{
    private const int HashText = 44;
    private const int IdText = 36;

    private readonly byte[] _ledger;
    private readonly string _ledgerName;
    private readonly byte[] _lastLeaf = new byte[LeafHash.Length];
    private readonly byte[] _openTx = new byte[IdText];
    private readonly byte[] _firstPrev = new byte[HashText];
    private readonly byte[] _firstTx = new byte[IdText];
    private bool _knowsLast;
    private bool _knowsGroup;
    private int _txN;
    private int _txOf;
    private int _firstTxN;
    private int _firstTxOf;
    private bool _hasFirst;

    /// <summary>From an entry of which is known what came before it.</summary>
    public EntryChain(byte[] ledger, string ledgerName, long next, ReadOnlySpan<byte> lastLeaf)
        : this(ledger, ledgerName, next)
    {
        if (lastLeaf.Length != LeafHash.Length)
            throw new LedgerFormatException($"A leaf hash has {LeafHash.Length} bytes, not {lastLeaf.Length}.");
        lastLeaf.CopyTo(_lastLeaf);
        (_knowsLast, _knowsGroup) = (true, true);
    }

    /// <summary>From any entry: whether it belongs after the one before it is not asked.</summary>
    public EntryChain(byte[] ledger, string ledgerName, long next)
    {
        (_ledger, _ledgerName) = (ledger, ledgerName);
        Next = First = next;
    }

    /// <summary>Number of the first entry.</summary>
    public long First { get; }

    /// <summary>Number of the entry that comes next.</summary>
    public long Next { get; private set; }

    /// <summary>Leaf hash of the last good entry.</summary>
    public ReadOnlySpan<byte> LastLeaf => _lastLeaf;

    /// <summary>Whether a group has begun that lacks its end.</summary>
    public bool IsInsideGroup => _txN != _txOf;

    /// <summary>What was wrong first; null as long as everything is good.</summary>
    public LedgerFault? Fault { get; private set; }

    /// <summary>The next entry's body; <paramref name="entry"/> is what was read where the answer is null.</summary>
    public LedgerFault? Add(ReadOnlySpan<byte> body, out LedgerEntryView entry)
    {
        entry = default;
        if (Fault is not null)
            return Fault;
        if (!LedgerEntryView.TryRead(body, out entry, out var malformed))
            return Found(LedgerFaultCode.Malformed, $"Entry {Next}: {malformed}");
        if (!entry.Ledger.SequenceEqual(_ledger))
            return Found(LedgerFaultCode.Content, $"Entry {Next} belongs to another ledger than {_ledgerName}.");
        if (entry.Idx != Next)
            return Found(LedgerFaultCode.Gap, $"Entry {Next} was to come, but the ledger goes on with {entry.Idx}.");
        if (!_hasFirst)
            Remember(entry);
        if (_knowsLast && !Says(entry.Prev, _lastLeaf))
            return Found(LedgerFaultCode.Content, NotAfter(Next));
        if (_knowsGroup && !Continues(entry.TxId, entry.TxN, entry.TxOf))
            return Found(LedgerFaultCode.Gap, Torn(Next));

        entry.TxId.CopyTo(_openTx);
        (_txN, _txOf) = (entry.TxN, entry.TxOf);
        LeafHash.Of(body, _lastLeaf);
        (_knowsLast, _knowsGroup) = (true, true);
        Next++;
        return null;
    }

    /// <summary>The next entry was pruned: only its leaf hash is left. What group it was in is not known any more.</summary>
    public void AddPruned(ReadOnlySpan<byte> leafHash)
    {
        leafHash.CopyTo(_lastLeaf);
        (_knowsLast, _knowsGroup, _hasFirst) = (true, false, true);
        (_txN, _txOf) = (0, 0);
        Next++;
    }

    /// <summary>To be asked where the ledger ends: a group must not lack its last entries.</summary>
    public LedgerFault? Complete() => Fault ?? (IsInsideGroup
        ? Found(LedgerFaultCode.Gap, $"The ledger ends with entry {Next - 1}, {_txN} of a group of {_txOf}.")
        : null);

    /// <summary>Whether the first entry of this stretch follows the last one of <paramref name="before"/>.</summary>
    public LedgerFault? BeginsAfter(EntryChain before)
    {
        if (_firstTxOf == 0)
            return null; // begins with a pruned entry, or with a fault that comes first
        if (!Says(_firstPrev, before._lastLeaf))
            return new LedgerFault(LedgerFaultCode.Content, First, NotAfter(First));
        return !before._knowsGroup || before.Continues(_firstTx, _firstTxN, _firstTxOf) ? null : new LedgerFault(LedgerFaultCode.Gap, First, Torn(First));
    }

    public LedgerFault Found(LedgerFaultCode code, string text) => Fault = new LedgerFault(code, Next, text);

    private void Remember(in LedgerEntryView entry)
    {
        entry.Prev.CopyTo(_firstPrev);
        entry.TxId.CopyTo(_firstTx);
        (_firstTxN, _firstTxOf, _hasFirst) = (entry.TxN, entry.TxOf, true);
    }

    private bool Continues(ReadOnlySpan<byte> tx, int n, int of) => IsInsideGroup
        ? n == _txN + 1 && of == _txOf && tx.SequenceEqual(_openTx)
        : n == 1;

    private static bool Says(ReadOnlySpan<byte> prev, ReadOnlySpan<byte> leaf)
    {
        Span<byte> expected = stackalloc byte[HashText];
        Base64.EncodeToUtf8(leaf, expected, out _, out _);
        return prev.SequenceEqual(expected);
    }

    private static string NotAfter(long idx) =>
        idx == 0 ? "The first entry does not begin this ledger." : $"Entry {idx - 1} is not the one that entry {idx} was written after.";

    private static string Torn(long idx) => $"Entry {idx}: a group of entries that were committed together is torn.";
}
