namespace GovernanceConsole.EvidenceExports;

/// <summary>A column of an exported list.</summary>
/// <param name="Title">As on the screen.</param>
/// <param name="Width">In characters.</param>
/// <param name="Write">Writes the cell of one row, or leaves it empty.</param>
internal sealed record ExportColumn<TRow>(string Title, int Width, Action<SheetXml, TRow, TimeZoneInfo> Write);

/// <summary>
/// The columns of an exported list, left to right, each of one type: a spreadsheet can add up the numbers and sort the
/// dates. A null leaves the cell empty.
/// </summary>
internal sealed class ExportColumns<TRow>
{
    private readonly List<ExportColumn<TRow>> _columns = [];

    public IReadOnlyList<ExportColumn<TRow>> All => _columns;

    public ExportColumns<TRow> Text(string title, Func<TRow, string?> value, int width = 28) =>
        Add(title, width, (cell, row, _) => cell.Text(value(row)));

    /// <summary>A closed set, in words: <c>ExecutorOnly</c> reads "Executor only".</summary>
    public ExportColumns<TRow> Choice<TEnum>(string title, Func<TRow, TEnum?> value, int width = 20)
        where TEnum : struct, Enum =>
        Add(title, width, (cell, row, _) => cell.Text(value(row) is { } choice ? ChoiceWords.Of(choice) : null));

    public ExportColumns<TRow> YesNo(string title, Func<TRow, bool?> value) =>
        Add(title, 10, (cell, row, _) => cell.Text(value(row) switch { true => "yes", false => "no", null => null }));

    public ExportColumns<TRow> Whole(string title, Func<TRow, long?> value) =>
        Add(title, 12, (cell, row, _) =>
        {
            if (value(row) is { } number)
                cell.Whole(number);
            else
                cell.Empty();
        });

    public ExportColumns<TRow> Decimal(string title, Func<TRow, decimal?> value) =>
        Add(title, 14, (cell, row, _) => Number(cell, value(row), CellStyle.Decimal));

    /// <param name="title">As on the screen.</param>
    /// <param name="value">The share: 0.25 shows as 25.0 %.</param>
    public ExportColumns<TRow> Percentage(string title, Func<TRow, decimal?> value) =>
        Add(title, 12, (cell, row, _) => Number(cell, value(row), CellStyle.Percentage));

    public ExportColumns<TRow> Date(string title, Func<TRow, DateOnly?> value) =>
        Add(title, 12, (cell, row, _) =>
        {
            if (value(row) is { } date)
                cell.Date(date);
            else
                cell.Empty();
        });

    /// <summary>Shown as the clocks of the organisation's zone showed it; the cover names the zone.</summary>
    public ExportColumns<TRow> Instant(string title, Func<TRow, DateTimeOffset?> value) =>
        Add(title, 20, (cell, row, zone) =>
        {
            if (value(row) is { } instant)
                cell.Instant(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
            else
                cell.Empty();
        });

    private static void Number(SheetXml cell, decimal? number, CellStyle style)
    {
        if (number is { } known)
            cell.Decimal(known, style);
        else
            cell.Empty();
    }

    private ExportColumns<TRow> Add(string title, int width, Action<SheetXml, TRow, TimeZoneInfo> write)
    {
        _columns.Add(new ExportColumn<TRow>(title, Math.Max(width, title.Length + 4), write)); // 4: the filter's arrow
        return this;
    }
}

/// <summary>Members of closed sets as words.</summary>
internal static class ChoiceWords
{
    /// <summary>The member's name as a person writes it: <c>ExecutorOnly</c> becomes "Executor only".</summary>
    public static string Of<TEnum>(TEnum choice)
        where TEnum : struct, Enum => Words<TEnum>.ByMember.TryGetValue(choice, out var words) ? words : choice.ToString();

    private static class Words<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByMember = Enum.GetValues<TEnum>().Distinct().ToDictionary(m => m, m => InWords(m.ToString()));
    }

    private static string InWords(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
