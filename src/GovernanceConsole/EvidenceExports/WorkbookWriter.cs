using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceConsole.EvidenceExports;

/// <summary>What a workbook holds.</summary>
/// <param name="Rows">Rows of data on all data sheets, titles not counted.</param>
/// <param name="Sheets">Data sheets, the cover not counted.</param>
/// <param name="ContentHash">
/// SHA-256 over the XML of the data sheets, uncompressed, in the order of their names, as lower-case hexadecimal. The
/// cover is not in it: who exported, and when, does not change what was exported (X5).
/// </param>
internal sealed record WorkbookContent(long Rows, int Sheets, string ContentHash);

/// <summary>A line of the cover. The value is text, a whole number or an instant.</summary>
internal readonly record struct CoverLine(string Label, object Value);

/// <summary>
/// Writes an <c>.xlsx</c> file from front to back, holding one buffer of rows: the parts that depend on the rows come
/// after them in the file, and a reader does not mind the order. Two workbooks with the same rows and the same cover
/// are the same bytes.
/// </summary>
internal sealed class WorkbookWriter : IDisposable
{
    /// <summary>A sheet has 1,048,576 rows, and the first holds the titles.</summary>
    public const int MostRowsOfASheet = 1_048_575;

    private const int FlushAt = 1 << 16;

    /// <summary>The first instant a zip can hold. The true one would make the same export differ from second to second.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _archive;
    private readonly TimeZoneInfo _zone;
    private readonly int _rowsPerSheet;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SheetNames _names = new("Cover");
    private readonly List<string> _dataParts = [];
    private readonly SheetXml _xml = new();
    private long _rows;

    private WorkbookWriter(ZipArchive archive, TimeZoneInfo zone, int rowsPerSheet) =>
        (_archive, _zone, _rowsPerSheet) = (archive, zone, rowsPerSheet);

    /// <param name="target">Stays open.</param>
    /// <param name="zone">The organisation's zone, in which instants are shown.</param>
    /// <param name="rowsPerSheet">Where the next sheet begins.</param>
    /// <param name="cancellationToken">Gives up; what was written is no workbook then.</param>
    public static async Task<WorkbookWriter> StartAsync(
        Stream target, TimeZoneInfo zone, int rowsPerSheet = MostRowsOfASheet, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowsPerSheet, MostRowsOfASheet);
        var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var writer = new WorkbookWriter(archive, zone, rowsPerSheet);
        await writer.PartAsync("_rels/.rels", WorkbookParts.PackageRelationships, cancellationToken); // first: programs tell by it that this is a workbook
        return writer;
    }

    /// <summary>Writes one table, on as many sheets as it needs.</summary>
    /// <returns>How many rows there were.</returns>
    public async Task<long> AddTableAsync<TRow>(
        string title, ExportColumns<TRow> columns, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        var written = 0L;
        await using var row = rows.GetAsyncEnumerator(cancellationToken);
        var hasMore = await row.MoveNextAsync();
        do
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"data{_dataParts.Count + 1:0000}.xml");
            _dataParts.Add(part);
            _names.Add(title);
            await using var sheet = await OpenAsync($"xl/worksheets/{part}", cancellationToken);
            BeginSheet(columns);
            var inSheet = 0;
            while (hasMore && inSheet < _rowsPerSheet)
            {
                _xml.BeginRow(++inSheet + 1);
                foreach (var column in columns.All)
                    column.Write(_xml, row.Current, _zone);
                _xml.EndRow();
                if (_xml.Length >= FlushAt)
                    await FlushAsync(sheet, isHashed: true, cancellationToken);
                hasMore = await row.MoveNextAsync();
            }

            _xml.Markup(WorkbookParts.SheetTail($"A1:{SheetXml.ColumnName(columns.All.Count)}{inSheet + 1}"));
            await FlushAsync(sheet, isHashed: true, cancellationToken);
            written += inSheet;
        }
        while (hasMore);

        _rows += written;
        return written;
    }

    /// <summary>Writes the cover and closes the workbook. Without it there is none.</summary>
    /// <param name="title">What the workbook shows.</param>
    /// <param name="cover">The lines under it, made from what the workbook holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WorkbookContent> FinishAsync(
        string title, Func<WorkbookContent, IEnumerable<CoverLine>> cover, CancellationToken cancellationToken)
    {
        var content = new WorkbookContent(_rows, _dataParts.Count, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        await using (var sheet = await OpenAsync("xl/worksheets/cover.xml", cancellationToken))
        {
            Cover(title, cover(content));
            await FlushAsync(sheet, isHashed: false, cancellationToken);
        }

        string[] parts = ["cover.xml", .. _dataParts];
        await PartAsync("xl/styles.xml", WorkbookParts.Styles, cancellationToken);
        await PartAsync("xl/workbook.xml", WorkbookParts.Workbook(_names.All), cancellationToken);
        await PartAsync("xl/_rels/workbook.xml.rels", WorkbookParts.WorkbookRelationships(parts), cancellationToken);
        await PartAsync("[Content_Types].xml", WorkbookParts.ContentTypes(parts), cancellationToken);
        await _archive.DisposeAsync(); // writes the zip's directory
        return content;
    }

    /// <summary>Lets go of what it holds. A workbook that was not finished is not a workbook; its stream is thrown away.</summary>
    public void Dispose() => _hash.Dispose();

    private void BeginSheet<TRow>(ExportColumns<TRow> columns)
    {
        _xml.Markup(WorkbookParts.SheetHead(isFrozen: true, isSelected: false, columns.All.Select(c => c.Width)));
        _xml.BeginRow(1);
        foreach (var column in columns.All)
            _xml.Text(column.Title, CellStyle.Heading);
        _xml.EndRow();
    }

    private void Cover(string title, IEnumerable<CoverLine> lines)
    {
        _xml.Markup(WorkbookParts.SheetHead(isFrozen: false, isSelected: true, [26, 100]));
        _xml.BeginRow(1);
        _xml.Text(title, CellStyle.CoverTitle);
        _xml.EndRow();
        var row = 2; // one left empty
        foreach (var line in lines)
        {
            _xml.BeginRow(++row);
            _xml.Text(line.Label, CellStyle.CoverLabel);
            switch (line.Value)
            {
                case string text: _xml.Text(text, CellStyle.CoverText); break;
                case long number: _xml.Whole(number, CellStyle.CoverWhole); break;
                case DateTimeOffset instant: _xml.Instant(TimeZoneInfo.ConvertTime(instant, _zone).DateTime, CellStyle.CoverInstant); break;
                default: throw new ArgumentException($"A cover shows no {line.Value.GetType().Name}.", nameof(lines));
            }

            _xml.EndRow();
        }

        _xml.Markup(WorkbookParts.SheetTail(filtered: null));
    }

    private async Task FlushAsync(Stream sheet, bool isHashed, CancellationToken cancellationToken)
    {
        if (isHashed)
            _hash.AppendData(_xml.Written.Span);
        await sheet.WriteAsync(_xml.Written, cancellationToken);
        _xml.Clear();
    }

    private async Task PartAsync(string name, string xml, CancellationToken cancellationToken)
    {
        await using var part = await OpenAsync(name, cancellationToken);
        await part.WriteAsync(Encoding.UTF8.GetBytes(xml), cancellationToken);
    }

    private Task<Stream> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var entry = _archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = EntryTime;
        return entry.OpenAsync(cancellationToken);
    }
}

/// <summary>The names of the sheets: short, without what a spreadsheet refuses, and each only once.</summary>
internal sealed class SheetNames(string first)
{
    private const int Longest = 31;
    private static readonly System.Buffers.SearchValues<char> Refused = System.Buffers.SearchValues.Create("[]:*?/\\");

    private readonly List<string> _names = [first];

    public IReadOnlyList<string> All => _names;

    public void Add(string title)
    {
        var plain = string.Concat(title.Select(c => Refused.Contains(c) || char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' ? ' ' : c)).Trim(' ', '\'');
        if (plain.Length == 0 || plain.Equals("History", StringComparison.OrdinalIgnoreCase)) // Excel keeps that name to itself
            plain = $"{plain} list".Trim();
        var name = Cut(plain, "");
        for (var number = 2; _names.Contains(name, StringComparer.OrdinalIgnoreCase); number++)
            name = Cut(plain, string.Create(CultureInfo.InvariantCulture, $" {number}"));
        _names.Add(name);
    }

    private static string Cut(string name, string ending) =>
        (name.Length + ending.Length <= Longest ? name : name[..(Longest - ending.Length)].TrimEnd(' ', '\'')) + ending;
}
