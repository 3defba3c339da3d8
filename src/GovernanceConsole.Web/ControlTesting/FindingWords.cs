using System.Globalization;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.ControlTesting;

/// <summary>How the pages say what is counted and where.</summary>
internal static class FindingWords
{
    private static readonly Dictionary<string, string> Kinds = RequestKinds.All.ToDictionary(k => ImportFields.NameOf(k.Kind), k => k.Name, StringComparer.Ordinal);

    public static string OfSeries(string series) => series switch
    {
        FindingSeries.Any => "Any finding",
        FindingSeries.SkippedControl => "Any skipped control",
        _ => ControlTests.Find(series)?.Name ?? series,
    };

    public static string OfRows(HeatMapRows rows) => rows switch
    {
        HeatMapRows.Group => "Group",
        HeatMapRows.Desk => "Desk",
        HeatMapRows.Kind => "Kind of request",
        HeatMapRows.Path => "Recovery path",
    };

    /// <summary>The same over a column, with a word on where the kinds, and the paths that follow from them, are assumed.</summary>
    public static string OfRows(HeatMapRows rows, KindsOfRequest kinds) => rows is HeatMapRows.Kind or HeatMapRows.Path && Assumed(kinds) is { } word
        ? $"{OfRows(rows)} ({word})"
        : OfRows(rows);

    /// <summary>What must stand beside a number by path: which of its tickets the path, and whoever owns it, cannot answer for.</summary>
    public static string OnPaths(KindsOfRequest kinds) =>
        $"Tickets are counted at the path that serves their {(Assumed(kinds) is { } word ? $"kind of request, which is {word} from a code" : "kind of request")}. That holds for tickets from before the path was registered too; nobody is said to have been accountable for it then.";

    private static string? Assumed(KindsOfRequest kinds) => kinds switch
    {
        KindsOfRequest.Told => null,
        KindsOfRequest.PartlyAssumed => "partly assumed",
        KindsOfRequest.Assumed => "assumed",
    };

    /// <summary>A code of the source in its place: kinds of request in the words of the register, where it knows them.</summary>
    public static string OfCode(HeatMapRows rows, string code) => rows == HeatMapRows.Kind && Kinds.TryGetValue(code, out var name) ? name : OfCode(code);

    /// <summary>A code of the source; empty means that it is not known.</summary>
    public static string OfCode(string code) => code.Length == 0 ? "not known" : code;

    public static string OfMonth(DateOnly? month) => month?.ToString("MMM yyyy", CultureInfo.InvariantCulture) ?? "No date";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as people read it; an en dash where nothing was tested.</summary>
    public static string Share(double? rate) => rate switch
    {
        null => "–",
        0 => "0 %",
        < 0.001 => "under 0.1 %",
        < 0.1 => (rate.Value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        _ => (rate.Value * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
    };

    public static string OfHours(WorkingHours hours)
    {
        var days = string.Join(", ", Enum.GetValues<WeekDays>().Where(d => d != WeekDays.None && hours.Days.HasFlag(d)).Select(d => d.ToString()[..3]));
        var zone = hours.TimeZone is null ? "" : $" ({hours.TimeZone})";
        return string.Create(CultureInfo.InvariantCulture, $"{days} {hours.From:HH\\:mm} to {hours.Until:HH\\:mm}{zone}");
    }

    /// <summary>The choice in words: "Reopened, March 2016, group 70".</summary>
    public static string Of(FindingFilter filter)
    {
        var words = new List<string> { OfSeries(filter.Series) };
        if (filter.Undated)
            words.Add("without a date");
        else if (filter.Month is { } month)
            words.Add(month.ToString("MMMM yyyy", CultureInfo.InvariantCulture));
        Add("group", HeatMapRows.Group, filter.Group);
        Add("desk", HeatMapRows.Desk, filter.Desk);
        Add("kind", HeatMapRows.Kind, filter.Kind);
        Add("path", HeatMapRows.Path, filter.Path);
        return string.Join(", ", words);

        void Add(string place, HeatMapRows rows, string? code)
        {
            if (code is not null)
                words.Add($"{place} {OfCode(rows, code)}");
        }
    }

    /// <summary>The address of the tickets behind a number.</summary>
    public static string HrefOf(string run, FindingFilter filter)
    {
        var query = filter.ToQuery();
        return $"/control-tests/findings?run={Uri.EscapeDataString(run)}{(query.Length == 0 ? "" : $"&{query}")}";
    }
}
