using System.Globalization;

namespace GovernanceConsole.ControlTesting;

/// <summary>
/// Which findings: of which test, and where. In each place null means everywhere and empty text means "not known". One
/// record for the heat map, the list, the address of the page and the review task, so that all of them count the same.
/// </summary>
/// <param name="Series">A test's code, or one of <see cref="FindingSeries"/>.</param>
/// <param name="Month">The first day of the month in which the tickets were opened.</param>
/// <param name="Undated">Only tickets whose opening is not known; then <paramref name="Month"/> is null.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Desk">The desk's code.</param>
/// <param name="Kind">The kind of request.</param>
/// <param name="Path">The number of the recovery path.</param>
public sealed record FindingFilter(
    string Series = FindingSeries.Any,
    DateOnly? Month = null,
    bool Undated = false,
    string? Group = null,
    string? Desk = null,
    string? Kind = null,
    string? Path = null)
{
    /// <summary>How an address says "not known": an empty value would read as no filter at all.</summary>
    private const string NotKnown = "(not known)";

    /// <summary>Narrowed to one row of a heat map.</summary>
    public FindingFilter At(HeatMapRows rows, string code) => rows switch
    {
        HeatMapRows.Group => this with { Group = code },
        HeatMapRows.Desk => this with { Desk = code },
        HeatMapRows.Kind => this with { Kind = code },
        HeatMapRows.Path => this with { Path = code },
    };

    /// <summary>Narrowed to one column of a heat map; null is the column of tickets without a date.</summary>
    public FindingFilter In(DateOnly? month) => this with { Month = month, Undated = month is null };

    /// <summary>The filter as the query of an address, without the question mark.</summary>
    public string ToQuery()
    {
        var parts = new List<string>();
        if (Series != FindingSeries.Any)
            Add(parts, "test", Series);
        if (Undated)
            Add(parts, "month", "");
        else if (Month is { } month)
            Add(parts, "month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        Add(parts, "group", Group);
        Add(parts, "desk", Desk);
        Add(parts, "kind", Kind);
        Add(parts, "path", Path);
        return string.Join('&', parts);
    }

    /// <summary>Reads what an address says; what makes no sense there filters nothing.</summary>
    public static FindingFilter FromQuery(string? test, string? month, string? group, string? desk, string? kind, string? path) => new(
        string.IsNullOrEmpty(test) ? FindingSeries.Any : test,
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null,
        month == NotKnown,
        Code(group),
        Code(desk),
        Code(kind),
        Code(path));

    private static string? Code(string? text) => text switch
    {
        null or "" => null,
        NotKnown => "",
        _ => text,
    };

    private static void Add(List<string> parts, string key, string? value)
    {
        if (value is not null)
            parts.Add($"{key}={Uri.EscapeDataString(value.Length == 0 ? NotKnown : value)}");
    }
}
