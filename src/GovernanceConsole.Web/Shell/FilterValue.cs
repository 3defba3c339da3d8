using GovernanceConsole.Storage;

namespace GovernanceConsole.Web.Shell;

/// <summary>Reads filters out of an address, which may hold anything: what is not understood counts as not there.</summary>
public static class FilterValue
{
    /// <summary>The value of this name; null for none, and for one that does not exist.</summary>
    public static TValue? Of<TValue>(string? text)
        where TValue : struct, Enum => Enum.TryParse<TValue>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>True, false, or null for neither.</summary>
    public static bool? Flag(string? text) => bool.TryParse(text, out var flag) ? flag : null;

    /// <summary>An id; null for none.</summary>
    public static TId? Id<TId>(string? text)
        where TId : struct, IEntityId<TId> => Guid.TryParse(text, out var id) ? TId.From(id) : null;

    /// <summary>Where the list of a page is downloaded: the same query string under <c>/exports</c>.</summary>
    /// <param name="list">The name of the list: <c>people</c>.</param>
    /// <param name="address">The page's address.</param>
    public static string ExportHref(string list, string address) => $"/exports/{list}.xlsx{new Uri(address).Query}";
}
