using System.Numerics;
using System.Security.Cryptography;

namespace GovernanceConsole.Ledger;

/// <summary>Roots and proofs over leaf hashes, by RFC 9162, 2.1: node = SHA-256(0x01 || left || right).</summary>
public static class MerkleTree
{
    public static byte[] Root(IReadOnlyList<byte[]> leafHashes) => Subtree(leafHashes, 0, leafHashes.Count);

    /// <summary>The hashes beside the way from leaf <paramref name="index"/> up to the root (2.1.3.1).</summary>
    public static IReadOnlyList<byte[]> InclusionProof(IReadOnlyList<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var proof = new List<byte[]>();
        var (from, to) = (0, leafHashes.Count);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            if (index < middle)
            {
                proof.Add(Subtree(leafHashes, middle, to));
                to = middle;
            }
            else
            {
                proof.Add(Subtree(leafHashes, from, middle));
                from = middle;
            }
        }
        proof.Reverse();
        return proof;
    }

    /// <summary>Whether the leaf stands at <paramref name="index"/> in the tree of that size and root (2.1.3.2).</summary>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || !AreHashes(proof) || leafHash.Length != SHA256.HashSizeInBytes)
            return false;
        var (node, last) = (index, size - 1);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        leafHash.CopyTo(hash);
        foreach (var beside in proof)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                Join(beside, hash, hash);
                var up = BitOperations.TrailingZeroCount(node);
                (node, last) = (node >> up, last >> up);
            }
            else
            {
                Join(hash, beside, hash);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>Shows that the tree of <paramref name="oldSize"/> leaves is the beginning of this one (2.1.4.1). Empty from nothing and to itself.</summary>
    public static IReadOnlyList<byte[]> ConsistencyProof(IReadOnlyList<byte[]> leafHashes, int oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leafHashes.Count);
        var proof = new List<byte[]>();
        if (oldSize == 0 || oldSize == leafHashes.Count)
            return proof;
        var (from, to) = (0, leafHashes.Count);
        while (to != oldSize)
        {
            var middle = from + Split(to - from);
            if (oldSize <= middle)
            {
                proof.Add(Subtree(leafHashes, middle, to));
                to = middle;
            }
            else
            {
                proof.Add(Subtree(leafHashes, from, middle));
                from = middle;
            }
        }
        if (from > 0) // otherwise the old root itself is the subtree, and the verifier has it
            proof.Add(Subtree(leafHashes, from, to));
        proof.Reverse();
        return proof;
    }

    /// <summary>Whether the new tree begins with the old one (2.1.4.2).</summary>
    public static bool VerifyConsistency(long oldSize, ReadOnlySpan<byte> oldRoot, long newSize, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        if (oldSize < 0 || oldSize > newSize || !AreHashes(proof))
            return false;
        if (oldSize == 0)
            return proof.Count == 0 && oldRoot.SequenceEqual(SHA256.HashData([])) && (newSize > 0 || newRoot.SequenceEqual(oldRoot));
        if (oldSize == newSize)
            return proof.Count == 0 && oldRoot.SequenceEqual(newRoot);

        var (node, last) = (oldSize - 1, newSize - 1);
        var up = BitOperations.TrailingZeroCount(~node);
        (node, last) = (node >> up, last >> up);
        var next = 0;
        Span<byte> oldHash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> newHash = stackalloc byte[SHA256.HashSizeInBytes];
        if (BitOperations.IsPow2(oldSize))
        {
            if (oldRoot.Length != oldHash.Length)
                return false;
            oldRoot.CopyTo(oldHash);
        }
        else
        {
            if (proof.Count == 0)
                return false;
            proof[next++].CopyTo(oldHash);
        }
        oldHash.CopyTo(newHash);
        for (; next < proof.Count; next++)
        {
            if (last == 0)
                return false;
            var beside = proof[next];
            if ((node & 1) == 1 || node == last)
            {
                Join(beside, oldHash, oldHash);
                Join(beside, newHash, newHash);
                up = BitOperations.TrailingZeroCount(node);
                (node, last) = (node >> up, last >> up);
            }
            else
            {
                Join(newHash, beside, newHash);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && oldHash.SequenceEqual(oldRoot) && newHash.SequenceEqual(newRoot);
    }

    /// <summary>The hash of an inner node. <paramref name="node"/> may be one of the two children.</summary>
    internal static void Join(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> node)
    {
        Span<byte> joined = stackalloc byte[1 + 2 * SHA256.HashSizeInBytes];
        joined[0] = 1;
        left.CopyTo(joined[1..]);
        right.CopyTo(joined[(1 + SHA256.HashSizeInBytes)..]);
        TreeHash.Of(joined, node);
    }

    private static byte[] Subtree(IReadOnlyList<byte[]> leafHashes, int from, int to)
    {
        var frontier = new MerkleFrontier();
        for (var i = from; i < to; i++)
            frontier.Append(leafHashes[i]);
        return frontier.Root();
    }

    // The largest power of two below the size.
    private static int Split(int size) => 1 << (31 - BitOperations.LeadingZeroCount((uint)size - 1));

    private static bool AreHashes(IReadOnlyList<byte[]> proof)
    {
        foreach (var hash in proof)
        {
            if (hash.Length != SHA256.HashSizeInBytes)
                return false;
        }
        return true;
    }
}
