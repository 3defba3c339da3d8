using System.Text;
using System.Text.Json;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData(""" { "a" : [ 1 , true , null , "x" , { } , [ ] ] } """, """{"a":[1,true,null,"x",{},[]]}""")]
    [InlineData("""{"aa":1,"a":2,"":3,"A":4}""", """{"":3,"A":4,"a":2,"aa":1}""")]
    [InlineData(""" "\u0041\/\u00e9\u20AC" """, "\"A/é€\"")]
    [InlineData(""" "\u0000\u0008\u0009\u000A\u000b\u000c\u000D\u001F\u0022\u005c\u007f" """, "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\\u007f\"")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("-9007199254740991", "-9007199254740991")]
    [InlineData("-0", "0")]
    public void From_ParsedJson_WritesTheCanonicalForm(string json, string canonical)
    {
        Assert.Equal(canonical, Canonical(json));
        Assert.True(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(canonical)));
    }

    [Fact]
    public void From_KeysOfRfc8785Section323_AreOrderedByUtf16CodeUnits()
    {
        var canonical = Canonical("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""");
        Assert.Equal("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}", canonical);
        Assert.True(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(canonical)));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("0.5")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":1}""")]
    [InlineData("""["\ud83d"]""")]
    [InlineData("""["\ude00\ud83d"]""")]
    [InlineData("""{"\ud83d":1}""")]
    public void From_WhatCanonicalJsonDoesNotHold_IsRefused(string json)
    {
        Assert.Throws<LedgerFormatException>(() => Canonical(json));
        Assert.False(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("01")]
    [InlineData("-0")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("tru")]
    [InlineData("nul")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1")]
    [InlineData("[1 ,2]")]
    [InlineData("{}{}")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a" :1}""")]
    [InlineData("""{"b":1,"a":1}""")]
    [InlineData("""{"a"}""")]
    [InlineData("{1:1}")]
    [InlineData("\"")]
    [InlineData("\"\\\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("""
                "\/"
                """)]
    [InlineData("""
                "\u0041"
                """)]
    [InlineData("""
                "\u000a"
                """)]
    [InlineData("""
                "\u001F"
                """)]
    [InlineData("""
                "\x"
                """)]
    [InlineData("""{"\ufb33":1,"\ud83d\ude00":1}""")]
    [InlineData("{\"\ufb33\":1,\"😀\":1}")]
    public void IsCanonical_AnythingElse_IsFalse(string json) => Assert.False(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(new byte[] { 0x22, 0xFF, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 })] // U+D800
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 })] // overlong
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x31 })] // byte order mark
    public void IsCanonical_NotUtf8_IsFalse(byte[] bytes) => Assert.False(CanonicalJson.IsCanonical(bytes));

    [Fact]
    public void IsCanonical_NestedToTheLimit_IsTrueAndBeyondFalse()
    {
        Assert.True(CanonicalJson.IsCanonical(Nested(CanonicalJson.MaxDepth)));
        Assert.False(CanonicalJson.IsCanonical(Nested(CanonicalJson.MaxDepth + 1)));
        Assert.False(CanonicalJson.IsCanonical(Nested(1_000_000)));

        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
    }

    [Fact]
    public void IsCanonical_EachByteChanged_AgreesWithParsingAndWriting()
    {
        var sample = Encoding.UTF8.GetBytes("{\"a\\n\":[-10,\"x\\u001fé\",{\"b\":null}],\"b\":true,\"é\":0,\"😀\":\"\",\"\ufb33\":12}");
        Assert.True(CanonicalJson.IsCanonical(sample));
        foreach (var replacement in "\0\t\n \"\\{}[],:0179-+.eEunrfbAaz\u007f".Select(c => (byte)c).Append((byte)0x80).Append((byte)0xC3).Append((byte)0xEF))
        {
            for (var at = 0; at < sample.Length; at++)
            {
                byte[] changed = [.. sample];
                changed[at] = replacement;
                Assert.True(ParsedAndWritten(changed) == CanonicalJson.IsCanonical(changed), $"0x{replacement:x2} at {at}");
            }
        }
        for (var length = 0; length < sample.Length; length++)
            Assert.False(CanonicalJson.IsCanonical(sample.AsSpan(0, length)));
    }

    [Fact]
    public void FromObject_AllKindsOfValues_WritesThemSorted()
    {
        var value = new Dictionary<string, object?>
        {
            ["text"] = "e\u0301", // e and a combining accent
            ["int"] = 7,
            ["long"] = -9_007_199_254_740_991,
            ["bool"] = false,
            ["none"] = null,
            ["inner"] = new Dictionary<string, object?> { ["b"] = 1, ["a"] = "x" },
            ["list"] = new List<object?> { 1, "two", null, new Dictionary<string, object?>() },
            ["texts"] = new[] { "b", "a" },
        };
        Assert.Equal("""{"bool":false,"inner":{"a":"x","b":1},"int":7,"list":[1,"two",null,{}],"long":-9007199254740991,"none":null,"text":"é","texts":["b","a"]}""",
            Encoding.UTF8.GetString(CanonicalJson.FromObject(value)));
    }

    [Fact]
    public void FromObject_WhatItDoesNotHold_IsRefused()
    {
        Refused(1.5);
        Refused(1m);
        Refused(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Refused(1L << 53);
        Refused("\ud83d");

        static void Refused(object value) => Assert.Throws<LedgerFormatException>(() => CanonicalJson.FromObject(new Dictionary<string, object?> { ["a"] = value }));
    }

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.From(document.RootElement));
    }

    private static bool ParsedAndWritten(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return CanonicalJson.From(document.RootElement).AsSpan().SequenceEqual(json);
        }
        catch (Exception refused) when (refused is JsonException or LedgerFormatException)
        {
            return false;
        }
    }
}
