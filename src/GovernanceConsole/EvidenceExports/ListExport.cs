using GovernanceConsole.Identity;

namespace GovernanceConsole.EvidenceExports;

/// <summary>A list that can be downloaded as a workbook. Every page with a paged list has one registered.</summary>
public interface IExportableList
{
    /// <summary>In addresses, file names and on the command line: <c>recovery-paths</c>.</summary>
    string Name { get; }

    /// <summary>As on the page: <c>Recovery paths</c>.</summary>
    string Title { get; }

    /// <summary>
    /// The roles that may read the list, and so export it; one is enough. Auditors are always among them, desk agents
    /// never. Null where everybody who is signed in reads it.
    /// </summary>
    IReadOnlyList<Role>? Readers { get; }

    /// <summary>
    /// Whether somebody with these roles may export the list: a reader, or where everybody reads it, whoever is not a desk
    /// agent and nothing more. Agents look records up one by one.
    /// </summary>
    bool IsOpenTo(IReadOnlySet<Role> roles) =>
        Readers is { } readers ? readers.Any(roles.Contains) : roles.Count == 0 || roles.Any(r => r is not (Role.DeskAgent or Role.ApiClient));

    /// <summary>
    /// Reads the filter and prepares the rows; no row is read yet.
    /// </summary>
    /// <returns>Writes the rows into a workbook and tells how many there were.</returns>
    internal Task<Func<WorkbookWriter, CancellationToken, Task<long>>> OpenAsync(Actor actor, ListFilter filter, CancellationToken cancellationToken);
}

/// <summary>A list as a slice of the register describes it: columns, and rows for an actor and a filter.</summary>
internal sealed class ListExport<TRow> : IExportableList
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public IReadOnlyList<Role>? Readers { get; init; }

    public required ExportColumns<TRow> Columns { get; init; }

    /// <summary>
    /// Reads the filter and answers with the rows the actor may see, in a stable order: the same rows come in the same
    /// order each time (X5). See <see cref="PagedRows"/> for a query that answers by pages.
    /// </summary>
    public required Func<Actor, ListFilter, CancellationToken, Task<IAsyncEnumerable<TRow>>> Rows { get; init; }

    async Task<Func<WorkbookWriter, CancellationToken, Task<long>>> IExportableList.OpenAsync(Actor actor, ListFilter filter, CancellationToken cancellationToken)
    {
        var rows = await Rows(actor, filter, cancellationToken);
        return (workbook, token) => workbook.AddTableAsync(Title, Columns, rows, token);
    }
}
