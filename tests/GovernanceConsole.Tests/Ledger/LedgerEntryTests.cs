using System.Text;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class LedgerEntryTests
{
    [Fact]
    public void ToBody_EveryMember_IsWrittenInCanonicalOrder()
    {
        static string H(byte n) => Convert.ToBase64String(Entries.Hash(n));
        var expected = $$"""
            {"act":{"decision":"approve","delegate":null,"final":true,"level":3,"signals":["new-device","odd-hour"],"subjectHash":"{{H(3)}}","viewHash":"{{H(4)}}"},
            "actor":{"acr":"phr","authAt":"2026-01-05T09:00:00.000Z","idp":"idp-1","pid":"p-7f3a","sid":"{{H(1)}}"},
            "at":"2026-01-05T09:12:33.123Z","cause":20852101,
            "cmd":"00000003-0000-7000-8000-000000000001","corr":"00000004-0000-7000-8000-000000000001","id":"00000001-0000-7000-8000-000000000001",
            "idx":20852163,"ledger":"console.example/ledger/0d6c","node":"web-2",
            "obj":{"from":6,"id":"ra-91","kind":"riskAcceptance","stateHash":"{{H(2)}}","to":7},"obo":{"grant":"dlg-42","pid":"p-11c0"},
            "prev":"{{H(7)}}","priv":[{"f":"name","h":"{{H(6)}}"},{"f":"reason","h":"{{H(5)}}"}],
            "tx":{"id":"00000002-0000-7000-8000-000000000001","n":1,"of":1},"type":"recoveryPath.registered","v":1,"via":"ui"}
            """.ReplaceLineEndings("");
        Assert.Equal(expected, Text(Entries.Full));
        Assert.True(CanonicalJson.IsCanonical(Entries.Full.ToBody()));
    }

    [Fact]
    public void ToBody_OptionalMembersAbsent_LeavesThemOut()
    {
        var entry = Entries.First with { Act = [new("subjectHash", null), new("viewHash", null), new("note", null)] };
        Assert.Equal(
            $$"""
            {"act":{"note":null},"actor":{"idp":"idp-1","pid":"p-7f3a"},"at":"2026-01-05T09:12:33.123Z","id":"00000001-0000-7000-8000-000000000001",
            "idx":0,"ledger":"console.example/ledger/0d6c","node":"web-2","obj":{"id":"rp-91","kind":"recoveryPath","to":1},
            "prev":"{{Convert.ToBase64String(LedgerGenesis.Prev(Entries.Ledger))}}",
            "tx":{"id":"00000002-0000-7000-8000-000000000001","n":1,"of":1},"type":"recoveryPath.registered","v":1,"via":"ui"}
            """.ReplaceLineEndings(""), Text(entry));
    }

    [Fact]
    public void Parse_OfABody_GivesBackEveryMember()
    {
        var parsed = LedgerEntry.Parse(Entries.Full.ToBody());
        Assert.Equal(Entries.Full.ToBody(), parsed.ToBody());
        Assert.Equal(Entries.Full.Id, parsed.Id);
        Assert.Equal(Entries.Full.At, parsed.At);
        Assert.Equal((20_852_163, 20_852_101), (parsed.Idx, parsed.Cause));
        Assert.Equal(("p-7f3a", "idp-1", "phr"), (parsed.Actor.Pid, parsed.Actor.Idp, parsed.Actor.Acr));
        Assert.Equal(Entries.Full.Obo, parsed.Obo);
        Assert.Equal((6, 7, "ra-91", "riskAcceptance"), (parsed.Obj.From, parsed.Obj.To, parsed.Obj.Id, parsed.Obj.Kind));
        Assert.Equal(["decision", "delegate", "final", "level", "signals", "subjectHash", "viewHash"], parsed.Act.Select(a => a.Key));
        Assert.Equal(["approve", null, true, 3L, new List<string> { "new-device", "odd-hour" }, Entries.Hash(3), Entries.Hash(4)], parsed.Act.Select(a => a.Value));
        Assert.Equal(["name", "reason"], parsed.Priv!.Select(p => p.F));

        var bare = LedgerEntry.Parse(Entries.First.ToBody());
        Assert.Equal(Entries.First.ToBody(), bare.ToBody());
        Assert.Null(bare.Cmd);
        Assert.Null(bare.Obo);
        Assert.Null(bare.Priv);
        Assert.Null(bare.Actor.AuthAt);
    }

    [Fact]
    public void ToBody_DecomposedText_IsComposed()
    {
        var decomposed = Entries.First with { Node = "cafe\u0301", Act = [new("word", "e\u0301"), new("words", new[] { "e\u0301" })] };
        var composed = Entries.First with { Node = "café", Act = [new("word", "é"), new("words", new[] { "é" })] };
        Assert.Equal(Text(composed), Text(decomposed));
    }

    [Fact]
    public void Parse_DecomposedText_IsLeftAsItIs()
    {
        var body = Encoding.UTF8.GetBytes(Text(Entries.First).Replace("web-2", "e\u0301", StringComparison.Ordinal));
        Assert.Equal("e\u0301", LedgerEntry.Parse(body).Node);
    }

    [Fact]
    public void ToBody_EscapesAndPairs_SurviveTheRoundTrip()
    {
        const string Odd = "\0\b\t\n\f\r\u001f\"\\/\u007f\u2028é€\ufb33😀";
        var entry = Entries.First with { Node = Odd, Act = [new(Odd, Odd), new("😀", 1), new("\ufffd", 2)] };
        var parsed = LedgerEntry.Parse(entry.ToBody());
        Assert.Equal(Odd.Normalize(), parsed.Node);
        Assert.Equal(["\0\b\t\n\f\r\u001f\"\\/\u007f\u2028é€\ufb33😀", "😀", "\ufffd"], parsed.Act.Select(a => a.Key));
        Assert.Equal(entry.ToBody(), parsed.ToBody());
    }

    [Fact]
    public void ToBody_AtInAnotherZone_IsWrittenInUtcToTheMillisecond()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.FromHours(1)).AddTicks(19_999);
        Assert.Contains("\"at\":\"2025-12-31T23:30:00.001Z\"", Text(Entries.First with { At = at }), StringComparison.Ordinal);
    }

    [Fact]
    public void ToBody_AtTheLengthLimit_IsWrittenAndBeyondRefused()
    {
        var room = LedgerEntry.MaxBodyLength - (Entries.First with { Node = "x" }).ToBody().Length + 1;
        var longest = Entries.First with { Node = new string('x', room) };
        Assert.Equal(LedgerEntry.MaxBodyLength, longest.ToBody().Length);
        Assert.Equal(longest.Node, LedgerEntry.Parse(longest.ToBody()).Node);
        Assert.Throws<LedgerFormatException>(() => (longest with { Node = longest.Node + "x" }).ToBody());
        Assert.Throws<LedgerFormatException>(() => (longest with { Node = new string('x', 1_000_000) }).ToBody());
        Assert.Equal(longest.ToBody(), longest.ToBody());
    }

    public static TheoryData<string, LedgerEntry> NotWritten => new()
    {
        { "negative idx", Entries.First with { Idx = -1 } },
        { "idx of 2^53", Entries.First with { Idx = 1L << 53 } },
        { "prev of 31 bytes", Entries.First with { Prev = new byte[31] } },
        { "cause is itself", Entries.Full with { Cause = Entries.Full.Idx } },
        { "empty type", Entries.First with { Type = "" } },
        { "half a pair", Entries.First with { Node = "\ud83d" } },
        { "n of 0", Entries.First with { Tx = new(Entries.Id(1), 0, 1) } },
        { "n beyond of", Entries.First with { Tx = new(Entries.Id(1), 2, 1) } },
        { "no sid", Entries.First with { Actor = new("p", "i", Sid: []) } },
        { "empty pid", Entries.First with { Actor = new("", "i") } },
        { "negative version", Entries.First with { Obj = new("k", "i", -1) } },
        { "fraction", Entries.First with { Act = [new("a", 1.5)] } },
        { "list of numbers", Entries.First with { Act = [new("a", new List<object?> { 1 })] } },
        { "hash as text", Entries.First with { Act = [new("subjectHash", "yes")] } },
        { "no commitments", Entries.First with { Priv = [] } },
    };

    [Theory]
    [MemberData(nameof(NotWritten))]
    public void ToBody_OutsideTheFormat_Throws(string why, LedgerEntry entry)
    {
        var refused = Assert.Throws<LedgerFormatException>(entry.ToBody);
        Assert.False(string.IsNullOrEmpty(refused.Message), why);
    }

    [Fact]
    public void ToBody_SameKeyTwice_Throws()
    {
        Assert.Throws<InvalidOperationException>((Entries.First with { Act = [new("a", 1), new("b", 1), new("a", 2)] }).ToBody);
        Assert.Throws<LedgerFormatException>((Entries.First with { Priv = [new("f", Entries.Hash(1)), new("f", Entries.Hash(2))] }).ToBody);
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":1.0")]
    [InlineData("\"idx\":20852163", "\"idx\":\"20852163\"")]
    [InlineData("\"idx\":20852163", "\"idx\":-1")]
    [InlineData("\"idx\":20852163", "\"idx\":20852163,\"idx\":20852163")]
    [InlineData("\"node\":\"web-2\",", "")]
    [InlineData("\"node\":\"web-2\"", "\"node\":null")]
    [InlineData("\"node\":\"web-2\"", "\"node\":\"\"")]
    [InlineData("\"node\":\"web-2\"", "\"more\":1,\"node\":\"web-2\"")]
    [InlineData("\"node\":\"web-2\"", "\"node\":\"web-2\" ")]
    [InlineData("\"via\":\"ui\"", "\"via\":\"ui\",\"w\":1")]
    [InlineData("\"n\":1,\"of\":1", "\"of\":1,\"n\":1")]
    [InlineData("00000001-0000-7000-8000-000000000001", "0000000A-0000-7000-8000-000000000001")]
    [InlineData("00000001-0000-7000-8000-000000000001", "0000000100007000-8000-000000000001--")]
    [InlineData("2026-01-05T09:12:33.123Z", "2026-02-29T09:12:33.123Z")]
    [InlineData("2026-01-05T09:12:33.123Z", "2026-01-05T24:12:33.123Z")]
    [InlineData("2026-01-05T09:12:33.123Z", "2026-01-05T09:12:33.123+")]
    [InlineData("2026-01-05T09:12:33.123Z", "2026-01-05T09:12:33Z")]
    [InlineData("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwd=")] // the same bytes to a lenient decoder
    [InlineData("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH")]
    [InlineData("\"level\":3", "\"level\":3.5")]
    [InlineData("\"level\":3", "\"level\":{}")]
    [InlineData("\"level\":3", "\"level\":[1]")]
    [InlineData("\"level\":3", "\"level\":[\"a\",]")]
    [InlineData("[{\"f\":\"name\"", "[{\"f\":\"zeta\"")]
    public void Parse_ChangedBody_Throws(string was, string becomes)
    {
        var body = Text(Entries.Full);
        Assert.Contains(was, body, StringComparison.Ordinal);
        var changed = Encoding.UTF8.GetBytes(body.Replace(was, becomes, StringComparison.Ordinal));
        Assert.Throws<LedgerFormatException>(() => LedgerEntry.Parse(changed));
    }

    [Fact]
    public void Parse_AnyByteChanged_ThrowsOrReadsExactlyThatByte()
    {
        var body = Entries.Full.ToBody();
        var read = 0;
        for (var at = 0; at < body.Length; at++)
        {
            var was = body[at];
            for (var value = 0; value < 256; value += 1 + at % 5)
            {
                body[at] = (byte)value;
                if (!LedgerEntryView.TryRead(body, out _, out _))
                    continue;
                read++;
                Assert.True(body.AsSpan().SequenceEqual(LedgerEntry.Parse(body).ToBody()), $"0x{value:x2} at {at}");
            }
            body[at] = was;
        }
        Assert.InRange(read, body.Length, 256 * body.Length); // most texts may be other texts
    }

    [Fact]
    public void Parse_CutAnywhere_Throws()
    {
        var body = Entries.Full.ToBody();
        for (var length = 0; length < body.Length; length++)
            Assert.False(LedgerEntryView.TryRead(body.AsSpan(0, length), out _, out _));
        Assert.False(LedgerEntryView.TryRead([.. body, (byte)'\n'], out _, out _));
    }

    private static string Text(LedgerEntry entry) => Encoding.UTF8.GetString(entry.ToBody());
}
