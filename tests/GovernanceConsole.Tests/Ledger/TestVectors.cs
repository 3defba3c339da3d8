using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger;

/// <summary>
/// Makes the files of tests/vectors, the same in every run. What they mean for who writes a verifier: tests/vectors/README.md.
/// </summary>
internal static class TestVectors
{
    private const string Ledger = "vectors.example/ledger/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] Salt = SHA256.HashData("salt of the vectors"u8);

    /// <summary>Names and contents.</summary>
    public static IReadOnlyDictionary<string, byte[]> All()
    {
        using var key = new FixedKey("first");
        using var other = new FixedKey("second");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["trees.json"] = ToJson(Trees()),
            ["commitments.json"] = ToJson(Commitments()),
            ["checkpoints.json"] = ToJson(Checkpoints(key, other)),
            ["entries.json"] = ToJson(EntryBodies()),
        };
        var cases = new List<object>();
        foreach (var (name, code, why, bundle, policy, known, anchors) in BundleCases(key, other))
        {
            files[$"bundles/{name}.zip"] = bundle;
            files[$"bundles/{name}.policy.json"] = Utf8(policy);
            if (known is not null)
                files[$"bundles/{name}.known.txt"] = Utf8(known);
            if (anchors is not null)
                files[$"bundles/{name}.anchors.jsonl"] = Utf8(anchors);
            cases.Add(new { name, code, why, hasKnown = known is not null, hasAnchors = anchors is not null });
        }

        files["bundles/cases.json"] = ToJson(cases);
        var proofs = new List<object>();
        foreach (var (name, code, text, policy) in Proofs(key, other))
        {
            files[$"proofs/{name}.tlog-proof"] = Utf8(text);
            files[$"proofs/{name}.policy.json"] = Utf8(policy);
            proofs.Add(new { name, code });
        }

        files["proofs/cases.json"] = ToJson(proofs);
        return files;
    }

    private static object Trees()
    {
        byte[][] contents = [.. Enumerable.Range(0, 13).Select(i => Utf8(new string('x', i)))];
        byte[][] leaves = [.. contents.Select(c => LeafHash.Of(c))];
        List<object> inclusion = [], consistency = [];
        foreach (var size in new[] { 1, 2, 3, 4, 5, 7, 8, 13 })
        {
            var tree = leaves[..size];
            var root = MerkleTree.Root(tree);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(tree, index);
                inclusion.Add(new { leaf = index, index, size, root = Hex(root), proof = Hex(proof), valid = true });
                if (proof.Count > 0)
                {
                    inclusion.Add(new { leaf = index, index, size, root = Hex(root), proof = Hex([.. proof.Take(proof.Count - 1), Flipped(proof[^1])]), valid = false });
                    inclusion.Add(new { leaf = index, index, size, root = Hex(root), proof = Hex([.. proof.Skip(1)]), valid = false });
                    inclusion.Add(new { leaf = index, index, size, root = Hex(root), proof = Hex([.. proof, proof[0]]), valid = false });
                    inclusion.Add(new { leaf = index, index = (index + 1) % size, size, root = Hex(root), proof = Hex(proof), valid = false });
                    inclusion.Add(new { leaf = index, index = index + size, size, root = Hex(root), proof = Hex(proof), valid = false });
                }
            }

            for (var from = 0; from <= size; from++)
            {
                var (fromRoot, proof) = (MerkleTree.Root(leaves[..from]), MerkleTree.ConsistencyProof(tree, from));
                consistency.Add(new { from, fromRoot = Hex(fromRoot), to = size, toRoot = Hex(root), proof = Hex(proof), valid = true });
                consistency.Add(new { from, fromRoot = Hex(fromRoot), to = size, toRoot = Hex(root), proof = Hex([.. proof, root]), valid = false });
                consistency.Add(new { from, fromRoot = Hex(Flipped(fromRoot)), to = size, toRoot = Hex(root), proof = Hex(proof), valid = false });
                if (proof.Count > 0)
                {
                    consistency.Add(new { from, fromRoot = Hex(fromRoot), to = size, toRoot = Hex(root), proof = Hex([Flipped(proof[0]), .. proof.Skip(1)]), valid = false });
                    consistency.Add(new { from, fromRoot = Hex(fromRoot), to = size, toRoot = Hex(root), proof = Hex([.. proof.Take(proof.Count - 1)]), valid = false });
                }
            }
        }

        string[] rows = ["""{"number":"INC0000001"}""", """{"number":"INC0000002"}""", """{"number":"INC0000003","text":"Zoë"}"""];
        return new
        {
            leaves = contents.Select(Hex),
            leafHashes = leaves.Select(Hex),
            roots = Enumerable.Range(0, leaves.Length + 1).Select(n => Hex(MerkleTree.Root(leaves[..n]))),
            inclusion,
            consistency,
            rows = new[] { new { salt = Hex(Salt), rows, root = Hex(RowsDigest.Of(rows, Salt)) } },
        };
    }

    private static IEnumerable<object> Commitments()
    {
        var entry = Entries.Id(7).ToString();
        foreach (var (field, value) in new[] { ("set.name", "Ada"), ("set.name", ""), ("set.reason", "Zoë\nanswers 😀 for \"the desk\""), ("set.reason", "line\tfeed") })
        {
            var commitment = Convert.ToBase64String(Commitment.Of(Ledger, entry, field, Salt, value));
            yield return new { ledger = Ledger, entry, field, salt = Hex(Salt), value, commitment, valid = true };
            yield return new { ledger = Ledger, entry, field, salt = Hex(Flipped(Salt)), value, commitment, valid = false };
            yield return new { ledger = Ledger, entry, field, salt = Hex(Salt), value = value + " ", commitment, valid = false };
        }

        // Lengths stand before the parts, so moving a letter from one to the next is another commitment.
        var moved = Convert.ToBase64String(Commitment.Of(Ledger + "x", entry, "y", Salt, "z"));
        yield return new { ledger = Ledger, entry, field = "xy", salt = Hex(Salt), value = "z", commitment = moved, valid = false };
    }

    private static IEnumerable<object> Checkpoints(ECDsa key, ECDsa other)
    {
        var spki = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var good = SignedNote.Sign(new Checkpoint(Ledger, 3, MerkleTree.Root([Entries.Hash(1), Entries.Hash(2), Entries.Hash(3)])).ToText(), key, Ledger);
        var damaged = good.Signatures[0] with { Signature = [.. good.Signatures[0].Signature[..^1], (byte)(good.Signatures[0].Signature[^1] ^ 1)] };
        yield return Of("signed", good, true);
        yield return Of("empty ledger", SignedNote.Sign(new Checkpoint(Ledger, 0, MerkleTree.Root([])).ToText(), key, Ledger), true);
        yield return Of("signed by both keys of an overlap", good.AlsoSigned(other, Ledger), true);
        yield return Of("witnessed under another name", good.AlsoSigned(other, "witness.example"), true);
        yield return Of("signed by another key", SignedNote.Sign(good.Text, other, Ledger), false);
        yield return Of("under another name", SignedNote.Sign(good.Text, key, "another.example"), false);
        yield return Of("another size", good with { Text = good.Text.Replace("\n3\n", "\n4\n", StringComparison.Ordinal) }, false);
        yield return Of("damaged signature", good with { Signatures = [damaged] }, false);
        yield return Of("a good and a damaged signature of one key", good with { Signatures = [good.Signatures[0], damaged] }, false);

        object Of(string why, SignedNote note, bool valid) => new { why, key = spki, name = Ledger, note = note.ToText(), valid };
    }

    /// <summary>Bodies with their leaf hash; those without one are malformed (exit code 10).</summary>
    private static IEnumerable<object> EntryBodies()
    {
        foreach (var entry in new[] { Entries.First, Entries.Full })
        {
            var body = entry.ToBody();
            yield return new { why = "as it should be", body = Encoding.UTF8.GetString(body), leafHash = Hex(LeafHash.Of(body)) };
        }

        var text = Encoding.UTF8.GetString(Entries.First.ToBody());
        yield return Bad("white space", text.Replace(",\"at\"", ", \"at\"", StringComparison.Ordinal));
        yield return Bad("a fraction", text.Replace("\"to\":1", "\"to\":1.0", StringComparison.Ordinal));
        yield return Bad("an exponent", text.Replace("\"to\":1", "\"to\":1e0", StringComparison.Ordinal));
        yield return Bad("a negative zero", text.Replace("\"idx\":0", "\"idx\":-0", StringComparison.Ordinal));
        yield return Bad("2^53", text.Replace("\"to\":1", "\"to\":9007199254740992", StringComparison.Ordinal));
        yield return Bad("a key twice", text.Replace("\"v\":1", "\"v\":1,\"v\":1", StringComparison.Ordinal));
        yield return Bad("an unknown member", text.Replace("\"v\":1", "\"v\":1,\"w\":1", StringComparison.Ordinal));
        yield return Bad("a needless escape", text.Replace("\"via\":\"ui\"", "\"via\":\"\\u0075i\"", StringComparison.Ordinal));
        yield return Bad("an empty text", text.Replace("\"via\":\"ui\"", "\"via\":\"\"", StringComparison.Ordinal));
        yield return Bad("a day that does not exist", text.Replace("2026-01-05", "2026-02-29", StringComparison.Ordinal));
        yield return Bad("loose bits in base64", text[..text.IndexOf("\"prev\":\"", StringComparison.Ordinal)] + "\"prev\":\"" + new string('A', 42) + "B=" + text[text.IndexOf("\",\"tx\"", StringComparison.Ordinal)..]);
        yield return Bad("null instead of absent", text.Replace("\"actor\":{", "\"actor\":{\"acr\":null,", StringComparison.Ordinal));
        yield return Bad("another version", text.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal));
        yield return Bad("something after it", text + "\n");

        static object Bad(string why, string body)
        {
            Assert.Throws<LedgerFormatException>(() => LedgerEntry.Parse(Utf8(body)));
            return new { why, body, leafHash = (string?)null };
        }
    }

    private static IEnumerable<(string Name, int Code, string Why, byte[] Bundle, string Policy, string? Known, string? Anchors)> BundleCases(ECDsa key, ECDsa other)
    {
        MadeUpLedger Clean() => new MadeUpLedger(Ledger, key).Grow(6).Change("desk", "d-1", "p-1", group: (1, 2)).Change("desk", "d-2", "p-1", group: (2, 2)).Grow(4);
        const string entries = "ledger-0/entries.bin", notes = "ledger-0/checkpoints.txt";
        var good = Clean();
        var (zip, policy) = (good.Bundle(), good.Policy());
        var anchors = new AnchoredNote(MadeUpLedger.Start.AddMinutes(12), good.NoteAt(12)).ToLine() + "\n";
        yield return ("good", 0, "texts and states revealed", zip, policy, good.NoteAt(6).ToText(), anchors);
        yield return ("good-without-texts", 0, "no text revealed", good.Bundle(reveals: PrivateTexts.None), policy, null, null);
        yield return ("good-pruned", 0, "bodies 2 to 4 are pruned, and an entry says so", Pruned(Clean()).Bundle(), policy, null, null);
        yield return ("malformed", 10, "the last frame is cut", MadeUpLedger.With(zip, entries, b => b[..^3]), policy, null, null);
        yield return ("content", 20, "a fact of entry 3 was changed", Clean().Replace(3, b => b.Replace("Path 3", "Path 4", StringComparison.Ordinal)).Bundle(), policy, null, null);
        var gap = Clean();
        gap.Bodies.RemoveAt(3);
        yield return ("gap", 21, "entry 3 was left out", gap.Bundle(), policy, null, null);
        yield return ("signature", 30, "signed by a key that the policy does not name", zip, good.Policy(null, (other, 0, null)), null, null);
        yield return ("key-beyond-its-end", 30, "the key may sign up to size 11", zip, good.Policy(null, (key, 0, 11)), null, null);
        yield return ("fork", 31, "the auditor holds a checkpoint of another history", zip, policy, good.NoteAt(6, root: Entries.Hash(1)).ToText(), null);
        var cut = Clean();
        cut.Bodies.RemoveRange(8, 4);
        cut.Texts.RemoveAll(t => t.Idx >= 8);
        yield return ("tail", 32, "the last four entries are missing", cut.Bundle(), policy, null, null);
        yield return ("rollback", 33, "the newest checkpoint is smaller than the one before", MadeUpLedger.With(zip, notes, b => [.. b, .. Utf8(good.NoteAt(6).ToText())]), policy, null, null);
        yield return ("table", 40, "a state is of another version", good.Bundle(states: [.. good.States().Select(s => s with { Version = s.Version + 1 })]), policy, null, null);
        yield return ("rule", 41, "an entry is dated an hour before the one before it", Clean().Change("desk", "d-1", "p-1", at: MadeUpLedger.Start.AddHours(-1)).Sign().Bundle(), policy, null, null);
        yield return ("text", 50, "a revealed text is another one", good.Bundle(texts: [good.Texts[0] with { Value = "nothing" }, .. good.Texts.Skip(1)]), policy, null, null);
        yield return ("anchor", 60, "no anchor saw entry 6 and later ones for a day", zip, good.Policy(75), null, new AnchoredNote(MadeUpLedger.Start.AddMinutes(6), good.NoteAt(6)).ToLine() + "\n");

        static MadeUpLedger Pruned(MadeUpLedger ledger) => ledger.Prune(2, 4);
    }

    private static IEnumerable<(string Name, int Code, string Text, string Policy)> Proofs(ECDsa key, ECDsa other)
    {
        var ledger = new MadeUpLedger(Ledger, key).Grow(7);
        var proof = new LogProof(5, MerkleTree.InclusionProof(ledger.Leaves, 5), ledger.NoteAt(7), ledger.Bodies[5]!);
        yield return ("good", 0, proof.ToText(), ledger.Policy());
        yield return ("another-key", 30, proof.ToText(), ledger.Policy(null, (other, 0, null)));
        yield return ("another-entry", 20, (proof with { Body = ledger.Bodies[4]! }).ToText(), ledger.Policy());
        yield return ("another-index", 20, (proof with { Index = 4 }).ToText(), ledger.Policy());
        yield return ("hash-changed", 20, (proof with { Hashes = [Flipped(proof.Hashes[0]), .. proof.Hashes.Skip(1)] }).ToText(), ledger.Policy());
        yield return ("hash-dropped", 20, (proof with { Hashes = [.. proof.Hashes.Skip(1)] }).ToText(), ledger.Policy());
        yield return ("body-malformed", 10, (proof with { Body = [.. proof.Body, (byte)' '] }).ToText(), ledger.Policy());
    }

    private static byte[] ToJson(object value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Json), (byte)'\n'];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static IEnumerable<string> Hex(IEnumerable<byte[]> hashes) => hashes.Select(Hex);

    private static byte[] Flipped(byte[] hash)
    {
        byte[] flipped = [.. hash];
        flipped[^1] ^= 1;
        return flipped;
    }
}
