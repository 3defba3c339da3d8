using System.Globalization;

namespace GovernanceConsole.PolicyReplay;

/// <summary>
/// Which cases of a replay. In each place null means everywhere and empty text means "not known". One record for the
/// numbers, the list, the address of the page and the workbook, so that all of them count the same.
/// </summary>
/// <param name="Outcome">What came out; null for all that did not stay the same.</param>
/// <param name="Month">The first day of the month of submission or opening.</param>
/// <param name="Desk">The desk's code.</param>
/// <param name="Kind">The code of the kind.</param>
/// <param name="Path">The number of the recovery path.</param>
/// <param name="Verdict">The number of one answer of the replay; null for all.</param>
public sealed record ReplayFilter(ReplayOutcome? Outcome = null, DateOnly? Month = null, string? Desk = null, string? Kind = null, string? Path = null, int? Verdict = null)
{
    /// <summary>How an address says "not known": an empty value would read as no filter at all.</summary>
    private const string NotKnown = "(not known)";

    /// <summary>The filter as the query of an address, without the question mark; empty where it chooses nothing.</summary>
    public string ToQuery()
    {
        var parts = new List<string>();
        Add("outcome", Outcome?.ToString());
        Add("month", Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        Add("desk", Desk);
        Add("kind", Kind);
        Add("path", Path);
        Add("answer", Verdict?.ToString(CultureInfo.InvariantCulture));
        return string.Join('&', parts);

        void Add(string key, string? value)
        {
            if (value is not null)
                parts.Add($"{key}={Uri.EscapeDataString(value.Length == 0 ? NotKnown : value)}");
        }
    }

    /// <summary>Reads what an address says; what makes no sense there filters nothing.</summary>
    public static ReplayFilter FromQuery(string? outcome, string? month, string? desk, string? kind, string? path, string? answer) => new(
        Enum.TryParse<ReplayOutcome>(outcome, ignoreCase: false, out var wanted) && Enum.IsDefined(wanted) && !char.IsAsciiDigit(outcome![0]) ? wanted : null,
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null,
        Code(desk), Code(kind), Code(path),
        int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    private static string? Code(string? text) => text switch
    {
        null or "" => null,
        NotKnown => "",
        _ => text,
    };
}
