using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

/// <summary>The worked example of docs/ledger-format.md, value by value.</summary>
public sealed class LedgerFormatDocumentTests
{
    private const string Ledger = "console.example/ledger/1";

    private readonly Dictionary<string, string> _example;
    private readonly string _note;

    public LedgerFormatDocumentTests()
    {
        var document = File.ReadAllText(RepositoryTree.At("docs", "ledger-format.md")).ReplaceLineEndings("\n");
        var blocks = document.Split("```text\n")[1..].Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        Assert.Equal(2, blocks.Length);
        _example = blocks[0].TrimEnd().Split('\n').Select(line => line.Split(" = ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        _note = blocks[1];
    }

    [Fact]
    public void Example_Entries_HaveTheHashesItTells()
    {
        Assert.Equal(_example["genesis"], Hex(LedgerGenesis.Prev(Ledger)));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(_example[$"body {i}"], Encoding.UTF8.GetString(LedgerEntry.Parse(Body(i)).ToBody()));
            Assert.Equal(_example[$"leaf {i}"], Hex(LeafHash.Of(Body(i))));
            Assert.Equal(_example[$"root {i + 1}"], Hex(MerkleTree.Root(Leaves[..(i + 1)])));
        }
        Assert.Equal(_example["inclusion 1 of 3"], string.Join(' ', MerkleTree.InclusionProof(Leaves, 1).Select(Hex)));
        Assert.Equal(_example["consistency 2 to 3"], string.Join(' ', MerkleTree.ConsistencyProof(Leaves, 2).Select(Hex)));
    }

    [Fact]
    public void Example_Ledger_IsGoodUpToItsSignedCheckpoint()
    {
        var note = SignedNote.Parse(_note);
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(_example["public key"]), out _);
        Assert.Equal(_example["key id"], SignedNote.KeyId(key).ToString("x8", CultureInfo.InvariantCulture));
        Assert.True(note.Verify(key, Ledger));
        Assert.Equal(_note, note.ToText());

        var verifier = new ChainVerifier(Ledger);
        for (var i = 0; i < 3; i++)
            Assert.Null(verifier.Add(Body(i)));
        Assert.Null(verifier.Check(Checkpoint.Parse(note.Text)));
    }

    [Fact]
    public void Example_StatesCommitmentAndRows_HaveTheHashesItTells()
    {
        for (var i = 0; i < 2; i++)
        {
            var state = Encoding.UTF8.GetBytes(_example[$"state {i}"]);
            Assert.True(CanonicalJson.IsCanonical(state));
            Assert.Equal(_example[$"state hash {i}"], Hex(SHA256.HashData(state)));
            Assert.Equal(_example[$"state hash {i}"], Hex(LedgerEntry.Parse(Body(i)).Obj.StateHash!));
        }

        var second = LedgerEntry.Parse(Body(1));
        var commitment = Commitment.Of(Ledger, second.Id.ToString(), "set.purpose", Convert.FromHexString(_example["salt"]), _example["value"]);
        Assert.Equal(_example["commitment"], Hex(commitment));
        Assert.Equal(commitment, Assert.Single(second.Priv!).H);

        var rows = RowsDigest.Of([_example["row 0"], _example["row 1"], _example["row 2"]], Convert.FromHexString(_example["rows salt"]));
        Assert.Equal(_example["rows root"], Hex(rows));
        Assert.Contains(LedgerEntry.Parse(Body(2)).Act, fact => fact is { Key: "rowsRoot", Value: string root } && root == Convert.ToBase64String(rows));
    }

    private byte[][] Leaves => [.. Enumerable.Range(0, 3).Select(i => Convert.FromHexString(_example[$"leaf {i}"]))];

    private byte[] Body(int i) => Encoding.UTF8.GetBytes(_example[$"body {i}"]);

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
