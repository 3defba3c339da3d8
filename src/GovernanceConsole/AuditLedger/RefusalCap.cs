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

    /// <summary>One refusal, as it was counted.</summary>
    /// <param name="Actor">Whose.</param>
    /// <param name="Minute">When.</param>
    /// <param name="IsWritten">Whether it is written down; otherwise it is left out.</param>
    /// <param name="LeftOutBefore">How many were left out since the last one that was written, for this one to tell.</param>
    internal sealed record Counted(string Actor, long Minute, bool IsWritten, long LeftOutBefore);

    /// <summary>Counts a refusal.</summary>
    public Counted Count(string actor)
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

            var count = _written.GetValueOrDefault(actor);
            if (count >= perActor || _total >= inAll)
            {
                _leftOut++;
                return new Counted(actor, minute, IsWritten: false, LeftOutBefore: 0);
            }

            var leftOutBefore = _leftOut;
            _written[actor] = count + 1;
            _total++;
            _leftOut = 0;
            return new Counted(actor, minute, IsWritten: true, leftOutBefore);
        }
    }

    /// <summary>Takes a refusal back that came to nothing, because nothing of its command was stored. What it would have told is told by the next one.</summary>
    public void Undo(Counted counted)
    {
        lock (_lock)
        {
            if (!counted.IsWritten)
            {
                _leftOut = Math.Max(0, _leftOut - 1); // it may have been told meanwhile
                return;
            }

            _leftOut += counted.LeftOutBefore;
            if (counted.Minute != _minute)
                return;
            _written[counted.Actor]--;
            _total--;
        }
    }

    /// <summary>
    /// The refusal of one command, which may be run again from its beginning: it is counted once, however often it runs, and not at all
    /// where it is not refused in the end.
    /// </summary>
    internal sealed class OfOneCommand(RefusalCap cap, string actor)
    {
        private Counted? _counted;
        private bool _isRefused;

        /// <summary>The command runs, for the first time or again.</summary>
        public void Begin() => _isRefused = false;

        /// <summary>It is refused.</summary>
        public Counted Count()
        {
            _isRefused = true;
            return _counted ??= cap.Count(actor);
        }

        /// <summary>The command is over.</summary>
        /// <param name="isStored">Whether what its last run wrote is stored.</param>
        public void End(bool isStored)
        {
            if (_counted is { } counted && !(isStored && _isRefused))
                cap.Undo(counted);
        }
    }
}
