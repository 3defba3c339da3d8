namespace GovernanceConsole.Tests.Fixtures;

/// <summary>A clock whose waits are over at once and are written down.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    /// <summary>How long was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    public override DateTimeOffset GetUtcNow() => TestConsole.Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
            _waits.Add(dueTime);
        return System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
