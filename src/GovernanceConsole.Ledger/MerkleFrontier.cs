using System.Numerics;
using System.Security.Cryptography;

namespace GovernanceConsole.Ledger;

/// <summary>
/// The right edge of an append-only Merkle tree (RFC 9162 shape): one hash for each 1 in the size's binary form, of perfect subtrees from
/// left to right. Enough to append and to tell the root. Not for use by two threads at once.
/// </summary>
public sealed class MerkleFrontier
{
    private const int HashLength = SHA256.HashSizeInBytes;

    // 53 hashes reach 2^53 leaves, more than an entry's idx can count.
    private readonly byte[] _hashes = new byte[54 * HashLength];
    private int _count;

    /// <summary>A new frontier of no leaves.</summary>
    public static MerkleFrontier Empty => new();

    /// <summary>Leaves appended so far.</summary>
    public long Size { get; private set; }

    /// <summary>Continues from stored bytes; refuses them where their length does not fit the size.</summary>
    public static MerkleFrontier Restore(long size, ReadOnlySpan<byte> frontier)
    {
        if (size is < 0 or > CanonicalJson.MaxInteger || frontier.Length != BitOperations.PopCount((ulong)size) * HashLength)
            throw new LedgerFormatException($"A frontier of {frontier.Length} bytes does not belong to a tree of {size} leaves.");
        var restored = new MerkleFrontier { Size = size, _count = frontier.Length / HashLength };
        frontier.CopyTo(restored._hashes);
        return restored;
    }

    public void Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != HashLength)
            throw new LedgerFormatException($"A leaf hash has {HashLength} bytes, not {leafHash.Length}.");
        leafHash.CopyTo(Hash(_count++));
        for (var joins = BitOperations.TrailingZeroCount(~Size); joins > 0; joins--)
        {
            _count--;
            MerkleTree.Join(Hash(_count - 1), Hash(_count), Hash(_count - 1));
        }
        Size++;
    }

    /// <summary>The Merkle tree hash of RFC 9162, 2.1.1; of no leaves: SHA-256 of nothing.</summary>
    public byte[] Root()
    {
        if (_count == 0)
            return SHA256.HashData([]);
        var root = Hash(_count - 1).ToArray();
        for (var left = _count - 2; left >= 0; left--)
            MerkleTree.Join(Hash(left), root, root);
        return root;
    }

    /// <summary>popcount(<see cref="Size"/>) hashes of 32 bytes, largest subtree first.</summary>
    public byte[] ToBytes() => _hashes[..(_count * HashLength)];

    public MerkleFrontier Clone() => Restore(Size, _hashes.AsSpan(0, _count * HashLength));

    private Span<byte> Hash(int index) => _hashes.AsSpan(index * HashLength, HashLength);
}
