using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace GovernanceConsole.Ledger;

/// <summary>
/// Writes canonical JSON forward only. It does not sort: a key that is not greater (UTF-16 ordinal) than the one before it throws,
/// which also refuses duplicates. Texts are written as given; see <see cref="LedgerText.Normalise"/>.
/// </summary>
public sealed class CanonicalJsonWriter(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private readonly Level[] _levels = new Level[CanonicalJson.MaxDepth + 1];
    private int _depth;

    private struct Level
    {
        public bool IsObject;
        public bool HasItems;
        public bool AwaitsValue;
        public string? LastKey;
    }

    /// <summary>One value was written and every object and array is closed.</summary>
    public bool IsComplete => _depth == 0 && _levels[0].HasItems;

    /// <summary>Forgets what was written, so that the writer can serve the next value.</summary>
    public void Reset()
    {
        _depth = 0;
        _levels[0] = default;
    }

    public void WriteStartObject() => Start((byte)'{', isObject: true);

    public void WriteEndObject() => End((byte)'}', isObject: true);

    public void WriteStartArray() => Start((byte)'[', isObject: false);

    public void WriteEndArray() => End((byte)']', isObject: false);

    public void WriteKey(string key)
    {
        ref var level = ref _levels[_depth];
        if (!level.IsObject || level.AwaitsValue)
            throw new InvalidOperationException($"The key \"{key}\" is not expected here.");
        if (level.HasItems)
        {
            if (string.CompareOrdinal(level.LastKey, key) >= 0)
                throw new InvalidOperationException($"The key \"{key}\" does not come after \"{level.LastKey}\" in canonical order.");
            WriteByte((byte)',');
        }
        level.HasItems = true;
        level.AwaitsValue = true;
        level.LastKey = key;
        WriteQuoted(key);
        WriteByte((byte)':');
    }

    public void WriteString(string value)
    {
        BeforeValue();
        WriteQuoted(value);
    }

    /// <summary>A whole number strictly between -2^53 and 2^53, where every JSON reader is exact.</summary>
    public void WriteInteger(long value)
    {
        if (value is > CanonicalJson.MaxInteger or < -CanonicalJson.MaxInteger)
            throw new LedgerFormatException($"{value} is outside the whole numbers that canonical JSON holds.");
        BeforeValue();
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Bytes as a base64 string.</summary>
    public void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        BeforeValue();
        var span = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
        span[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, span[1..], out _, out var written);
        span[written + 1] = (byte)'"';
        output.Advance(written + 2);
    }

    /// <summary>An id as 36 lower-case characters.</summary>
    public void WriteId(Guid id)
    {
        BeforeValue();
        var span = output.GetSpan(38);
        span[0] = (byte)'"';
        id.TryFormat(span[1..], out _, "D");
        span[37] = (byte)'"';
        output.Advance(38);
    }

    /// <summary>An instant as yyyy-MM-ddTHH:mm:ss.fffZ; what is finer than a millisecond is cut off.</summary>
    public void WriteInstant(DateTimeOffset at)
    {
        BeforeValue();
        var span = output.GetSpan(26);
        span[0] = (byte)'"';
        Instant.Write(at, span[1..]);
        span[25] = (byte)'"';
        output.Advance(26);
    }

    private void Start(byte bracket, bool isObject)
    {
        BeforeValue();
        if (_depth == CanonicalJson.MaxDepth)
            throw new LedgerFormatException($"Canonical JSON is nested at most {CanonicalJson.MaxDepth} deep.");
        _levels[++_depth] = new Level { IsObject = isObject };
        WriteByte(bracket);
    }

    private void End(byte bracket, bool isObject)
    {
        if (_depth == 0 || _levels[_depth].IsObject != isObject || _levels[_depth].AwaitsValue)
            throw new InvalidOperationException($"'{(char)bracket}' is not expected here.");
        _depth--;
        WriteByte(bracket);
    }

    private void BeforeValue()
    {
        ref var level = ref _levels[_depth];
        if (level.IsObject ? !level.AwaitsValue : _depth == 0 && level.HasItems)
            throw new InvalidOperationException("A value is not expected here.");
        if (!level.IsObject && level.HasItems)
            WriteByte((byte)',');
        level.AwaitsValue = false;
        level.HasItems = true;
    }

    private void WriteRaw(ReadOnlySpan<byte> literal)
    {
        BeforeValue();
        output.Write(literal);
    }

    private void WriteByte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void WriteQuoted(ReadOnlySpan<char> text)
    {
        WriteByte((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain != 0)
                WriteUtf8(plain < 0 ? text : text[..plain]);
            if (plain < 0)
                break;
            WriteEscape(text[plain]);
            text = text[(plain + 1)..];
        }
        WriteByte((byte)'"');
    }

    private void WriteUtf8(ReadOnlySpan<char> text)
    {
        var status = Utf8.FromUtf16(text, output.GetSpan(text.Length * 3), out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new LedgerFormatException("The text holds half a surrogate pair.");
        output.Advance(written);
    }

    private void WriteEscape(char c)
    {
        var shortForm = c switch { '"' => '"', '\\' => '\\', '\b' => 'b', '\t' => 't', '\n' => 'n', '\f' => 'f', '\r' => 'r', _ => '\0' };
        if (shortForm != '\0')
            output.Write([(byte)'\\', (byte)shortForm]);
        else
            output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)('0' + (c >> 4)), (byte)"0123456789abcdef"[c & 15]]);
    }
}
