using System.Globalization;
using CsvHelper;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>
/// Reads a received file row by row through its mapping. What is unclean goes to the findings; a row with a fault is
/// still returned, marked as refused, so that everything wrong in a file is told at once.
/// </summary>
internal sealed class RowReader : IDisposable
{
    private readonly CsvReader _csv;
    private readonly ReceivedFile _file;
    private readonly LineSet _excluded;
    private readonly Findings _findings;
    private readonly ImportOptions _options;
    private readonly CellReader?[] _columns;
    private readonly Cell?[] _cells;
    private readonly int _width;
    private CsvMalformedRecord? _malformed;
    private (int Line, int Fields)? _lastRowWasShort;
    private bool _isRemarked;

    private RowReader(
        CsvReader csv, ReceivedFile file, ImportOptions options, LineSet excluded, Findings findings, CellReader?[] columns, int width)
    {
        (_csv, _file, _options, _excluded, _findings, _columns, _width) = (csv, file, options, excluded, findings, columns, width);
        _cells = new Cell?[columns.Length];
    }

    /// <summary>The line of the file where the present row begins.</summary>
    public int Line { get; private set; }

    /// <summary>Whether the present row has a fault and must not be stored.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Rows after the header, the excluded ones included.</summary>
    public long RowsRead { get; private set; }

    public long RowsExcluded { get; private set; }

    public long RowsRefused { get; private set; }

    public long RowsRemarked { get; private set; }

    /// <summary>How far the file is read, in bytes of its text.</summary>
    public long Position => _csv.ByteOffset;

    /// <summary>The cell of a field of the present row; null where the file has no such column.</summary>
    public Cell? this[int field] => _cells[field];

    /// <summary>Whether the file tells of a field at all.</summary>
    public bool Tells(int field) => _columns[field] is not null;

    /// <summary>Opens the file and finds the columns; null where that is fatal already.</summary>
    public static RowReader? Open(ReceivedFile file, ImportMapping mapping, ImportOptions options, LineSet excluded, Findings findings, OrganisationTime time)
    {
        RowReader? reader = null;
        var csv = CsvReader.FromFile(file.Path, new CsvReaderOptions
        {
            Separator = mapping.Delimiter,
            TrackLineNumbers = true,
            MaxRecordSize = options.MaximumRowBytes,
            BufferSize = 256 * 1024,
            OnMalformedRecord = record => reader!._malformed ??= record,
        });
        try
        {
            var headers = csv.Headers.ToArray();
            if (ColumnsOf(headers, mapping, findings, time) is { } columns)
                return reader = new RowReader(csv, file, options, excluded, findings, columns, headers.Length);
        }
        catch (CsvFormatException)
        {
            findings.Fatal("HeaderIsUnreadable", 1, column: null, $"The first line is longer than {options.MaximumRowBytes} bytes or its quotes do not match. It must hold the headers of the columns. Nothing was stored.");
        }

        csv.Dispose();
        return null;
    }

    /// <summary>Goes to the next row that is not excluded. False at the end of the file, and after a fatal finding.</summary>
    public bool Read()
    {
        while (ReadRecord())
        {
            RowsRead++;
            Line = (int)Math.Min(_csv.LineNumber, int.MaxValue);
            if (_malformed is { Reason: CsvMalformedReason.UnterminatedQuote })
            {
                _findings.Fatal("FileIsCut", Line, column: null, $"A quoted value that begins in line {Line} is never closed: the file was probably cut. Nothing was stored. Export or send it again.");
                return false;
            }

            var isMalformed = _malformed is not null;
            _malformed = null;
            _lastRowWasShort = null;
            if (_excluded.Contains(Line))
            {
                RowsExcluded++;
                continue;
            }

            Understand(isMalformed);
            return true;
        }

        return false;
    }

    public void Dispose() => _csv.Dispose();

    /// <summary>Refuses the present row for a reason that the caller found.</summary>
    public void Refuse(string code, string? column, string? value, string sentence)
    {
        _findings.Refuse(code, Line, column, value, sentence);
        if (!IsRefused)
            RowsRefused++;
        IsRefused = true;
    }

    /// <summary>Says something about the present row that should be known.</summary>
    public void Remark(Findings.Group remark)
    {
        remark.Add(Line);
        if (!_isRemarked)
            RowsRemarked++;
        _isRemarked = true;
    }

    /// <summary>The header of a field's column, for findings.</summary>
    public string? ColumnOf(int field) => _columns[field]?.Column;

    private static CellReader?[]? ColumnsOf(string[] headers, ImportMapping mapping, Findings findings, OrganisationTime time)
    {
        var fields = ImportFields.Of(mapping.Kind);
        var columns = new CellReader?[fields.Count];
        var (missing, absent) = (new List<string>(), new List<string>());
        for (var i = 0; i < fields.Count; i++)
        {
            if (!mapping.Columns.TryGetValue(fields[i].Name, out var column))
                continue;
            if (PositionOf(headers, column) is { } position)
                columns[i] = new CellReader(fields[i], mapping, position, findings, time);
            else
                (column.IsOptional ? absent : missing).Add(column.ToString());
        }

        if (missing.Count > 0)
        {
            findings.Fatal("ColumnsAreMissing", 1, column: null, string.Create(
                CultureInfo.InvariantCulture,
                $"The header has no column {string.Join(", ", missing)}. It has {headers.Length}: {Shorten(string.Join(", ", headers))}. Choose another mapping, or check its delimiter '{mapping.Delimiter}'. Nothing was stored."));
            return null;
        }

        if (absent.Count > 0)
            findings.Remark("ColumnsAreAbsent", $"The file has no column {string.Join(", ", absent)}, and need not have. What is stored there stays as it is; new entries begin without it.");
        foreach (var repeated in headers.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1 && mapping.Columns.Values.Any(c => c.Column == g.Key)))
        {
            var taken = mapping.Columns.Where(c => c.Value.Column == repeated.Key).Select(c => $"number {c.Value.Occurrence} as {c.Key}");
            findings.Remark("HeaderIsRepeated", $"The header {repeated.Key} stands over {repeated.Count()} columns. Taken was {string.Join(", ", taken)}.");
        }

        return columns;
    }

    private static int? PositionOf(string[] headers, MappedColumn column)
    {
        var occurrence = 0;
        for (var i = 0; i < headers.Length; i++)
        {
            if (headers[i] == column.Column && ++occurrence == column.Occurrence)
                return i;
        }

        return null;
    }

    private bool ReadRecord()
    {
        try
        {
            if (_csv.Read())
                return true;
        }
        catch (CsvFormatException fault)
        {
            _findings.Fatal("RowIsTooLong", (int)fault.LineNumber, column: null, $"The row that begins in line {fault.LineNumber} is longer than {_options.MaximumRowBytes} bytes: probably a quote is never closed. Nothing was stored.");
            return false;
        }

        Finish();
        return false;
    }

    /// <summary>At the end it shows whether the file was cut.</summary>
    private void Finish()
    {
        if (RowsRead == 0)
            _findings.Fatal("FileHasNoRows", line: null, column: null, "The file has a header and no rows. Nothing was stored.");
        else if (!_file.EndsWithLineEnd && _lastRowWasShort is { } cut)
            _findings.Fatal("FileIsCut", cut.Line, column: null, $"The file ends in the middle of line {cut.Line}: it has {cut.Fields} of {_width} values and no line end. Nothing was stored. Export or send it again.");
        else if (!_file.EndsWithLineEnd)
            _findings.Remark("LastLineHasNoEnd", "The last line has no line end, as in a file that was cut. All of its values are there; compare the number of rows with the source.");
    }

    private void Understand(bool isMalformed)
    {
        IsRefused = false;
        _isRemarked = false;
        if (isMalformed)
            Refuse("QuotesDoNotMatch", column: null, value: null, "A quote stands inside a value, or text follows a closing quote. Quotes within a value are doubled. Correct the row, or leave it out.");
        if (_csv.FieldCount != _width)
        {
            if (_csv.FieldCount < _width)
                _lastRowWasShort = (Line, _csv.FieldCount);
            Array.Clear(_cells);
            Refuse("ValuesDoNotMatchTheHeader", column: null, value: null, $"The row has {_csv.FieldCount} values, the header {_width}. Correct the row, or leave it out.");
            return;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i] is not { } column)
                continue;
            var cell = column.Read(_csv.GetSpan(column.Index));
            _cells[i] = cell;
            if (cell.Remark is { } remark)
                Remark(remark);
            if (cell.Fault is var (code, sentence))
                Refuse(code, column.Column, cell.Text, sentence);
            else if (column.IsRequired && cell.IsEmpty)
                Refuse("ValueIsMissing", column.Column, value: null, $"{column.Column} has no value here and must have one. Correct the row, or leave it out.");
        }
    }

    private static string Shorten(string text) => text.Length > 300 ? text[..300] + " …" : text;
}
