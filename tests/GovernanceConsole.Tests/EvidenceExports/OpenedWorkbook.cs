using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>A workbook read back by somebody else's reader: DocumentFormat.OpenXml.</summary>
internal sealed partial class OpenedWorkbook : IDisposable
{
    private readonly MemoryStream _bytes;
    private readonly SpreadsheetDocument _document;

    public OpenedWorkbook(byte[] bytes)
    {
        _bytes = new MemoryStream(bytes, writable: false);
        _document = SpreadsheetDocument.Open(_bytes, isEditable: false);
    }

    public IReadOnlyList<string> Sheets => [.. Tabs.Select(t => t.Name!.Value!)];

    public IReadOnlyList<string> ValidationErrors =>
        [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(_document).Select(e => $"{e.Part?.Uri}: {e.Description}")];

    public int Formulas => _document.WorkbookPart!.WorksheetParts.Sum(p => p.Worksheet.Descendants<CellFormula>().Count());

    /// <summary>Links of any kind that lead out of the file, in any part.</summary>
    public int ExternalLinks => _document.WorkbookPart!.WorksheetParts.Cast<OpenXmlPart>().Append(_document.WorkbookPart!)
        .Sum(p => p.ExternalRelationships.Count() + p.HyperlinkRelationships.Count() + p.DataPartReferenceRelationships.Count());

    /// <summary>The cells of a sheet, row by row. Empty cells are null.</summary>
    public IReadOnlyList<IReadOnlyList<ReadCell?>> Rows(string sheet) =>
        [.. SheetOf(sheet).Descendants<Row>().Select(row => (IReadOnlyList<ReadCell?>)Cells(row))];

    /// <summary>The value beside a label of the cover.</summary>
    public ReadCell Cover(string label) => Rows("Cover").Single(r => r.Count == 2 && r[0]!.Text == label)[1]!;

    public string? FilteredCells(string sheet) => SheetOf(sheet).Descendants<AutoFilter>().SingleOrDefault()?.Reference?.Value;

    public bool FirstRowIsFrozen(string sheet) =>
        SheetOf(sheet).Descendants<Pane>().SingleOrDefault() is { VerticalSplit.Value: 1 } pane && pane.State?.Value == PaneStateValues.Frozen;

    /// <summary>What the cover tells an auditor to run, done here.</summary>
    public string HashOfDataSheets()
    {
        using var archive = new ZipArchive(new MemoryStream(_bytes.ToArray()), ZipArchiveMode.Read);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/data", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var xml = new MemoryStream();
            using var content = part.Open();
            content.CopyTo(xml);
            hash.AppendData(xml.ToArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _document.Dispose();
        _bytes.Dispose();
    }

    private IEnumerable<Sheet> Tabs => _document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>();

    private Worksheet SheetOf(string name) =>
        ((WorksheetPart)_document.WorkbookPart!.GetPartById(Tabs.Single(t => t.Name == name).Id!.Value!)).Worksheet;

    private List<ReadCell?> Cells(Row row)
    {
        var cells = new List<ReadCell?>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = ColumnOf(cell.CellReference!.Value!);
            while (cells.Count < column - 1)
                cells.Add(null);
            cells.Add(Read(cell));
        }

        return cells;
    }

    private ReadCell Read(Cell cell)
    {
        var format = _document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0));
        var formatCode = _document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>()
            .SingleOrDefault(f => f.NumberFormatId!.Value == format.NumberFormatId!.Value)?.FormatCode?.Value
            ?? format.NumberFormatId!.Value.ToString(CultureInfo.InvariantCulture);
        var isText = cell.DataType?.Value == CellValues.InlineString;
        return new ReadCell(
            isText ? Unescape(cell.InlineString!.Text!.Text) : null,
            isText ? null : double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture),
            formatCode,
            format.QuotePrefix?.Value ?? false);
    }

    private static int ColumnOf(string reference) => reference.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (n, c) => (n * 26) + c - 'A' + 1);

    /// <summary>What a spreadsheet program does when it shows the text (ECMA-376, ST_Xstring).</summary>
    private static string Unescape(string text) =>
        EscapedCharacter().Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking)]
    private static partial Regex EscapedCharacter();
}

/// <summary>A cell as it was read: either a text or a number.</summary>
/// <param name="Text">Null for a number.</param>
/// <param name="Number">Null for a text.</param>
/// <param name="Format">The format's code, or the number of a built-in format: 49 is text.</param>
/// <param name="QuotePrefix">Whether the cell stays text when somebody edits it.</param>
internal sealed record ReadCell(string? Text, double? Number, string Format, bool QuotePrefix)
{
    /// <summary>The date and time a spreadsheet shows for the number.</summary>
    public DateTime Moment => new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddMilliseconds(Math.Round(Number!.Value * 86_400_000));
}
