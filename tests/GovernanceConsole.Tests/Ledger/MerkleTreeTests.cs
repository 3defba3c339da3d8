using System.Security.Cryptography;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class MerkleTreeTests
{
    // The leaves and roots that the certificate transparency implementations of RFC 6962 share.
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] KnownLeaves = [.. Leaves.Select(leaf => LeafHash.Of(Convert.FromHexString(leaf)))];

    [Fact]
    public void Root_KnownLeaves_IsTheKnownRootAtEverySize()
    {
        var frontier = MerkleFrontier.Empty;
        for (var size = 0; size <= KnownLeaves.Length; size++)
        {
            Assert.Equal(Roots[size], Convert.ToHexStringLower(MerkleTree.Root(KnownLeaves[..size])));
            Assert.Equal(Roots[size], Convert.ToHexStringLower(frontier.Root()));
            if (size < KnownLeaves.Length)
                frontier.Append(KnownLeaves[size]);
        }
    }

    [Fact]
    public void InclusionProof_OfKnownTree_IsTheKnownProof()
    {
        Assert.Equal(
            ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
            MerkleTree.InclusionProof(KnownLeaves, 0).Select(Convert.ToHexStringLower));
        Assert.Equal(
            ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            MerkleTree.InclusionProof(KnownLeaves, 5).Select(Convert.ToHexStringLower));
    }

    [Fact]
    public void ConsistencyProof_OfKnownTree_IsTheKnownProof()
    {
        Assert.Empty(MerkleTree.ConsistencyProof(KnownLeaves[..1], 1));
        Assert.Equal(
            ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            MerkleTree.ConsistencyProof(KnownLeaves, 6).Select(Convert.ToHexStringLower));
    }

    [Fact]
    public void Frontier_EverySizeTo300_EqualsTheTreeByDefinition()
    {
        var leaves = Random(300);
        var frontier = new MerkleFrontier();
        for (var size = 0; size <= leaves.Length; size++)
        {
            var byDefinition = ByDefinition(leaves.AsSpan(0, size));
            Assert.Equal(size, frontier.Size);
            Assert.Equal(byDefinition, frontier.Root());
            Assert.Equal(byDefinition, MerkleFrontier.Restore(size, frontier.ToBytes()).Root());
            Assert.Equal(32 * int.PopCount(size), frontier.ToBytes().Length);
            if (size < leaves.Length)
                frontier.Append(leaves[size]);
        }
    }

    [Fact]
    public void Frontier_RestoredAtEverySize_GoesOnToTheSameRoot()
    {
        var leaves = Random(70);
        var expected = ByDefinition(leaves);
        var straight = new MerkleFrontier();
        for (var size = 0; size < leaves.Length; size++)
        {
            var resumed = MerkleFrontier.Restore(size, straight.ToBytes());
            foreach (var leaf in leaves[size..])
                resumed.Append(leaf);
            Assert.Equal(expected, resumed.Root());
            straight.Append(leaves[size]);
        }
    }

    [Fact]
    public void Clone_AppendedTo_LeavesTheOriginal()
    {
        var frontier = new MerkleFrontier();
        frontier.Append(KnownLeaves[0]);
        var clone = frontier.Clone();
        clone.Append(KnownLeaves[1]);
        Assert.Equal(Roots[1], Convert.ToHexStringLower(frontier.Root()));
        Assert.Equal(Roots[2], Convert.ToHexStringLower(clone.Root()));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(3, 32)]
    [InlineData(3, 96)]
    [InlineData(3, 63)]
    [InlineData(-1, 2048)]
    [InlineData(1L << 53, 32)]
    public void Restore_LengthThatDoesNotFitTheSize_Throws(long size, int length) =>
        Assert.Throws<LedgerFormatException>(() => MerkleFrontier.Restore(size, new byte[length]));

    [Fact]
    public void Append_NotAHash_Throws() => Assert.Throws<LedgerFormatException>(() => new MerkleFrontier().Append(new byte[31]));

    [Fact]
    public void InclusionProof_EveryLeafOfEverySmallTree_VerifiesAndForgedOnesDoNot()
    {
        var leaves = Random(20);
        for (var size = 1; size <= leaves.Length; size++)
        {
            var tree = leaves[..size];
            var root = ByDefinition(tree);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(tree, index);
                Assert.True(MerkleTree.VerifyInclusion(tree[index], index, size, proof, root));

                Assert.False(MerkleTree.VerifyInclusion(Flipped(tree[index]), index, size, proof, root));
                Assert.False(MerkleTree.VerifyInclusion(tree[index], index, size, proof, Flipped(root)));
                Assert.False(MerkleTree.VerifyInclusion(tree[index], index, size, [.. proof, root], root));
                foreach (var forged in Forged(proof))
                    Assert.False(MerkleTree.VerifyInclusion(tree[index], index, size, forged, root));
                for (var other = -1; other <= size; other++)
                    Assert.Equal(other == index, MerkleTree.VerifyInclusion(tree[index], other, size, proof, root));
            }
        }
    }

    [Fact]
    public void ConsistencyProof_EveryPairOfSmallTrees_VerifiesAndForgedOnesDoNot()
    {
        var leaves = Random(20);
        for (var newSize = 0; newSize <= leaves.Length; newSize++)
        {
            var newRoot = ByDefinition(leaves.AsSpan(0, newSize));
            for (var oldSize = 0; oldSize <= newSize; oldSize++)
            {
                var oldRoot = ByDefinition(leaves.AsSpan(0, oldSize));
                var proof = MerkleTree.ConsistencyProof(leaves[..newSize], oldSize);
                Assert.True(MerkleTree.VerifyConsistency(oldSize, oldRoot, newSize, newRoot, proof));

                Assert.False(MerkleTree.VerifyConsistency(oldSize, Flipped(oldRoot), newSize, newRoot, proof));
                Assert.False(MerkleTree.VerifyConsistency(oldSize, oldRoot, newSize, newRoot, [.. proof, newRoot]));
                if (oldSize > 0) // nothing is the beginning of everything
                    Assert.False(MerkleTree.VerifyConsistency(oldSize, oldRoot, newSize, Flipped(newRoot), proof));
                if (oldSize < newSize)
                    Assert.False(MerkleTree.VerifyConsistency(newSize, newRoot, oldSize, oldRoot, proof));
                foreach (var forged in Forged(proof))
                    Assert.False(MerkleTree.VerifyConsistency(oldSize, oldRoot, newSize, newRoot, forged));
            }
        }
    }

    [Fact]
    public void ConsistencyProof_OfARewrittenPast_IsNotFound()
    {
        var leaves = Random(13);
        byte[][] rewritten = [.. leaves];
        rewritten[4] = Flipped(leaves[4]);
        for (var oldSize = 5; oldSize < leaves.Length; oldSize++)
        {
            Assert.False(MerkleTree.VerifyConsistency(oldSize, ByDefinition(leaves.AsSpan(0, oldSize)), 13, ByDefinition(rewritten), MerkleTree.ConsistencyProof(rewritten, oldSize)));
            Assert.False(MerkleTree.VerifyConsistency(oldSize, ByDefinition(leaves.AsSpan(0, oldSize)), 13, ByDefinition(rewritten), MerkleTree.ConsistencyProof(leaves, oldSize)));
        }
    }

    private static byte[][] Random(int count) => [.. Enumerable.Range(0, count).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))];

    // RFC 9162, 2.1.1, word for word.
    private static byte[] ByDefinition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length)
            k *= 2;
        return SHA256.HashData([0x01, .. ByDefinition(leaves[..k]), .. ByDefinition(leaves[k..])]);
    }

    private static byte[] Flipped(byte[] hash)
    {
        byte[] flipped = [.. hash];
        flipped[^1] ^= 1;
        return flipped;
    }

    private static IEnumerable<byte[][]> Forged(IReadOnlyList<byte[]> proof)
    {
        for (var i = 0; i < proof.Count; i++)
        {
            byte[][] flipped = [.. proof], cut = [.. proof], missing = [.. proof.Where((_, n) => n != i)], swapped = [.. proof];
            flipped[i] = Flipped(proof[i]);
            yield return flipped;
            cut[i] = proof[i][..31];
            yield return cut;
            yield return missing;
            if (i > 0)
            {
                (swapped[i], swapped[i - 1]) = (swapped[i - 1], swapped[i]);
                yield return swapped;
            }
        }
    }
}
