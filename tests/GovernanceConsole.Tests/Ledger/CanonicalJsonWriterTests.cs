using System.Buffers;
using System.Text;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class CanonicalJsonWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly CanonicalJsonWriter _json;

    public CanonicalJsonWriterTests() => _json = new CanonicalJsonWriter(_output);

    [Fact]
    public void Write_InCanonicalOrder_WritesEveryKindOfValue()
    {
        _json.WriteStartObject();
        _json.WriteKey("a");
        _json.WriteStartArray();
        _json.WriteInteger(-1);
        _json.WriteBoolean(true);
        _json.WriteNull();
        _json.WriteString("x\u0001\"é😀");
        _json.WriteEndArray();
        _json.WriteKey("at");
        _json.WriteInstant(new DateTimeOffset(2026, 1, 5, 10, 12, 33, 123, TimeSpan.FromHours(1)).AddTicks(9_999));
        _json.WriteKey("b");
        _json.WriteBase64([1, 2, 3, 4]);
        _json.WriteKey("id");
        _json.WriteId(Entries.Id(1));
        _json.WriteEndObject();
        Assert.True(_json.IsComplete);
        Assert.Equal("""{"a":[-1,true,null,"x\u0001\"é😀"],"at":"2026-01-05T09:12:33.123Z","b":"AQIDBA==","id":"00000001-0000-7000-8000-000000000001"}""", Written);
        Assert.True(CanonicalJson.IsCanonical(_output.WrittenSpan));
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("aa", "a")]
    [InlineData("\ufb33", "😀")]
    public void WriteKey_NotAfterTheOneBefore_Throws(string first, string second)
    {
        _json.WriteStartObject();
        _json.WriteKey(first);
        _json.WriteNull();
        Assert.Throws<InvalidOperationException>(() => _json.WriteKey(second));
    }

    [Fact]
    public void WriteKey_SameAsInTheObjectAround_IsWritten()
    {
        _json.WriteStartObject();
        _json.WriteKey("b");
        _json.WriteStartObject();
        _json.WriteKey("a");
        _json.WriteNull();
        _json.WriteEndObject();
        _json.WriteKey("c");
        _json.WriteNull();
        _json.WriteEndObject();
        Assert.Equal("""{"b":{"a":null},"c":null}""", Written);
    }

    [Fact]
    public void Write_WhatWouldNotBeJson_Throws()
    {
        Throws(json => json.WriteKey("a"));
        Throws(json => json.WriteEndObject());
        Throws(json => { json.WriteNull(); json.WriteNull(); });
        Throws(json => { json.WriteStartObject(); json.WriteNull(); });
        Throws(json => { json.WriteStartObject(); json.WriteEndArray(); });
        Throws(json => { json.WriteStartObject(); json.WriteKey("a"); json.WriteEndObject(); });
        Throws(json => { json.WriteStartObject(); json.WriteKey("a"); json.WriteKey("b"); });
        Throws(json => { json.WriteStartArray(); json.WriteKey("a"); });

        static void Throws(Action<CanonicalJsonWriter> write) =>
            Assert.Throws<InvalidOperationException>(() => write(new CanonicalJsonWriter(new ArrayBufferWriter<byte>())));
    }

    [Fact]
    public void WriteString_HalfASurrogatePair_Throws()
    {
        // Not as inline data: attributes are stored as UTF-8, which has no halves.
        foreach (var text in new[] { "\ud83d", "\ude00", "\ud83d\n\ude00", "a\ud83db", "\ude00\ud83d" })
            Assert.Throws<LedgerFormatException>(() => new CanonicalJsonWriter(_output).WriteString(text));
    }

    [Fact]
    public void Reset_AfterHalfAValue_StartsAnew()
    {
        _json.WriteStartObject();
        _json.WriteKey("a");
        _json.Reset();
        _output.ResetWrittenCount();
        _json.WriteInteger(1);
        Assert.Equal("1", Written);
    }

    private string Written => Encoding.UTF8.GetString(_output.WrittenSpan);
}
