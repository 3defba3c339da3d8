namespace GovernanceConsole.Ledger;

/// <summary>Which entries of a ledger were pruned, as its entries of type <c>ledger.pruned</c> say (docs/ledger-format.md, section 8).</summary>
internal sealed class PrunedRanges
{
    public const string Type = "ledger.pruned";

    private readonly List<(long From, long To)> _ranges = [];

    /// <summary>Takes in what an entry of that type says. It speaks of earlier entries only.</summary>
    public void Hear(LedgerEntry entry)
    {
        var act = entry.Act.ToDictionary(StringComparer.Ordinal);
        if (act.GetValueOrDefault("from") is long from && act.GetValueOrDefault("to") is long to)
            _ranges.Add((from, Math.Min(to, entry.Idx - 1)));
    }

    /// <summary>The first of these entries, whose bodies are missing, that no range names; null where each is named.</summary>
    /// <param name="pruned">Their numbers, ascending.</param>
    public long? FirstUntold(IReadOnlyList<long> pruned)
    {
        _ranges.Sort();
        var (next, until) = (0, -1L);
        foreach (var idx in pruned)
        {
            for (; next < _ranges.Count && _ranges[next].From <= idx; next++)
                until = Math.Max(until, _ranges[next].To);
            if (idx > until)
                return idx;
        }

        return null;
    }

    /// <summary>Whether each entry from the one to the other is named.</summary>
    public bool Names(long from, long to)
    {
        _ranges.Sort();
        foreach (var range in _ranges)
        {
            if (range.From > from || from > to)
                break;
            from = Math.Max(from, range.To + 1);
        }

        return from > to;
    }

    /// <summary>What a verifier says of an entry that <see cref="FirstUntold"/> found.</summary>
    public static LedgerFault Untold(long idx) => new(LedgerFaultCode.Gap, idx, $"The body of entry {idx} is missing, and no entry says that it was pruned.");
}
