using System.Text.Json;

namespace GovernanceConsole.Imports;

/// <summary>
/// Figures of a ticket history that can be counted in the source system too. "Not known" counts as one value of its
/// own, as it does there.
/// </summary>
/// <param name="Rows">Rows that were taken.</param>
/// <param name="Tickets">Tickets they tell of.</param>
/// <param name="Reopened">Tickets reopened at least once by their last row; null without that column.</param>
/// <param name="RowsWithServiceLevelMissed">Null without that column.</param>
/// <param name="DistinctOnLastRows">Different values by field, counted on the last row of each ticket.</param>
/// <param name="RowsByContactChannel">Null without that column, and where it has too many values to be one of channels.</param>
/// <param name="RowsByState">Likewise.</param>
public sealed record ControlTotals(
    long Rows,
    long Tickets,
    long? Reopened,
    long? RowsWithServiceLevelMissed,
    IReadOnlyDictionary<string, int> DistinctOnLastRows,
    IReadOnlyDictionary<string, int>? RowsByContactChannel,
    IReadOnlyDictionary<string, int>? RowsByState)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static ControlTotals FromJson(string json) => JsonSerializer.Deserialize<ControlTotals>(json)!;
}

/// <summary>Counts while a history is read.</summary>
internal sealed class ControlCount
{
    private const string NotKnown = "(not known)";

    /// <summary>A column with more values is none of states or channels, and its values do not belong in the ledger.</summary>
    private const int MostValues = 40;

    private static readonly TicketField[] Counted =
    [
        TicketField.Caller, TicketField.OpenedBy, TicketField.AssignedTo, TicketField.ResolvedBy, TicketField.Group,
        TicketField.Category, TicketField.Subcategory, TicketField.Symptom, TicketField.State, TicketField.Priority, TicketField.ContactChannel,
    ];

    private readonly ImportMapping _mapping;
    private readonly (TicketField Field, HashSet<string> Values)[] _distinct;
    private readonly SortedDictionary<string, int> _channels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _states = new(StringComparer.Ordinal);
    private long _rows;
    private long _tickets;
    private long _reopened;
    private long _missed;

    public ControlCount(ImportMapping mapping)
    {
        _mapping = mapping;
        _distinct = [.. Counted.Where(mapping.Has).Select(f => (f, new HashSet<string>(StringComparer.Ordinal)))];
    }

    public void Row(RowReader row)
    {
        _rows++;
        if (row[(int)TicketField.MadeSla]?.Flag == false)
            _missed++;
        Count(_channels, row[(int)TicketField.ContactChannel]);
        Count(_states, row[(int)TicketField.State]);
    }

    public void Ticket(Cell?[] lastRow)
    {
        _tickets++;
        if (lastRow[(int)TicketField.ReopenCount]?.Count > 0)
            _reopened++;
        foreach (var (field, values) in _distinct)
            values.Add(lastRow[(int)field]?.Text ?? NotKnown);
    }

    public ControlTotals Totals() => new(
        _rows,
        _tickets,
        _mapping.Has(TicketField.ReopenCount) ? _reopened : null,
        _mapping.Has(TicketField.MadeSla) ? _missed : null,
        new SortedDictionary<string, int>(_distinct.ToDictionary(d => ImportFields.NameOf(d.Field), d => d.Values.Count), StringComparer.Ordinal),
        _channels.Count is > 0 and <= MostValues ? _channels : null,
        _states.Count is > 0 and <= MostValues ? _states : null);

    private static void Count(SortedDictionary<string, int> counts, Cell? cell)
    {
        if (cell is null || counts.Count > MostValues)
            return;
        var value = cell.Text ?? NotKnown;
        counts[value] = counts.GetValueOrDefault(value) + 1;
    }
}
