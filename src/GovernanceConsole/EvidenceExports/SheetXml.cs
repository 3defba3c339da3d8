using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GovernanceConsole.EvidenceExports;

/// <summary>
/// The XML of one sheet, as UTF-8, cell by cell. Whatever a text holds, its cell is an inline string: neither a formula
/// nor a link can come out of here, because nothing writes their elements.
/// </summary>
internal sealed class SheetXml
{
    /// <summary>What Excel takes in a cell.</summary>
    public const int LongestText = 32_767;

    /// <summary>Beyond 15 digits a spreadsheet rounds; such a number is written as text rather than changed.</summary>
    private const long LargestExactNumber = 999_999_999_999_999;

    /// <summary>1 March 1900: before it, spreadsheet programs disagree on day numbers.</summary>
    private const int FirstSafeDay = 61;

    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;
    private static readonly DateTime InstantZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly List<byte[]> _columnNames = [];
    private byte[] _buffer = new byte[1 << 17];
    private int _length;
    private long _row;
    private int _column;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    /// <summary>Markup of ours, as it is.</summary>
    public void Markup(ReadOnlySpan<byte> xml)
    {
        Reserve(xml.Length);
        xml.CopyTo(_buffer.AsSpan(_length));
        _length += xml.Length;
    }

    /// <summary>Markup of ours that was put together from numbers and checked names.</summary>
    public void Markup(string xml)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(xml.Length));
        _length += Encoding.UTF8.GetBytes(xml, _buffer.AsSpan(_length));
    }

    /// <param name="row">From 1.</param>
    public void BeginRow(long row)
    {
        (_row, _column) = (row, 0);
        Markup("<row r=\""u8);
        Digits(row);
        Markup("\">"u8);
    }

    public void EndRow() => Markup("</row>"u8);

    /// <summary>Leaves the cell out.</summary>
    public void Empty() => _column++;

    public void Text(string? text, CellStyle style = CellStyle.Text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Empty();
            return;
        }

        BeginCell(style);
        Markup(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        Escaped(Fitting(text));
        Markup("</t></is></c>"u8);
    }

    public void Whole(long number, CellStyle style = CellStyle.Whole)
    {
        if (number is > LargestExactNumber or < -LargestExactNumber)
        {
            Text(number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        BeginCell(style);
        Markup("><v>"u8);
        Digits(number);
        EndNumber();
    }

    public void Decimal(decimal number, CellStyle style)
    {
        if (Math.Abs(number) > LargestExactNumber || number.Scale > 15)
        {
            Text(number.ToString(CultureInfo.InvariantCulture));
            return;
        }

        BeginCell(style);
        Markup("><v>"u8);
        Reserve(40);
        number.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        EndNumber();
    }

    public void Date(DateOnly date)
    {
        var day = date.DayNumber - DayZero;
        if (day < FirstSafeDay)
        {
            Text(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            return;
        }

        BeginCell(CellStyle.Date);
        Markup("><v>"u8);
        Digits(day);
        EndNumber();
    }

    /// <param name="wallTime">The instant as the clocks of the organisation's zone showed it.</param>
    public void Instant(DateTime wallTime, CellStyle style = CellStyle.Instant)
    {
        var days = (wallTime - InstantZero).Ticks / TimeSpan.TicksPerMillisecond / (double)TimeSpan.MillisecondsPerDay;
        if (days < FirstSafeDay)
        {
            Text(wallTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            return;
        }

        BeginCell(style);
        Markup("><v>"u8);
        Reserve(40);
        days.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        EndNumber();
    }

    /// <summary>Excel's name of a column, from 1: A, B, ... XFD.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (; column > 0; column = (column - 1) / 26)
            name = (char)('A' + ((column - 1) % 26)) + name;
        return name;
    }

    private void BeginCell(CellStyle style)
    {
        _column++;
        while (_columnNames.Count < _column)
            _columnNames.Add(Encoding.ASCII.GetBytes(ColumnName(_columnNames.Count + 1)));
        Markup("<c r=\""u8);
        Markup(_columnNames[_column - 1]);
        Digits(_row);
        Markup("\" s=\""u8);
        Digits((int)style);
        Markup("\""u8);
    }

    private void EndNumber() => Markup("</v></c>"u8);

    private void Digits(long number)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>Cuts what no cell holds, and says so in the cell: nothing is lost in silence.</summary>
    private static string Fitting(string text)
    {
        if (text.Length <= LongestText)
            return text;
        var note = string.Create(CultureInfo.InvariantCulture, $" [cut here: the text has {text.Length} characters, a cell holds {LongestText}]");
        var kept = LongestText - note.Length;
        if (char.IsHighSurrogate(text[kept - 1]))
            kept--;
        return string.Concat(text.AsSpan(0, kept), note);
    }

    private void Escaped(string text)
    {
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and not ('&' or '<' or '>' or '_') and < '\uD800' or '\t' or '\n' or (> '\uDFFF' and < '\uFFFE'))
                continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            if (c == '_' && !LooksEscaped(text.AsSpan(i)))
                continue;

            Plain(text.AsSpan(plain, i - plain));
            plain = i + 1;
            switch (c)
            {
                case '&': Markup("&amp;"u8); break;
                case '<': Markup("&lt;"u8); break;
                case '>': Markup("&gt;"u8); break;
                default: Code(c); break;
            }
        }

        Plain(text.AsSpan(plain));
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    /// <summary>A character that XML cannot hold, or that would be read as such a code, in the format's own way (ECMA-376, ST_Xstring).</summary>
    private void Code(char c)
    {
        Markup("_x"u8);
        Reserve(4);
        ((int)c).TryFormat(_buffer.AsSpan(_length), out var written, "X4", CultureInfo.InvariantCulture);
        _length += written;
        Markup("_"u8);
    }

    private static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && !text[2..6].ContainsAnyExcept(HexDigits);

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}

/// <summary>The styles of every workbook, in the order of the table in <see cref="WorkbookParts.Styles"/>.</summary>
internal enum CellStyle
{
    General,

    /// <summary>The row of titles.</summary>
    Heading,

    /// <summary>Text format and quote prefix: what begins with = + - @ stays text even after somebody edits the cell.</summary>
    Text,
    Whole,
    Decimal,
    Percentage,
    Date,
    Instant,

    /// <summary>The name of the list on the cover.</summary>
    CoverTitle,
    CoverLabel,

    /// <summary>Text that wraps.</summary>
    CoverText,
    CoverWhole,
    CoverInstant,
}
