namespace GovernanceConsole.Web.Shell;

/// <summary>What a list asks of its query.</summary>
/// <param name="Sort">One of the fields the query knows.</param>
/// <param name="Descending">The other way round.</param>
/// <param name="Skip">How many rows come before the page.</param>
/// <param name="Take">How many rows the page shows.</param>
public sealed record RowsRequest<TSort>(TSort Sort, bool Descending, int Skip, int Take)
    where TSort : struct, Enum;

/// <summary>One page of a list.</summary>
/// <param name="Page">The rows, in order.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record Rows<TRow>(IReadOnlyList<TRow> Page, int Total);
