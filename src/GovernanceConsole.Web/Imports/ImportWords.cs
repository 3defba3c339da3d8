using System.Globalization;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Web.Imports;

/// <summary>How imports are spoken of on pages.</summary>
internal static class ImportWords
{
    public static string Of(ImportKind kind) => kind switch
    {
        ImportKind.TicketHistory => "Ticket history",
        ImportKind.People => "People",
        ImportKind.Systems => "Systems",
        ImportKind.RecoveryPaths => "Recovery paths",
    };

    /// <summary>What the file speaks of, in the plural.</summary>
    public static string ObjectsOf(ImportKind kind) => kind switch
    {
        ImportKind.TicketHistory => "tickets",
        ImportKind.People => "directory entries",
        ImportKind.Systems => "systems",
        ImportKind.RecoveryPaths => "paths",
    };

    /// <summary>So many of what the file speaks of: <c>1 ticket</c>, <c>2 tickets</c>.</summary>
    public static string Counted(long number, ImportKind kind) => kind switch
    {
        ImportKind.TicketHistory => Counted(number, "ticket", "tickets"),
        ImportKind.People => Counted(number, "directory entry", "directory entries"),
        ImportKind.Systems => Counted(number, "system", "systems"),
        ImportKind.RecoveryPaths => Counted(number, "path", "paths"),
    };

    public static string Counted(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Length(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };

    public static string Of(ImportPhase phase) => phase switch
    {
        ImportPhase.Reading => "Reading",
        ImportPhase.Clearing => "Removing what was stored",
        ImportPhase.Finishing => "Making everything visible",
    };
}
