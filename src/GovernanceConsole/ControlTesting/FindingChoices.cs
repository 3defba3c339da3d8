namespace GovernanceConsole.ControlTesting;

/// <summary>Applies a filter to the tables. The same for findings and figures, so that cells and rows add up.</summary>
internal static class FindingChoices
{
    /// <summary>One row for each ticket that the filter finds.</summary>
    public static IQueryable<ControlFinding> Chosen(this IQueryable<ControlFinding> findings, FindingFilter filter) => (filter.Series switch
    {
        FindingSeries.Any => findings.Where(f => f.IsFirstOfTicket),
        FindingSeries.SkippedControl => findings.Where(f => f.IsFirstSkippedControl),
        _ => findings.Where(f => f.TestCode == filter.Series),
    }).At(filter);

    /// <summary>The counts that the filter finds.</summary>
    public static IQueryable<ControlTestFigure> Chosen(this IQueryable<ControlTestFigure> figures, FindingFilter filter) =>
        figures.Where(f => f.Series == filter.Series).At(filter);

    private static IQueryable<T> At<T>(this IQueryable<T> rows, FindingFilter filter)
        where T : class, IPlaced
    {
        if (filter.Undated)
            rows = rows.Where(f => f.OpenedMonth == null);
        else if (filter.Month is { } month)
            rows = rows.Where(f => f.OpenedMonth == month);
        if (filter.Group is { } group)
            rows = rows.Where(f => f.GroupCode == group);
        if (filter.Desk is { } desk)
            rows = rows.Where(f => f.DeskCode == desk);
        if (filter.Kind is { } kind)
            rows = rows.Where(f => f.RequestKind == kind);
        if (filter.Path is { } path)
            rows = rows.Where(f => f.PathNumber == path);
        return rows;
    }
}
