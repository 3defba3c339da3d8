using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger;

/// <summary>
/// tests/vectors is what strangers test their verifiers with: it is as pinned, and both verifiers answer each file as it says.
/// GOVERNANCE_UPDATE=1 writes it, after a change of the format's version only.
/// </summary>
[Trait("row", "R-161")]
public sealed class TestVectorsTests : IDisposable
{
    private static readonly string Folder = RepositoryTree.At("tests", "vectors");

    private readonly string _temporary = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    [Fact]
    public void Files_AreAsPinned()
    {
        var made = TestVectors.All();
        if (Environment.GetEnvironmentVariable("GOVERNANCE_UPDATE") == "1")
        {
            foreach (var (name, content) in made.Where(m => !IsAsPinned(m.Key, m.Value)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
                File.WriteAllBytes(Path.Combine(Folder, name), content);
            }
        }

        Expect.None(made.Where(m => !IsAsPinned(m.Key, m.Value)).Select(m => $"tests/vectors/{m.Key} is not what would be made now"));
        Expect.None(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
            .Where(f => f != "README.md" && !made.ContainsKey(f)).Select(f => $"tests/vectors/{f} is made by nothing"));
    }

    [Fact]
    public async Task Bundles_AreAnsweredAsPinnedByBothVerifiers()
    {
        var cases = Cases("bundles");
        var second = await SecondVerifier.RunAsync(_temporary, [.. cases.Select(c => new SecondVerifier.Case(
            PathOf(c, ".zip"), PathOf(c, ".policy.json"), c.GetProperty("hasKnown").GetBoolean() ? [PathOf(c, ".known.txt")] : [], c.GetProperty("hasAnchors").GetBoolean() ? [PathOf(c, ".anchors.jsonl")] : []))]);

        foreach (var (one, other) in cases.Zip(second))
        {
            var (name, code) = (one.GetProperty("name").GetString(), one.GetProperty("code").GetInt32());
            await using var zip = File.OpenRead(PathOf(one, ".zip"));
            var report = await BundleVerifier.VerifyAsync(zip, new Trust(
                TrustPolicy.Parse(await File.ReadAllBytesAsync(PathOf(one, ".policy.json"))),
                one.GetProperty("hasKnown").GetBoolean() ? NoteFile.Parse(await File.ReadAllTextAsync(PathOf(one, ".known.txt"))) : [],
                one.GetProperty("hasAnchors").GetBoolean() ? AnchoredNote.ParseFile(new MemoryStream(await File.ReadAllBytesAsync(PathOf(one, ".anchors.jsonl")))) : []));
            Assert.True(report.ExitCode == code, $"{name}: the first verifier says {report.ExitCode}: {report.Fault?.Text}");
            var expected = code == (int)LedgerFaultCode.RuleBroken ? 0 : code; // rules are the first verifier's alone
            Assert.True(other.Code == expected, $"{name}: the second verifier says {other.Code}: {other.Text}");
        }

        Assert.Equal(Enum.GetValues<LedgerFaultCode>().Select(c => (int)c).Append(0).Order(), cases.Select(c => c.GetProperty("code").GetInt32()).Distinct().Order());

        static string PathOf(JsonElement one, string ending) => Path.Combine(Folder, "bundles", one.GetProperty("name").GetString() + ending);
    }

    [Fact]
    public async Task Proofs_AreAnsweredAsPinnedByBothVerifiers()
    {
        var cases = Cases("proofs").Select(c => (Path: Path.Combine(Folder, "proofs", c.GetProperty("name").GetString()!), Code: c.GetProperty("code").GetInt32())).ToList();
        var second = await SecondVerifier.RunAsync(_temporary, [.. cases.Select(c => ($"{c.Path}.tlog-proof", $"{c.Path}.policy.json"))]);

        foreach (var ((path, code), other) in cases.Zip(second))
        {
            var fault = LogProof.Parse(await File.ReadAllTextAsync($"{path}.tlog-proof")).Fault(TrustPolicy.Parse(await File.ReadAllBytesAsync($"{path}.policy.json")));
            Assert.True((fault is null ? 0 : (int)fault.Code) == code, $"{path}: {fault}");
            Assert.True(other.Code == code, $"{path}: the second verifier says {other.Code}: {other.Text}");
        }
    }

    [Fact]
    public async Task TreesCommitmentsAndCheckpoints_AreAnsweredAsPinnedByBothImplementations()
    {
        var second = SecondVerifier.AskAsync("merkle-proofs.mjs", "--vectors", Folder);
        var mine = 0;

        var trees = Json("trees.json");
        byte[][] leaves = [.. trees.GetProperty("leaves").EnumerateArray().Select(l => LeafHash.Of(Hex(l)))];
        foreach (var (leaf, i) in trees.GetProperty("leafHashes").EnumerateArray().Select((l, i) => (l, i)))
            Says(Hex(leaf).AsSpan().SequenceEqual(leaves[i]), true);
        foreach (var (root, n) in trees.GetProperty("roots").EnumerateArray().Select((r, n) => (r, n)))
            Says(Hex(root).AsSpan().SequenceEqual(MerkleTree.Root(leaves[..n])), true);
        foreach (var v in trees.GetProperty("inclusion").EnumerateArray())
        {
            Says(MerkleTree.VerifyInclusion(leaves[v.GetProperty("leaf").GetInt32()], v.GetProperty("index").GetInt64(), v.GetProperty("size").GetInt64(), Hashes(v), Hex(v.GetProperty("root"))), Valid(v));
        }

        foreach (var v in trees.GetProperty("consistency").EnumerateArray())
        {
            Says(MerkleTree.VerifyConsistency(v.GetProperty("from").GetInt64(), Hex(v.GetProperty("fromRoot")), v.GetProperty("to").GetInt64(), Hex(v.GetProperty("toRoot")), Hashes(v)), Valid(v));
        }

        foreach (var v in trees.GetProperty("rows").EnumerateArray())
            Says(RowsDigest.Of([.. v.GetProperty("rows").EnumerateArray().Select(r => r.GetString()!)], Hex(v.GetProperty("salt"))).AsSpan().SequenceEqual(Hex(v.GetProperty("root"))), true);

        foreach (var v in Json("commitments.json").EnumerateArray())
        {
            var commitment = Commitment.Of(Text(v, "ledger"), Text(v, "entry"), Text(v, "field"), Hex(v.GetProperty("salt")), Text(v, "value"));
            Says(Convert.ToBase64String(commitment) == Text(v, "commitment"), Valid(v));
        }

        foreach (var v in Json("checkpoints.json").EnumerateArray())
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Text(v, "key")), out _);
            Says(SignedNote.Parse(Text(v, "note")).Verify(key, Text(v, "name")), Valid(v));
        }

        Assert.Equal((await second).GetProperty("checked").GetInt32(), mine);

        void Says(bool answer, bool expected)
        {
            Assert.Equal(expected, answer);
            mine++;
        }

        static bool Valid(JsonElement v) => v.GetProperty("valid").GetBoolean();
        static string Text(JsonElement v, string name) => v.GetProperty(name).GetString()!;
        static byte[] Hex(JsonElement v) => Convert.FromHexString(v.GetString()!);
        static byte[][] Hashes(JsonElement v) => [.. v.GetProperty("proof").EnumerateArray().Select(Hex)];
    }

    [Fact]
    public void Entries_AreReadOrRefusedAsPinned()
    {
        foreach (var v in Json("entries.json").EnumerateArray())
        {
            var body = Encoding.UTF8.GetBytes(v.GetProperty("body").GetString()!);
            if (v.GetProperty("leafHash").GetString() is { } leaf)
                Assert.Equal(leaf, Convert.ToHexStringLower(LeafHash.Of(LedgerEntry.Parse(body).ToBody())));
            else
                Assert.Throws<LedgerFormatException>(() => LedgerEntry.Parse(body));
        }
    }

    /// <summary>A zip may be packed otherwise by another version of the runtime; its files may not differ.</summary>
    private static bool IsAsPinned(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path))
            return false;
        var pinned = File.ReadAllBytes(path);
        return pinned.AsSpan().SequenceEqual(content) || (name.EndsWith(".zip", StringComparison.Ordinal) && Unpacked(pinned).SequenceEqual(Unpacked(content)));
    }

    private static List<string> Unpacked(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return [.. zip.Entries.Select(file =>
        {
            using var stream = file.Open();
            return $"{file.FullName} {Convert.ToHexStringLower(SHA256.HashData(stream))}";
        })];
    }

    private static JsonElement[] Cases(string folder) => [.. Json($"{folder}/cases.json").EnumerateArray()];

    private static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));
        return document.RootElement.Clone();
    }
}
