using System.Runtime.CompilerServices;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports;

/// <summary>Turns the query behind a page into the rows of the whole list.</summary>
internal static class PagedRows
{
    /// <summary>
    /// Asks page after page, the largest the query gives. All pages are read at one moment, so no row is missed or met
    /// twice; that there are as many as the query counted is checked, because an export that is short is worse than none.
    /// </summary>
    /// <param name="order">The order the reader chose.</param>
    /// <param name="query">The query of the page.</param>
    /// <param name="cancellationToken">Gives up between pages.</param>
    public static async IAsyncEnumerable<TRow> ReadAsync<TRow>(
        PageRequest order,
        Func<PageRequest, CancellationToken, Task<Page<TRow>>> query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var read = 0;
        int total;
        do
        {
            var page = await query(new PageRequest(read, PageRequest.MostRows, order.Sort, order.Descending), cancellationToken);
            total = page.Total;
            if (page.Rows.Count == 0 && read < total)
                break;
            foreach (var row in page.Rows)
                yield return row;
            read += page.Rows.Count;
        }
        while (read < total);

        if (read != total)
            throw new InvalidOperationException($"The list counts {total} rows but gave {read}. Nothing is exported.");
    }
}
