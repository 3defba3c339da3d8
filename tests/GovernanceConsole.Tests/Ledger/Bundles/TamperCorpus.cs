using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger.Bundles;

/// <param name="Name">What was done, as a file name.</param>
/// <param name="Code">The exit code a verifier must give.</param>
internal sealed record TamperCase(string Name, int Code, byte[] Bundle, string Policy)
{
    /// <summary>Checkpoints the auditor has from elsewhere.</summary>
    public string Known { get; init; } = "";

    /// <summary>An anchor file; null where none is given.</summary>
    public string? Anchors { get; init; }

    /// <summary>Rules are the first verifier's alone; for the second one the bundle is good.</summary>
    public int CodeOfSecond => Code == (int)LedgerFaultCode.RuleBroken ? 0 : Code;
}

/// <summary>L1 of the fault catalogue: everything that can be done to a ledger, and what has to be said about it.</summary>
internal static class TamperCorpus
{
    private const string Governance = "p-gov";

    public static IEnumerable<TamperCase> All() => [.. Good(), .. Bodies(), .. Order(), .. Signatures(), .. Histories(), .. Contents(), .. Rules(), .. Files()];

    private static MadeUpLedger Clean(int entries = 24) => new MadeUpLedger().Grow(entries / 2).Grow(entries - entries / 2);

    private static TamperCase Case(string name, int code, MadeUpLedger ledger, byte[]? bundle = null, string? policy = null) => new(name, code, bundle ?? ledger.Bundle(), policy ?? ledger.Policy());

    private static IEnumerable<TamperCase> Good()
    {
        var ledger = Clean();
        yield return Case("clean", 0, ledger);
        yield return Case("clean-with-what-is-known", 0, ledger) with { Known = ledger.NoteAt(5).ToText() + ledger.NoteAt(24).ToText() };
        yield return Case("clean-with-anchors", 0, ledger, policy: ledger.Policy(75)) with { Anchors = Anchors((ledger.NoteAt(24), MadeUpLedger.Start.AddMinutes(24))) };
        yield return Case("clean-without-texts", 0, ledger, ledger.Bundle(reveals: PrivateTexts.None));
        yield return Case("clean-with-some-texts", 0, ledger, ledger.Bundle(reveals: PrivateTexts.None, texts: [ledger.Texts[1]]));
        yield return Case("clean-signed-when-empty", 0, new MadeUpLedger().Sign().Grow(3));
        yield return Case("clean-entries-after-the-checkpoint", 0, Clean().Change("desk", "d-1", "p-1"));
        yield return Case("clean-two-ledgers", 0, ledger, ledger.Bundle(others: Security(ledger)), MadeUpLedger.PolicyOf(null, (ledger.Name, [(ledger.Key, 0, null)]), (SecurityName, [(ledger.Key, 0, null)])));
        yield return Case("clean-pruned", 0, Clean().Prune(2, 5));
        yield return Case("clean-erased", 0, Erased(saysSo: true));
        yield return Case("clean-group", 0, Clean().Change("desk", "d-1", "p-1", group: (1, 2)).Change("desk", "d-2", "p-1", group: (2, 2)).Sign());

        var rotated = Clean();
        var next = NewKey();
        rotated.Notes.Add(rotated.NoteAt(24).AlsoSigned(next, rotated.Name));
        rotated.Change("desk", "d-1", "p-1").Notes.Add(rotated.NoteAt(25, next));
        yield return Case("clean-key-replaced", 0, rotated, policy: rotated.Policy(null, (rotated.Key, 0, 24), (next, 24, null)));
        yield return Case("clean-unknown-witness", 0, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", _ => Utf8(ledger.NoteAt(24).AlsoSigned(NewKey(), "witness.example").ToText())));
    }

    private static IEnumerable<TamperCase> Bodies()
    {
        yield return Case("changed-fact", 20, Clean().Replace(7, b => b.Replace("Path 7", "Path 9", StringComparison.Ordinal)));
        yield return Case("changed-last-entry", 20, Clean().Replace(23, b => b.Replace("Path 11", "Path 99", StringComparison.Ordinal)));
        yield return Case("changed-actor", 20, Clean().Replace(7, b => b.Replace("p-1", "p-2", StringComparison.Ordinal)));
        yield return Case("changed-instant", 20, Clean().Replace(7, b => b.Replace("T09:07", "T09:06", StringComparison.Ordinal)));
        yield return Case("changed-type", 20, Clean().Replace(7, b => b.Replace(".changed", ".removed", StringComparison.Ordinal)));
        yield return Case("changed-state-hash", 20, Clean().Replace(7, b => Other(b, "\"stateHash\":\"")));
        yield return Case("changed-commitment", 20, Clean().Replace(6, b => Other(b, "\"h\":\"")));
        yield return Case("changed-prev", 20, Clean().Replace(7, b => Other(b, "\"prev\":\"")));
        yield return Case("changed-number", 21, Clean().Replace(7, b => b.Replace("\"idx\":7,", "\"idx\":8,", StringComparison.Ordinal)));
        yield return Case("changed-ledger", 20, Clean().Replace(7, b => b.Replace("ledger/1", "ledger/2", StringComparison.Ordinal)));
        yield return Case("changed-version-of-the-format", 10, Clean().Replace(7, b => b.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal)));
        yield return Case("white-space", 10, Clean().Replace(7, b => b.Replace(",\"at\"", ", \"at\"", StringComparison.Ordinal)));
        yield return Case("fraction", 10, Clean().Replace(7, b => b.Replace("\"to\":2", "\"to\":2.0", StringComparison.Ordinal).Replace("\"to\":1", "\"to\":1.0", StringComparison.Ordinal)));
        yield return Case("key-twice", 10, Clean().Replace(7, b => b.Replace("\"via\":\"ui\"", "\"via\":\"ui\",\"via\":\"ui\"", StringComparison.Ordinal)));
        yield return Case("member-unknown", 10, Clean().Replace(7, b => b.Replace("\"via\":\"ui\"", "\"via\":\"ui\",\"zone\":\"x\"", StringComparison.Ordinal)));
        yield return Case("needless-escape", 10, Clean().Replace(7, b => b.Replace("Path", "\\u0050ath", StringComparison.Ordinal)));
        yield return Case("half-a-surrogate", 10, Clean().Replace(7, b => b.Replace("Path", "\\ud83d", StringComparison.Ordinal)));
        yield return Case("impossible-day", 10, Clean().Replace(7, b => b.Replace("2026-01-05", "2026-02-30", StringComparison.Ordinal)));
        yield return Case("loose-bits-in-a-hash", 10, Clean().Replace(7, LooseBits));
        yield return Case("long-number", 10, Clean().Replace(7, b => b.Replace("\"idx\":7,", "\"idx\":9007199254740993,", StringComparison.Ordinal)));
    }

    private static IEnumerable<TamperCase> Order()
    {
        yield return Case("deleted", 21, Spoiled(l => l.RemoveAt(7)));
        yield return Case("deleted-first", 21, Spoiled(l => l.RemoveAt(0)));
        yield return Case("inserted", 21, Spoiled(l => l.Insert(7, l[6])));
        yield return Case("swapped", 21, Spoiled(l => (l[7], l[8]) = (l[8], l[7])));
        yield return Case("cut-tail", 32, Spoiled(l => l.RemoveRange(20, 4)));
        yield return Case("nothing-left", 32, Spoiled(l => l.Clear()));
        var other = new MadeUpLedger("console.example/ledger/2").Grow(24);
        yield return Case("entry-of-another-ledger", 20, Spoiled(l => l[7] = other.Bodies[7]));

        var torn = Clean().Change("desk", "d-1", "p-1", group: (1, 2));
        yield return Case("group-without-its-end", 21, torn);
        yield return Case("group-torn-by-another", 21, Clean().Change("desk", "d-1", "p-1", group: (1, 2)).Change("desk", "d-2", "p-1").Sign());
        yield return Case("checkpoint-inside-a-group", 21, Clean().Change("desk", "d-1", "p-1", group: (1, 2)).Sign().Change("desk", "d-2", "p-1", group: (2, 2)).Sign());
        yield return Case("group-that-begins-late", 21, Clean().Change("desk", "d-1", "p-1", group: (2, 2)).Sign());
    }

    private static IEnumerable<TamperCase> Signatures()
    {
        var ledger = Clean();
        yield return Case("signed-by-a-stranger", 30, ledger, policy: ledger.Policy(null, (NewKey(), 0, null)));
        yield return Case("key-no-longer-believed", 30, ledger, policy: ledger.Policy(null, (ledger.Key, 0, 20)));
        yield return Case("key-not-yet-believed", 30, ledger, policy: ledger.Policy(null, (ledger.Key, 20, null)));
        yield return Case("policy-of-another-ledger", 30, ledger, policy: MadeUpLedger.PolicyOf(null, ("elsewhere.example/1", [(ledger.Key, 0, null)])));
        yield return Case("signature-of-another-text", 30, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", _ => Utf8((ledger.NoteAt(24) with { Signatures = ledger.NoteAt(23).Signatures }).ToText())));
        yield return Case("nothing-signed", 30, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", _ => []));
        yield return Case("known-note-is-forged", 30, ledger) with { Known = ledger.NoteAt(24, NewKey()).ToText() };
        yield return Case("checkpoint-of-another-ledger", 20, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", _ => Utf8(new MadeUpLedger("console.example/ledger/2", ledger.Key).Grow(2).NoteAt(2).ToText())));
        yield return Case("signed-another-root", 20, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", _ => Utf8(ledger.NoteAt(24, root: new byte[32]).ToText())));
        yield return Case("note-is-cut", 10, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", b => b[..^10]));
        yield return Case("note-counts-with-zeros", 10, ledger, MadeUpLedger.With(ledger.Bundle(), "ledger-0/checkpoints.txt", b => Utf8(Encoding.UTF8.GetString(b).Replace("\n24\n", "\n024\n", StringComparison.Ordinal))));
    }

    private static IEnumerable<TamperCase> Histories()
    {
        var truth = Clean();
        var rewritten = new MadeUpLedger(truth.Name, truth.Key).Grow(12).Grow(12).Rewrite(7, e => e with { Type = "recovery-path.renamed" });
        yield return Case("rewritten-and-signed-anew", 31, rewritten) with { Known = truth.NoteAt(24).ToText() };
        yield return Case("rewritten-known-in-between", 31, rewritten) with { Known = truth.NoteAt(10).ToText() };
        yield return Case("rewritten-nothing-known", 0, rewritten);
        yield return Case("rewritten-known-before-it", 0, rewritten) with { Known = truth.NoteAt(7).ToText() };
        yield return Case("rewritten-not-signed-anew", 20, Clean().Rewrite(7, e => e with { Type = "recovery-path.renamed" }, sign: false));
        yield return Case("one-size-two-roots", 31, truth, MadeUpLedger.With(truth.Bundle(), "ledger-0/checkpoints.txt", b => [.. b, .. Utf8(rewritten.NoteAt(24).ToText())]));
        yield return Case("rolled-back", 33, truth, MadeUpLedger.With(truth.Bundle(), "ledger-0/checkpoints.txt", b => [.. b, .. Utf8(truth.NoteAt(12).ToText())]));
        var restored = new MadeUpLedger(truth.Name, truth.Key).Grow(12);
        yield return Case("old-backup", 32, restored) with { Known = truth.NoteAt(24).ToText() };
        yield return Case("old-backup-that-went-on", 31, restored.Change("desk", "d-1", "p-1").Grow(12)) with { Anchors = Anchors((truth.NoteAt(24), MadeUpLedger.Start.AddMinutes(24))) };
        yield return Case("ledger-left-out", 32, truth, policy: MadeUpLedger.PolicyOf(null, (truth.Name, [(truth.Key, 0, null)]), (SecurityName, [(truth.Key, 0, null)]))) with
        {
            Known = Security(truth).NoteAt(3).ToText(),
        };
        yield return Case("anchor-too-old", 60, truth, policy: truth.Policy(75)) with { Anchors = Anchors((truth.NoteAt(12), MadeUpLedger.Start.AddMinutes(12))) };
    }

    private static IEnumerable<TamperCase> Contents()
    {
        var ledger = Clean();
        yield return Case("state-changed", 40, ledger, ledger.Bundle(states: [.. ledger.States().Skip(1), ledger.States().First() with { State = Utf8("""{"private":{},"public":{"name":"Mine"}}""") }]));
        yield return Case("state-of-another-version", 40, ledger, ledger.Bundle(states: [.. ledger.States().Select(s => s with { Version = s.Version + 1 })]));
        yield return Case("state-left-out", 40, ledger, ledger.Bundle(states: [.. ledger.States().Skip(1)]));
        yield return Case("state-made-up", 40, ledger, ledger.Bundle(states: [.. ledger.States(), new ExportedState("desk", "d-9", 1, Utf8("""{"private":{},"public":{}}"""))]));
        yield return Case("state-twice", 40, ledger, ledger.Bundle(states: [.. ledger.States(), ledger.States().First()]));
        yield return Case("text-changed", 50, ledger, ledger.Bundle(texts: [ledger.Texts[0] with { Value = "nothing" }, .. ledger.Texts.Skip(1)]));
        yield return Case("text-with-another-salt", 50, ledger, ledger.Bundle(texts: [ledger.Texts[0] with { Salt = new byte[32] }, .. ledger.Texts.Skip(1)]));
        yield return Case("text-of-another-entry", 50, ledger, ledger.Bundle(texts: [.. ledger.Texts.Skip(1).Prepend(ledger.Texts[1] with { Idx = 0 })]));
        yield return Case("text-left-out", 50, ledger, ledger.Bundle(texts: [.. ledger.Texts.Skip(1)]));
        yield return Case("text-too-many", 50, ledger, ledger.Bundle(texts: [.. ledger.Texts, ledger.Texts[0] with { Idx = 23 }]));
        yield return Case("text-out-of-order", 50, ledger, ledger.Bundle(texts: [.. Enumerable.Reverse(ledger.Texts)]));
        yield return Case("erased-without-a-word", 50, Erased(saysSo: false));
        yield return Case("pruned-without-a-word", 21, Clean().Prune(2, 5, saysSo: false));
        var pruned = Clean().Prune(2, 5);
        pruned.Leaves[3] = new byte[32];
        yield return Case("pruned-to-another-hash", 20, pruned);
        var last = Clean().Prune(2, 5);
        last.Leaves[5] = new byte[32];
        yield return Case("last-pruned-to-another-hash", 20, last);
    }

    private static IEnumerable<TamperCase> Rules()
    {
        yield return Case("seats-of-two", 0, Clean().Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 24), .. Seat("2", "Risk", "p-2", 24)]).Sign());
        yield return Case("both-seats", 41, Clean().Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 24), .. Seat("2", "Risk", "p-1", 24)]).Sign());
        yield return Case("both-seats-later", 41, Clean()
            .Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 24)])
            .Change("recovery-path", "rp-x", Governance, act: [.. Seat("2", "Risk", "p-1", 25)]).Sign());
        yield return Case("two-in-one-seat", 41, Clean()
            .Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 24)])
            .Change("recovery-path", "rp-x", Governance, act: [.. Seat("2", "Control", "p-2", 25)]).Sign());
        yield return Case("seat-passed-on", 0, Clean()
            .Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 24), .. Seat("2", "Risk", "p-2", 24)])
            .Change("recovery-path", "rp-x", "p-3", act: [("set.path_ownerships/1/ended_at", "2026-01-05T09:25:00.000Z"), .. Seat("3", "Control", "p-3", 25)]).Sign());
        yield return Case("ownership-back-dated", 41, Clean().Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 12)]).Sign());
        yield return Case("signed-off-by-owner", 41, Clean()
            .Change("recovery-path", "rp-x", Governance, act: [.. Seat("1", "Control", "p-1", 24)])
            .Change("recovery-path", "rp-x", "p-1", act: [("set.path_sign_offs/1/signed_by_id", "p-1")]).Sign());
        yield return Case("signed-off-by-designer", 41, Clean().Change("recovery-path", "rp-x", Governance, act: [("set.designer_id", "p-5")])
            .Change("recovery-path", "rp-x", "p-5", act: [("set.path_sign_offs/1/signed_by_id", "p-5")]).Sign());
        yield return Case("signed-off-for-another", 41, Clean().Change("recovery-path", "rp-x", "p-1", act: [("set.path_sign_offs/1/signed_by_id", Governance)]).Sign());
        yield return Case("signed-off-by-governance", 0, Clean().Change("recovery-path", "rp-x", Governance, act: [("set.path_sign_offs/1/signed_by_id", Governance)]).Sign());
        yield return Case("policy-by-one", 41, Clean().Change("policy-version", "2", "p-1", act: [("set.proposed_by_id", "p-1")]).Change("policy-version", "2", "p-1", act: [("set.approved_by_id", "p-1")]).Sign());
        yield return Case("policy-by-two", 0, Clean().Change("policy-version", "2", "p-1", act: [("set.proposed_by_id", "p-1")]).Change("policy-version", "2", "p-2", act: [("set.approved_by_id", "p-2")]).Sign());
        yield return Case("approved-as-shown", 0, Clean().Approve("p-2").Sign());
        yield return Case("approved-as-shown-otherwise", 41, Clean().Approve("p-2", new byte[32]).Sign());
        yield return Case("signed-off-as-shown", 0, Clean().Approve("p-2", type: "recovery-path.signed-off").Sign());
        yield return Case("signed-off-as-shown-otherwise", 41, Clean().Approve("p-2", new byte[32], "recovery-path.signed-off").Sign());
        foreach (var lacking in new[] { "subjectHash", "viewHash", "shown" })
            yield return Case($"signed-off-without-{lacking}", 41, Clean().Approve("p-2", type: "recovery-path.signed-off", leavesOut: lacking).Sign());
        yield return Case("back-dated", 41, Clean().Change("desk", "d-1", "p-1", at: MadeUpLedger.Start).Sign());
        yield return Case("clocks-that-differ-a-little", 0, Clean().Change("desk", "d-1", "p-1", at: MadeUpLedger.Start.AddMinutes(18)).Sign());
        var early = Clean();
        yield return Case("dated-after-its-anchor", 41, early) with { Anchors = Anchors((early.NoteAt(24), MadeUpLedger.Start.AddMinutes(10))) };
        var late = Clean();
        yield return Case("dated-before-an-anchor-without-it", 41, late) with { Anchors = Anchors((late.NoteAt(12), MadeUpLedger.Start.AddMinutes(40))) };
    }

    private static IEnumerable<TamperCase> Files()
    {
        var ledger = Clean();
        var zip = ledger.Bundle();
        yield return Case("not-a-zip", 10, ledger, Utf8("This is not a zip file, whatever its name says."));
        yield return Case("empty-file", 10, ledger, []);
        yield return Case("no-table-of-contents", 10, ledger, MadeUpLedger.With(zip, "bundle.json", _ => null));
        yield return Case("contents-not-canonical", 10, ledger, MadeUpLedger.With(zip, "bundle.json", b => Utf8(Encoding.UTF8.GetString(b).Replace(",\"v\"", ", \"v\"", StringComparison.Ordinal))));
        yield return Case("contents-of-another-version", 10, ledger, MadeUpLedger.With(zip, "bundle.json", b => Utf8(Encoding.UTF8.GetString(b).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal))));
        yield return Case("no-entries", 10, ledger, MadeUpLedger.With(zip, "ledger-0/entries.bin", _ => null));
        yield return Case("no-checkpoints", 10, ledger, MadeUpLedger.With(zip, "ledger-0/checkpoints.txt", _ => null));
        yield return Case("no-texts-although-announced", 10, ledger, MadeUpLedger.With(zip, "ledger-0/private.jsonl", _ => null));
        yield return Case("cut-inside-a-frame", 10, ledger, MadeUpLedger.With(zip, "ledger-0/entries.bin", b => b[..^3]));
        yield return Case("one-name-twice", 10, ledger, MadeUpLedger.With(zip, "ledger-0/entries.bin", b => b, alsoAs: "ledger-0/entries.bin"));
        yield return Case("text-line-is-cut", 10, ledger, MadeUpLedger.With(zip, "ledger-0/private.jsonl", b => b[..^1]));
        yield return Case("text-line-not-canonical", 10, ledger, MadeUpLedger.With(zip, "ledger-0/private.jsonl", b => [(byte)' ', .. b]));
        yield return Case("text-line-too-long", 10, ledger, ledger.Bundle(texts: [ledger.Texts[0] with { Value = new string('a', 17 * 1024 * 1024) }, .. ledger.Texts.Skip(1)]));
        yield return Case("zip-with-a-remark", 0, ledger, [.. zip[..^2], 5, 0, .. "hello"u8]);
        yield return Case("zip-without-its-end", 10, ledger, zip[..^22]);
        yield return Case("zip-behind-other-bytes", 10, ledger, [.. "other"u8, .. zip]);
        yield return Case("zip-that-points-outside", 10, ledger, Patched(zip, zip.Length - 6, 0x7fffffff));
        yield return Case("zip-entry-that-points-outside", 10, ledger, Patched(zip, FirstInDirectory(zip) + 42, 0x7fffffff));
        yield return Case("zip-entry-that-points-elsewhere", 10, ledger, Patched(zip, FirstInDirectory(zip) + 42, 1));
        yield return Case("zip-packed-in-a-strange-way", 10, ledger, Patched(zip, FirstInDirectory(zip) + 10, 12, length: 2));
        yield return Case("foreign-file-beside", 0, ledger, MadeUpLedger.With(zip, "bundle.json", b => b, alsoAs: "readme.txt"));
    }

    private static int FirstInDirectory(byte[] zip) => zip.AsSpan().IndexOf("PK\x01\x02"u8);

    private static byte[] Patched(byte[] zip, int at, int value, int length = 4)
    {
        byte[] patched = [.. zip];
        BitConverter.GetBytes(value).AsSpan(0, length).CopyTo(patched.AsSpan(at));
        return patched;
    }

    private const string SecurityName = "console.example/ledger/1/security";

    private static MadeUpLedger Security(MadeUpLedger beside) => new MadeUpLedger(SecurityName, beside.Key).Grow(3);

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static MadeUpLedger Spoiled(Action<List<byte[]?>> change)
    {
        var ledger = Clean();
        change(ledger.Bodies);
        return ledger;
    }

    private static MadeUpLedger Erased(bool saysSo)
    {
        var ledger = Clean();
        var gone = ledger.Texts[1];
        ledger.Texts.Remove(gone);
        if (saysSo)
            ledger.Tell("privacy.erased", ("erased", new[] { $"{gone.Idx} {gone.Field}" })).Sign();
        return ledger;
    }

    private static IEnumerable<(string Key, object? Value)> Seat(string row, string seat, string person, int minute) =>
    [
        ($"set.path_ownerships/{row}/person_id", person),
        ($"set.path_ownerships/{row}/seat", seat),
        ($"set.path_ownerships/{row}/started_at", $"2026-01-05T09:{minute:00}:00.000Z"),
    ];

    private static string Anchors(params (SignedNote Note, DateTimeOffset At)[] kept) => string.Concat(kept.Select(k => new AnchoredNote(k.At, k.Note).ToLine() + "\n"));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Another hash behind the given words.</summary>
    private static string Other(string body, string before)
    {
        var at = body.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return body[..at] + (body[at] == 'A' ? 'B' : 'A') + body[(at + 1)..];
    }

    /// <summary>The same 32 bytes, told with other unused bits.</summary>
    private static string LooseBits(string body)
    {
        const string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var at = body.IndexOf("\"prev\":\"", StringComparison.Ordinal) + 8 + 42;
        return body[..at] + digits[digits.IndexOf(body[at], StringComparison.Ordinal) + 1] + body[(at + 1)..];
    }
}
