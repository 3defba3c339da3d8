using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Storage;

/// <summary>Some rows of a list, and how many the filter finds in all.</summary>
/// <param name="Rows">The rows of this page, in order.</param>
/// <param name="Total">Rows of the whole list under the same filter.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Skip">Rows before the page; a negative number counts as 0.</param>
/// <param name="Take">Rows of the page, from 1 to <see cref="MostRows"/>; outside that, the nearest of the two.</param>
/// <param name="Sort">
/// The column by the name the list gives it, usually a property of its row; null, or a name the list does not know,
/// means the list's own order.
/// </param>
/// <param name="Descending">Whether the order is turned round.</param>
public sealed record PageRequest(int Skip = 0, int Take = 50, string? Sort = null, bool Descending = false)
{
    /// <summary>The largest page.</summary>
    public const int MostRows = 1000;

    public int Skip { get; } = Math.Max(Skip, 0);

    public int Take { get; } = Math.Clamp(Take, 1, MostRows);
}

/// <summary>Turns filtered and ordered queries into pages.</summary>
internal static class Paging
{
    /// <summary>Counts, and reads the page only where there is something to read.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> rows, PageRequest page, CancellationToken cancellationToken)
    {
        var total = await rows.CountAsync(cancellationToken);
        return total <= page.Skip
            ? new Page<T>([], total)
            : new Page<T>(await rows.Skip(page.Skip).Take(page.Take).ToListAsync(cancellationToken), total);
    }

    /// <summary>Orders by a column one way or the other.</summary>
    public static IOrderedQueryable<T> By<T, TKey>(this IQueryable<T> rows, System.Linq.Expressions.Expression<Func<T, TKey>> column, bool descending) =>
        descending ? rows.OrderByDescending(column) : rows.OrderBy(column);

    /// <summary>
    /// One <c>LIKE</c> pattern for each word of a search, at most eight, to find it anywhere whatever characters it
    /// holds. The escape character is <c>\</c>.
    /// </summary>
    public static IEnumerable<string> WordsOf(string? text) =>
        (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8).Select(Anywhere);

    /// <summary>A <c>LIKE</c> pattern that finds a text anywhere, as it stands. The escape character is <c>\</c>.</summary>
    public static string Anywhere(string text) => $"%{Escaped(text)}%";

    private static string Escaped(string word) => string.Concat(word.Select(c => c is '\\' or '%' or '_' or '[' ? $"\\{c}" : c.ToString()));
}
