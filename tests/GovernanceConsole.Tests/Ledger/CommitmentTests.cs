using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class CommitmentTests
{
    private static readonly byte[] Salt = Entries.Hash(9);

    private const string Id = "019b8d6a-3c40-7a10-8000-000000000001";

    [Fact]
    public void Of_KnownParts_HashesThemBehindTheirLengths()
    {
        byte[] expected = SHA256.HashData(
        [
            0x10, 0, 0, 0, 1, (byte)'L', 0, 0, 0, 36, .. Encoding.ASCII.GetBytes(Id), 0, 0, 0, 1, (byte)'f', 0, 0, 0, 32, .. Salt, 0, 0, 0, 2, 0xC3, 0xA9,
        ]);
        Assert.Equal(expected, Commitment.Of("L", Id, "f", Salt, "é"));
    }

    [Fact]
    public void Of_AnyPartChanged_IsAnotherCommitment()
    {
        byte[][] all =
        [
            Commitment.Of("ab", Id, "ef", Salt, "gh"), Commitment.Of("ab.", Id, "ef", Salt, "gh"), Commitment.Of("ab", Entries.Id(1).ToString(), "ef", Salt, "gh"),
            Commitment.Of("ab", Id, "e", Salt, "gh"), Commitment.Of("ab", Id, "ef", Entries.Hash(8), "gh"), Commitment.Of("ab", Id, "ef", Salt, ""),
        ];
        Assert.Equal(all.Length, all.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void Of_SaltOfAnotherLengthOrHalfAPair_Throws()
    {
        Assert.Throws<LedgerFormatException>(() => Commitment.Of("L", Id, "f", Salt.AsSpan(1), "x"));
        Assert.Throws<LedgerFormatException>(() => Commitment.Of("L", Id, "f", Salt, "\ud83d"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("019b8d6a3c407a108000000000000001")]
    [InlineData("019B8D6A-3C40-7A10-8000-000000000001")]
    [InlineData("{019b8d6a-3c40-7a10-8000-00000000001}")]
    public void Of_IdInAnotherFormThanTheBodys_Throws(string id) =>
        Assert.Throws<LedgerFormatException>(() => Commitment.Of("L", id, "f", Salt, "x"));

    [Fact]
    public void NewSalt_Twice_IsNeverTheSame() => Assert.NotEqual(Commitment.NewSalt(), Commitment.NewSalt());

    [Fact]
    public void RowsDigest_OfRows_IsTheRootOverSaltedLeaves()
    {
        string[] rows = ["""{"number":"INC1"}""", """{"number":"INC2"}""", new string('é', 1000)];
        byte[][] leaves = [.. rows.Select(row => SHA256.HashData([0x00, .. Salt, .. Encoding.UTF8.GetBytes(row)]))];
        var digest = new RowsDigest(Salt);
        foreach (var row in rows)
            digest.Add(row);
        Assert.Equal(3, digest.Count);
        Assert.Equal(MerkleTree.Root(leaves), digest.Root());
        Assert.Equal(digest.Root(), RowsDigest.Of(rows, Salt));
        Assert.NotEqual(digest.Root(), RowsDigest.Of(rows, Entries.Hash(8)));
        Assert.NotEqual(digest.Root(), RowsDigest.Of(rows.Reverse(), Salt));
        Assert.True(MerkleTree.VerifyInclusion(leaves[1], 1, 3, MerkleTree.InclusionProof(leaves, 1), digest.Root()));
    }

    [Fact]
    public void RowsDigest_SaltOfAnotherLength_Throws() => Assert.Throws<LedgerFormatException>(() => new RowsDigest(new byte[31]));
}
