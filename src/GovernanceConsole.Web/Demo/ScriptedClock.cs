namespace GovernanceConsole.Web.Demo;

/// <summary>The clock of the demo's year: nothing can be back-dated, so the past is played at its own time.</summary>
internal sealed class ScriptedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves on to an instant; a script that steps back is wrong.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant < _now)
            throw new InvalidOperationException($"The demo's script steps back from {_now:O} to {instant:O}.");
        _now = instant;
    }
}
