namespace GovernanceConsole.AuditLedger;

/// <summary>
/// How many refusals are written down: per actor and in all, per minute. Whoever is refused in a loop fills neither the
/// ledger nor the writer's queue; what was left out is counted and told in the next entry that is written.
/// </summary>
internal sealed class RefusalCap(TimeProvider clock, int perActor = 30, int inAll = 600)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);
    private long _minute;
    private int _total;
    private long _leftOut;

    /// <summary>Whether this refusal is written, and how many were left out since the last one that was.</summary>
    public bool MayWrite(string actor, out long leftOutBefore)
    {
        lock (_lock)
        {
            var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != _minute)
            {
                _minute = minute;
                _total = 0;
                _written.Clear();
            }

            _written.TryGetValue(actor, out var count);
            leftOutBefore = _leftOut;
            if (count >= perActor || _total >= inAll)
            {
                _leftOut++;
                return false;
            }

            _written[actor] = count + 1;
            _total++;
            _leftOut = 0;
            return true;
        }
    }
}
