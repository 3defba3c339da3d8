using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GovernanceConsole.Ledger;

/// <summary>
/// Reads canonical JSON and nothing else: each step answers false where the next bytes are not the canonical form of what is wanted, so
/// that a value that was read needs no second check. Strings are handed out as the raw bytes between the quotes.
/// </summary>
internal ref struct CanonicalJsonReader(ReadOnlySpan<byte> utf8)
{
    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    // UTF-8 and UTF-16 order differ only between U+E000..U+FFFF (lead bytes EE, EF) and the pairs above; escapes hide a smaller character.
    private static readonly SearchValues<byte> NeedsDecodingToCompare = SearchValues.Create(
        [(byte)'\\', .. Enumerable.Range(0xEE, 0x12).Select(c => (byte)c)]);

    private readonly ReadOnlySpan<byte> _utf8 = utf8;

    /// <summary>Bytes read so far: after a false, about where it went wrong.</summary>
    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _utf8.Length;

    /// <summary>Must hold before anything is read: the steps look at bytes, not at characters.</summary>
    public readonly bool IsUtf8() => Utf8.IsValid(_utf8);

    public readonly ReadOnlySpan<byte> Since(int start) => _utf8[start..Position];

    public bool Literal(byte expected)
    {
        if (Position >= _utf8.Length || _utf8[Position] != expected)
            return false;
        Position++;
        return true;
    }

    /// <summary>Consumes the member's key if it comes next. <paramref name="quoted"/> is the key with quotes and colon.</summary>
    public bool Key(scoped ReadOnlySpan<byte> quoted, scoped ref bool isFirst)
    {
        var at = Position;
        if (!isFirst)
        {
            if (at >= _utf8.Length || _utf8[at] != ',')
                return false;
            at++;
        }
        if (!_utf8[at..].StartsWith(quoted))
            return false;
        isFirst = false;
        Position = at + quoted.Length;
        return true;
    }

    /// <summary>The next key of an object with keys unknown beforehand; it must come after <paramref name="previous"/>.</summary>
    public bool NextKey(scoped ref bool isFirst, ref ReadOnlySpan<byte> previous)
    {
        if (!isFirst && !Literal((byte)','))
            return false;
        if (!String(out var key) || (!isFirst && Compare(previous, key) >= 0) || !Literal((byte)':'))
            return false;
        isFirst = false;
        previous = key;
        return true;
    }

    public bool String(out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (!Literal((byte)'"'))
            return false;
        var start = Position;
        while (true)
        {
            var plain = _utf8[Position..].IndexOfAny(EndsPlainText);
            if (plain < 0)
                return false;
            Position += plain;
            if (_utf8[Position] == '"')
            {
                raw = _utf8[start..Position++];
                return true;
            }
            var escape = EscapeLength(_utf8[Position..]);
            if (escape == 0)
                return false;
            Position += escape;
        }
    }

    public bool Integer(out long value)
    {
        value = 0;
        var negative = Literal((byte)'-');
        var start = Position;
        while (Position < _utf8.Length && Position - start < 17 && _utf8[Position] is >= (byte)'0' and <= (byte)'9')
            value = value * 10 + _utf8[Position++] - '0';
        var digits = Position - start;
        if (digits == 0 || (_utf8[start] == '0' && (digits > 1 || negative)) || value > CanonicalJson.MaxInteger)
            return false;
        if (negative)
            value = -value;
        return true;
    }

    public bool Word(ReadOnlySpan<byte> word)
    {
        if (!_utf8[Position..].StartsWith(word))
            return false;
        Position += word.Length;
        return true;
    }

    public readonly byte Peek() => AtEnd ? (byte)0 : _utf8[Position];

    /// <summary>Any value.</summary>
    public bool Skip(int depth)
    {
        switch (Peek())
        {
            case (byte)'"': return String(out _);
            case (byte)'t': return Word("true"u8);
            case (byte)'f': return Word("false"u8);
            case (byte)'n': return Word("null"u8);
            case (byte)'[' when depth > 0:
                Position++;
                if (Literal((byte)']'))
                    return true;
                do
                {
                    if (!Skip(depth - 1))
                        return false;
                }
                while (Literal((byte)','));
                return Literal((byte)']');
            case (byte)'{' when depth > 0:
                Position++;
                var isFirst = true;
                ReadOnlySpan<byte> key = default;
                while (!Literal((byte)'}'))
                {
                    if (!NextKey(ref isFirst, ref key) || !Skip(depth - 1))
                        return false;
                }
                return true;
            default: return Integer(out _);
        }
    }

    /// <summary>Order by UTF-16 code units, of two raw strings.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a.ContainsAny(NeedsDecodingToCompare) || b.ContainsAny(NeedsDecodingToCompare)
            ? string.CompareOrdinal(Decode(a), Decode(b))
            : a.SequenceCompareTo(b);

    /// <summary>The text of a raw string that was read.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        if (!text.Contains('\\'))
            return text;
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                decoded.Append(text[i]);
                continue;
            }
            i++;
            decoded.Append(text[i] switch
            {
                'b' => '\b',
                't' => '\t',
                'n' => '\n',
                'f' => '\f',
                'r' => '\r',
                'u' => (char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
            if (text[i] == 'u')
                i += 4;
        }
        return decoded.ToString();
    }

    // 0: not an escape that canonical JSON would write here.
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '\\')
            return 0;
        if (text[1] is (byte)'"' or (byte)'\\' or (byte)'b' or (byte)'t' or (byte)'n' or (byte)'f' or (byte)'r')
            return 2;
        if (text.Length < 6 || text[1] != 'u' || text[2] != '0' || text[3] != '0' || text[4] is not ((byte)'0' or (byte)'1'))
            return 0;
        var low = text[5] is >= (byte)'0' and <= (byte)'9' ? text[5] - '0' : text[5] is >= (byte)'a' and <= (byte)'f' ? text[5] - 'a' + 10 : -1;
        var hasShortForm = text[4] == '0' && low is 8 or 9 or 10 or 12 or 13;
        return low < 0 || hasShortForm ? 0 : 6;
    }
}
