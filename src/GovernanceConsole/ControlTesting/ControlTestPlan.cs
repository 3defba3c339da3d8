using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.ControlTesting;

/// <summary>A history to be tested.</summary>
/// <param name="Id">The import.</param>
/// <param name="Number">What people call it.</param>
/// <param name="RowsRoot">The Merkle root over its tickets: what exactly was tested.</param>
/// <param name="Mapping">What its columns mean.</param>
/// <param name="Tickets">How many it has.</param>
internal sealed record PlannedHistory(ImportId Id, string Number, string RowsRoot, ImportMapping Mapping, long Tickets);

/// <summary>Everything the result of a run follows from.</summary>
/// <param name="Histories">In the order of their numbers.</param>
/// <param name="Parameters">The limits.</param>
/// <param name="HoursByDesk">Hours of the desks that have some, by the desk's code.</param>
/// <param name="Paths">Which recovery path serves which kind of request.</param>
/// <param name="Zone">The organisation's zone.</param>
internal sealed record ControlTestPlan(
    IReadOnlyList<PlannedHistory> Histories,
    ControlTestParameters Parameters,
    IReadOnlyDictionary<string, WorkingHours> HoursByDesk,
    PathAttribution Paths,
    TimeZoneInfo Zone)
{
    public long Tickets => Histories.Sum(h => h.Tickets);

    /// <summary>SHA-256 over everything above and the versions of the tests, lower-case hex: the identity of the run.</summary>
    public string Sha256()
    {
        var text = new StringBuilder();
        foreach (var test in ControlTests.All)
            Line(text, "test", test.Code, test.Version);
        foreach (var history in Histories)
            Line(text, "history", history.Id.Value.ToString("N"), history.RowsRoot, history.Mapping.Sha256);
        Line(text, "limits", Parameters.HandOvers, Parameters.ResolutionDays);
        if (Parameters.AssumedHours is { } assumed)
            Line(text, "assumed-hours", Describe(assumed));
        foreach (var (desk, hours) in HoursByDesk.OrderBy(d => d.Key, StringComparer.Ordinal))
            Line(text, "desk-hours", desk, Describe(hours));
        foreach (var line in Paths.Describe())
            Line(text, "path", line);
        Line(text, "zone", Zone.Id);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>When the ticket's desk is staffed; null where nobody said so.</summary>
    public WorkingHours? HoursOf(string? desk) =>
        desk is not null && HoursByDesk.TryGetValue(desk, out var hours) ? hours : Parameters.AssumedHours;

    private static string Describe(WorkingHours hours) =>
        string.Create(CultureInfo.InvariantCulture, $"{hours.Days} {hours.From:HH\\:mm}-{hours.Until:HH\\:mm} {hours.TimeZone}");

    private static void Line(StringBuilder text, params ReadOnlySpan<object> parts)
    {
        foreach (var part in parts)
            text.Append(CultureInfo.InvariantCulture, $"{part}\u001f");
        text.Append('\n');
    }
}
