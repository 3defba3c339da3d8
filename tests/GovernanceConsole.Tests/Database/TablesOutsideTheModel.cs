namespace GovernanceConsole.Tests.Database;

/// <summary>Tables that scripts make and no mapping writes. Each says why.</summary>
internal static class TablesOutsideTheModel
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["schema_scripts"] = "kept by the runner of the scripts",
        ["ledger_heads"] = "written by the road's own statements, read through views",
        ["ledger_entries"] = "written by the road's own statements, read through views",
        ["ledger_private"] = "written by the road's own statements, read through views",
        ["ledger_erased_texts"] = "written by the erasure of a person, read through views",
        ["ledger_pruned_ranges"] = "written by the retention of entries, read through views",
        ["ledger_objects"] = "written by the road's own statements",
        ["command_results"] = "written by the road's own statements",
        ["number_series"] = "written by the road's own statements",
    };

    public static IEnumerable<TableShape> Mapped(IEnumerable<TableShape> tables) => tables.Where(t => !Reasons.ContainsKey(t.Name));
}
