using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger;

/// <summary>
/// L6: what reads files of strangers is given random bytes and good ones with faults in them. It answers, or says by
/// <see cref="LedgerFormatException"/> why not, in less than a second and with memory in proportion to the input. 20,000 inputs;
/// GOVERNANCE_LONG_TESTS makes it ten million.
/// </summary>
public sealed class StrangeInputTests
{
    private static readonly int Inputs = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1" ? 10_000_000 : 20_000;

    /// <summary>Those that check signatures and a whole bundle each time get fewer.</summary>
    private static readonly string[] Slow = ["EntryFrames", "bundle"];

    private static readonly Dictionary<string, (byte[][] Good, Action<byte[]> Read)> Readers = All();

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_AnyBytes_AnswersOrSaysWhyNot(string reader)
    {
        var (good, read) = Readers[reader];
        foreach (var bytes in good)
            read(bytes); // the seeds themselves are good

        var inputs = Gen.Frequency(
            (1, ArbMap.Default.GeneratorFor<byte[]>()),
            (1, Gen.Elements(Pieces).ListOf().Select(pieces => pieces.SelectMany(p => p).ToArray())),
            (6, Gen.Elements(good).SelectMany(bytes => EditOf(bytes.Length).ListOf().Select(edits => edits.Take(6).Aggregate(bytes, (b, edit) => edit(b))))));
        var patience = Patience(reader);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Slow.Contains(reader) ? Inputs / 40 : (Inputs - Slow.Length * (Inputs / 40)) / (Readers.Count - Slow.Length)),
            Prop.ForAll(Arb.From(inputs), bytes => Judge(read, bytes, patience)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ManyOfOneThing_AnswersOrSaysWhyNot(string reader)
    {
        var (good, read) = Readers[reader];
        foreach (var piece in Pieces)
        {
            var many = Enumerable.Repeat(piece, 256 * 1024 / piece.Length).SelectMany(p => p).ToArray();
            Judge(read, many, Patience(reader));
            Judge(read, [.. good[0], .. many], Patience(reader));
            Judge(read, [.. good[0][..(good[0].Length / 2)], .. many, .. good[0][(good[0].Length / 2)..]], Patience(reader));
        }
    }

    [Fact]
    public void Read_APolicyWithAKeyOnAnUnknownCurve_SaysWhyNot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key.ExportSubjectPublicKeyInfo();
        byte[] named = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]; // 1.2.840.10045.3.1.7
        byte[] changed = [.. spki];
        changed[spki.AsSpan().IndexOf(named) + 2] = 0x43;
        var policy = new MadeUpLedger(key: key).Policy().Replace(Convert.ToBase64String(spki), Convert.ToBase64String(changed), StringComparison.Ordinal);

        Assert.Throws<LedgerFormatException>(() => TrustPolicy.Parse(Utf8(policy)));
    }

    [Fact]
    public void Read_AnAnchorLineWithAnotherMember_SaysWhyNot()
    {
        var line = new AnchoredNote(MadeUpLedger.Start, new MadeUpLedger().Grow(1).Notes[0]).ToLine();

        Assert.NotNull(AnchoredNote.Parse(Utf8(line)));
        Assert.Throws<LedgerFormatException>(() => AnchoredNote.Parse(Utf8(line[..^1] + ",\"z\":1}")));
    }

    /// <summary>Bundles are read on the threads that all tests share, and wait for them.</summary>
    private static TimeSpan Patience(string reader) => TimeSpan.FromSeconds(Slow.Contains(reader) ? 20 : 1);

    private static void Judge(Action<byte[]> read, byte[] bytes, TimeSpan patience)
    {
        // A busy machine may take a second for anything: only who is slow three times is slow.
        var (slow, before) = (0, GC.GetAllocatedBytesForCurrentThread());
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                read(bytes);
            }
            catch (LedgerFormatException)
            {
                // the documented answer
            }

            if (attempt == 0)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated < 4 * 1024 * 1024 + 100L * bytes.Length, $"{bytes.Length} bytes took {allocated} bytes of memory: {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 2000)))}");
            }

            if (Stopwatch.GetElapsedTime(began) < patience)
                return;
            slow++;
        }

        Assert.True(slow < 3, $"It took more than {patience.TotalSeconds} s for {bytes.Length} bytes: {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 2000)))}");
    }

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud800", ":", ",", "0", "-0", "9007199254740992", "1e9999", "null", "true", "\"a\":", " ", "\n", "\n\n", "\r", "\t", "— ",
            "— a AAAAAAA=\n", "= ", "=", "+", "index 0\n", "extra ", "c2sp.org/tlog-proof@v1\n", "{\"a\":", "\u00e9", "e\u0301", "😀", "\ufeff", "\uffff",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0, 1], [0xff, 0xff],
    ];

    /// <summary>One fault at any place: a bit, a byte, a piece put in, a stretch left out, doubled or moved, the end cut.</summary>
    private static Gen<Func<byte[], byte[]>> EditOf(int length) =>
        from kind in Gen.Choose(0, 6)
        from at in Gen.Choose(0, Math.Max(0, length - 1))
        from to in Gen.Choose(0, Math.Max(0, length - 1))
        from value in Gen.Choose(0, 255)
        from piece in Gen.Elements(Pieces)
        select new Func<byte[], byte[]>(bytes =>
        {
            if (bytes.Length == 0)
                return piece;
            var (a, b) = (Math.Min(at, to) % bytes.Length, Math.Max(at, to) % bytes.Length);
            (a, b) = (Math.Min(a, b), Math.Max(a, b));
            byte[] changed = [.. bytes];
            switch (kind)
            {
                case 0:
                    changed[a] ^= (byte)(1 << value % 8);
                    return changed;
                case 1:
                    changed[a] = (byte)value;
                    return changed;
                case 2: return [.. bytes[..a], .. piece, .. bytes[a..]];
                case 3: return [.. bytes[..a], .. bytes[b..]];
                case 4: return [.. bytes[..b], .. bytes[a..]];
                case 5: return [.. bytes[b..], .. bytes[..a]];
                default: return bytes[..a];
            }
        });

    /// <summary>Writers bring texts to the normal form, so what is not in it comes back changed and cannot be compared.</summary>
    private static bool IsInNormalForm(byte[] bytes) => Encoding.UTF8.GetString(bytes).IsNormalized();

    private static Dictionary<string, (byte[][] Good, Action<byte[]> Read)> All()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ledger = new MadeUpLedger(key: key).Grow(5).Grow(4);
        byte[][] bodies = [Entries.First.ToBody(), Entries.Full.ToBody(), ledger.Bodies[3]!];
        var notes = string.Concat(ledger.Notes.Select(n => n.ToText()));
        var proof = new LogProof(5, MerkleTree.InclusionProof(ledger.Leaves, 5), ledger.NoteAt(9), ledger.Bodies[5]!);
        var policy = TrustPolicy.Parse(Encoding.UTF8.GetBytes(ledger.Policy()));
        var bundle = ledger.Bundle();
        byte[] frames = [];
        MadeUpLedger.With(bundle, "ledger-0/entries.bin", bytes => frames = bytes);

        return new(StringComparer.Ordinal)
        {
            ["canonical JSON"] = (bodies, bytes =>
            {
                // Whatever is canonical is written back as it was.
                if (CanonicalJson.IsCanonical(bytes) && bytes is [(byte)'{', ..] && IsInNormalForm(bytes))
                    Assert.True(Rewritten(bytes).AsSpan().SequenceEqual(bytes));
            }),
            ["LedgerEntry"] = (bodies, bytes =>
            {
                var entry = LedgerEntry.Parse(bytes);
                if (IsInNormalForm(bytes))
                    Assert.True(entry.ToBody().AsSpan().SequenceEqual(bytes));
            }),
            ["SignedNote"] = ([Utf8(ledger.Notes[0].ToText()), Utf8(ledger.Notes[0].AlsoSigned(key, "witness").ToText())], bytes =>
            {
                var note = SignedNote.Parse(Encoding.UTF8.GetString(bytes));
                Assert.Equal(Encoding.UTF8.GetString(bytes), note.ToText());
                note.Verify(key, ledger.Name);
                Checkpoint.Parse(note.Text);
            }),
            ["NoteFile"] = ([Utf8(notes), Utf8(ledger.Notes[0].ToText())], bytes => Assert.Equal(Encoding.UTF8.GetString(bytes), string.Concat(NoteFile.Parse(Encoding.UTF8.GetString(bytes)).Select(n => n.ToText())))),
            ["LogProof"] = ([Utf8(proof.ToText())], bytes =>
            {
                var read = LogProof.Parse(Encoding.UTF8.GetString(bytes));
                Assert.Equal(Encoding.UTF8.GetString(bytes), read.ToText());
                if (read.Fault(policy) is null)
                    Assert.Equal((proof.Index, proof.ToText()), (read.Index, read.ToText())); // nothing else can be right
            }),
            ["TrustPolicy"] = ([Utf8(ledger.Policy(75)), Utf8(ledger.Policy(null, (key, 0, 7), (key, 5, null)))], bytes => TrustPolicy.Parse(bytes)),
            ["EntryFrames"] = ([frames], bytes =>
            {
                var report = Verify(MadeUpLedger.With(bundle, "ledger-0/entries.bin", _ => bytes), policy);
                Assert.Equal(bytes.AsSpan().SequenceEqual(frames), report.ExitCode == 0);
            }),
            ["AnchoredNote"] = ([Utf8(new AnchoredNote(MadeUpLedger.Start, ledger.Notes[0]).ToLine() + "\n" + new AnchoredNote(MadeUpLedger.Start, ledger.Notes[1]).ToLine() + "\n")], bytes =>
            {
                var lines = string.Concat(AnchoredNote.ParseFile(new MemoryStream(bytes)).Select(n => n.ToLine() + "\n"));
                if (Encoding.UTF8.GetString(bytes).IsNormalized())
                    Assert.Equal(Encoding.UTF8.GetString(bytes), lines);
            }),
            ["bundle.json"] = ([new BundleManifest([ledger.Bundled()], MadeUpLedger.Start).ToBytes()], bytes => BundleManifest.Parse(bytes)),
            ["bundle"] = ([bundle], bytes => Verify(bytes, policy)),
        };
    }

    private static BundleReport Verify(byte[] bundle, TrustPolicy policy) =>
        BundleVerifier.VerifyAsync(new MemoryStream(bundle), new Trust(policy, [], [])).GetAwaiter().GetResult();

    private static byte[] Rewritten(byte[] canonical)
    {
        using var document = System.Text.Json.JsonDocument.Parse(canonical);
        return CanonicalJson.FromObject((Dictionary<string, object?>)ToObject(document.RootElement)!);

        static object? ToObject(System.Text.Json.JsonElement value) => value.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => ToObject(p.Value), StringComparer.Ordinal),
            System.Text.Json.JsonValueKind.Array => value.EnumerateArray().Select(ToObject).ToList(),
            System.Text.Json.JsonValueKind.String => value.GetString(),
            System.Text.Json.JsonValueKind.Number => value.GetInt64(),
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            _ => null,
        };
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
