using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using GovernanceConsole.Ledger;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger;

public sealed class MerkleTreeTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1";

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

    /// <summary>L2: what both implementations make of all trees to 300 leaves is the same, hash by hash, and both refuse what is forged.</summary>
    [Fact]
    [Trait("row", "R-161")]
    public async Task Proofs_OfEveryTreeTo300_AreThoseOfTheSecondImplementationAndForgedOnesAreRefused()
    {
        const int most = 300;
        var second = SecondVerifier.AskAsync("merkle-proofs.mjs", "--exhaustive", most.ToString(CultureInfo.InvariantCulture));
        var leaves = Random(most);
        byte[][] roots = [.. Enumerable.Range(0, most + 1).Select(size => ByDefinition(leaves.AsSpan(0, size)))];
        var (proofs, refused) = (0, 0);
        var ofSize = new byte[most + 1][];
        var known = new ConcurrentDictionary<(int, int), byte[]>();
        Parallel.For(0, most + 1, size =>
        {
            var hashes = new MemoryStream();
            hashes.Write(roots[size]);
            var tree = leaves[..size];
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionByDefinition(index, 0, size);
                if (IsCompared(size, index))
                    Assert.Equal(proof, MerkleTree.InclusionProof(tree, index));
                Assert.True(MerkleTree.VerifyInclusion(tree[index], index, size, proof, roots[size]));
                foreach (var forged in InTurn(proof, index + size, size))
                    Refuse(MerkleTree.VerifyInclusion(tree[index], index, size, forged, roots[size]));
                foreach (var other in new[] { index - 1, index + 1, (index + size) % (2 * size) }.Where(o => o != index))
                    Refuse(MerkleTree.VerifyInclusion(tree[index], other, size, proof, roots[size]));
                Keep(proof);
            }

            for (var old = 0; old <= size; old++)
            {
                var proof = old == 0 ? [] : ConsistencyByDefinition(old, 0, size, whole: true);
                if (IsCompared(size, old))
                    Assert.Equal(proof, MerkleTree.ConsistencyProof(tree, old));
                Assert.True(MerkleTree.VerifyConsistency(old, roots[old], size, roots[size], proof));
                foreach (var forged in InTurn(proof, old + size, size))
                    Refuse(MerkleTree.VerifyConsistency(old, roots[old], size, roots[size], forged));
                if (old > 1)
                    Refuse(MerkleTree.VerifyConsistency(old - 1, roots[old], size, roots[size], proof));
                Keep(proof);
            }

            ofSize[size] = hashes.ToArray();

            void Keep(IReadOnlyList<byte[]> proof)
            {
                foreach (var hash in proof)
                    hashes.Write(hash);
                Interlocked.Increment(ref proofs);
            }

            void Refuse(bool verifies)
            {
                Assert.False(verifies);
                Interlocked.Increment(ref refused);
            }
        });

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var hashes in ofSize)
            digest.AppendData(hashes);
        var other = await second;
        Assert.Equal(other.GetProperty("digest").GetString(), Convert.ToBase64String(digest.GetHashAndReset()));
        Assert.Equal(other.GetProperty("proofs").GetInt32(), proofs);
        Assert.Equal(other.GetProperty("refused").GetInt32(), refused);

        // Making a proof hashes the whole tree each time: of the large ones every seventh is made and compared, in turn.
        static bool IsCompared(int size, int index) => IsLong || size <= 64 || (size + index) % 7 == 0;

        byte[] Node(int from, int to) => known.GetOrAdd((from, to), _ =>
            to - from == 1 ? leaves[from] : SHA256.HashData([0x01, .. Node(from, from + Half(to - from)), .. Node(from + Half(to - from), to)]));

        // RFC 9162, 2.1.3.1 and 2.1.4.1, word for word.
        byte[][] InclusionByDefinition(int index, int from, int to)
        {
            if (to - from == 1)
                return [];
            var middle = from + Half(to - from);
            return index < middle
                ? [.. InclusionByDefinition(index, from, middle), Node(middle, to)]
                : [.. InclusionByDefinition(index, middle, to), Node(from, middle)];
        }

        byte[][] ConsistencyByDefinition(int old, int from, int to, bool whole)
        {
            if (old == to)
                return whole ? [] : [Node(from, to)];
            var middle = from + Half(to - from);
            return old <= middle
                ? [.. ConsistencyByDefinition(old, from, middle, whole), Node(middle, to)]
                : [.. ConsistencyByDefinition(old, middle, to, whole: false), Node(from, middle)];
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
        var k = Half(leaves.Length);
        return SHA256.HashData([0x01, .. ByDefinition(leaves[..k]), .. ByDefinition(leaves[k..])]);
    }

    /// <summary>The largest power of two smaller than the number.</summary>
    private static int Half(int count)
    {
        var k = 1;
        while (k * 2 < count)
            k *= 2;
        return k;
    }

    /// <summary>One bit flipped, one hash less, one doubled, one more, all moved by one. In large trees one of these in turn.</summary>
    private static IEnumerable<byte[][]> InTurn(IReadOnlyList<byte[]> proof, int turn, int size)
    {
        if (proof.Count == 0)
            return [[SHA256.HashData([])]];
        var at = turn % proof.Count;
        byte[] bit = [.. proof[at]];
        bit[turn % 32] ^= (byte)(1 << turn % 8);
        List<byte[][]> forged =
        [
            [.. proof.Select((h, i) => i == at ? bit : h)],
            [.. proof.Where((_, i) => i != at)],
            [.. proof.Take(at), proof[at], .. proof.Skip(at)],
            [.. proof, proof[0]],
        ];
        if (proof.Count > 1)
            forged.Add([.. proof.Skip(1), proof[0]]);
        return size <= 64 ? forged : [forged[turn % forged.Count]];
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
