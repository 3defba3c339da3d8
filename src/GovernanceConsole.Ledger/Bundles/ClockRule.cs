namespace GovernanceConsole.Ledger.Bundles;

/// <summary>
/// Entries are dated in their order, and within what the anchors saw: an entry that an anchor had seen is not younger than that
/// anchor, one that it had not seen is not older. Clocks of nodes may differ by <see cref="Tolerance"/>.
/// </summary>
internal sealed class ClockRule
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly long[] _sizes;
    private readonly DateTimeOffset[] _notAfter;
    private readonly DateTimeOffset[] _notBefore;
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private int _passed;

    /// <param name="anchors">Entries seen, and when; in any order.</param>
    public ClockRule(IEnumerable<(long Size, DateTimeOffset At)> anchors)
    {
        var sorted = anchors.OrderBy(a => a.Size).ToArray();
        _sizes = [.. sorted.Select(a => a.Size)];
        _notAfter = [.. sorted.Select(a => a.At)];
        _notBefore = [.. sorted.Select(a => a.At)];
        for (var i = sorted.Length - 2; i >= 0; i--)
            _notAfter[i] = _notAfter[i] < _notAfter[i + 1] ? _notAfter[i] : _notAfter[i + 1];
        for (var i = 1; i < sorted.Length; i++)
            _notBefore[i] = _notBefore[i] > _notBefore[i - 1] ? _notBefore[i] : _notBefore[i - 1];
    }

    /// <summary>When the first entry was written that no anchor has seen; null where there is none.</summary>
    public DateTimeOffset? FirstUnanchoredAt { get; private set; }

    /// <summary>The next entry, in the ledger's order.</summary>
    /// <returns>What is wrong with its instant; null where nothing.</returns>
    public LedgerFault? Check(long idx, DateTimeOffset at)
    {
        while (_passed < _sizes.Length && _sizes[_passed] <= idx)
            _passed++;
        if (_passed == _sizes.Length)
            FirstUnanchoredAt ??= at;
        var latest = _latest;
        if (at > _latest)
            _latest = at;
        if (latest != DateTimeOffset.MinValue && at < latest - Tolerance)
            return Broken(idx, "is dated before an earlier one");
        if (_passed < _sizes.Length && at > _notAfter[_passed] + Tolerance)
            return Broken(idx, $"is dated after the anchor that had seen it ({_sizes[_passed]} entries)");
        return _passed > 0 && at < _notBefore[_passed - 1] - Tolerance
            ? Broken(idx, $"is dated before the anchor that had not seen it ({_sizes[_passed - 1]} entries)")
            : null;
    }

    private static LedgerFault Broken(long idx, string what) => new(LedgerFaultCode.RuleBroken, idx, $"Entry {idx} {what}.");
}
