using System.Globalization;

namespace GovernanceConsole.Storage;

/// <summary>The one form of dates, instants and counts in sentences and on pages. Files, exports and the ledger have their own.</summary>
public static class DateText
{
    /// <summary>"14 May 2026".</summary>
    public static string Of(DateOnly on) => on.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"14 May 2026, 03:12" in the given zone; with seconds "14 May 2026, 03:12:45".</summary>
    public static string Of(DateTimeOffset at, TimeZoneInfo zone, bool seconds = false) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(seconds ? "d MMM yyyy, HH:mm:ss" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"12,345".</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
