using Microsoft.AspNetCore.Components;
using Radzen.Blazor;

namespace GovernanceConsole.Web.Shell;

/// <summary>
/// A column of <see cref="RowsGrid{TRow}"/>: a title, what a cell shows, and the field it sorts by.
/// <code>&lt;RowsColumn TRow="PathRow" Title="Path" Sort="@nameof(PathRow.Name)"&gt;&lt;Template Context="row"&gt;...&lt;/Template&gt;&lt;/RowsColumn&gt;</code>
/// </summary>
public sealed class RowsColumn<TRow> : RadzenDataGridColumn<TRow>
    where TRow : notnull
{
    /// <summary>The name by which the query sorts by this column; null for a column that does not sort.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Holds sentences: they wrap instead of being cut.</summary>
    [Parameter]
    public bool Wraps { get; set; }

    /// <summary>Holds a number or a code: a first column that takes no more than that.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    public override Task SetParametersAsync(ParameterView parameters)
    {
        // Known before the grid meets the column: it finds columns by these.
        Filterable = false;
        CssClass = parameters.GetValueOrDefault<bool>(nameof(Wraps)) ? "wraps" : parameters.GetValueOrDefault<bool>(nameof(Narrow)) ? "narrow" : "";
        Sortable = false;
        if (parameters.GetValueOrDefault<string?>(nameof(Sort)) is { } sort)
            (SortProperty, UniqueID, Sortable) = (sort, sort, true);
        return base.SetParametersAsync(parameters);
    }
}
