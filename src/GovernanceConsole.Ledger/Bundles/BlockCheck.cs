namespace GovernanceConsole.Ledger.Bundles;

/// <summary>
/// A block of entries checked by itself: format, ledger, numbers, chain and groups within it, and its leaf hashes. Blocks are checked
/// on all cores at once; whether one follows the other is compared in their order.
/// </summary>
internal sealed class BlockCheck
{
    private readonly FrameBlock _block;
    private readonly byte[] _leaves;
    private readonly List<long> _pruned = [];
    private readonly List<(long Idx, DateTimeOffset At)> _instants;
    private readonly List<LedgerEntry> _forRules = [];
    private readonly bool[] _isInsideGroup;

    private BlockCheck(FrameBlock block, EntryChain chain)
    {
        (_block, Chain) = (block, chain);
        _leaves = new byte[block.Count * LeafHash.Length];
        _isInsideGroup = new bool[block.Count];
        _instants = new List<(long, DateTimeOffset)>(block.Count);
    }

    /// <summary>The stretch as a chain, with its first fault.</summary>
    public EntryChain Chain { get; }

    /// <summary>How many entries from the first on are good in themselves.</summary>
    public int Good { get; private set; }

    /// <summary>Numbers of the entries without a body.</summary>
    public IReadOnlyList<long> Pruned => _pruned;

    /// <summary>When the others were written.</summary>
    public IReadOnlyList<(long Idx, DateTimeOffset At)> Instants => _instants;

    /// <summary>Entries that a rule looks at.</summary>
    public IReadOnlyList<LedgerEntry> ForRules => _forRules;

    public static BlockCheck Of(FrameBlock block, byte[] ledger, string ledgerName)
    {
        var check = new BlockCheck(block, new EntryChain(ledger, ledgerName, block.First));
        check.Run();
        return check;
    }

    /// <summary>Leaf hash of the block's entry i, of the good ones.</summary>
    public ReadOnlySpan<byte> Leaf(int i) => _leaves.AsSpan(i * LeafHash.Length, LeafHash.Length);

    /// <summary>Whether the group of entry i goes on after it.</summary>
    public bool IsInsideGroup(int i) => _isInsideGroup[i];

    private void Run()
    {
        for (; Good < _block.Count; Good++)
        {
            var body = _block.Body(Good, out var isPruned);
            if (isPruned)
            {
                Chain.AddPruned(body);
                _pruned.Add(_block.First + Good);
            }
            else if (Chain.Add(body, out var entry) is not null)
            {
                return;
            }
            else
            {
                _instants.Add((entry.Idx, entry.At));
                if (LedgerRules.LooksAt(entry))
                    _forRules.Add(entry.ToEntry());
            }

            _isInsideGroup[Good] = Chain.IsInsideGroup;
            Chain.LastLeaf.CopyTo(_leaves.AsSpan(Good * LeafHash.Length));
        }
    }
}
