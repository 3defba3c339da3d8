namespace GovernanceConsole.Storage;

/// <summary>The clock and the organisation's zone: instants are UTC, calendar dates are the organisation's (B-05).</summary>
/// <param name="clock">Where the present instant comes from.</param>
/// <param name="zone">The zone in which dates are meant.</param>
/// <param name="workingDays">The days on which the organisation works; null means Monday to Friday without holidays.</param>
public sealed class OrganisationTime(TimeProvider clock, TimeZoneInfo zone, WorkingDays? workingDays = null)
{
    /// <summary>The zone in which dates such as review dates are meant.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The days on which the organisation works.</summary>
    public WorkingDays WorkingDays { get; } = workingDays ?? WorkingDays.MondayToFriday;

    /// <summary>The present instant, UTC, cut to whole milliseconds because that is what both databases store.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        }
    }

    /// <summary>The present calendar date in the organisation's zone.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>The calendar date of an instant in the organisation's zone.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The instant at which a calendar date begins in the organisation's zone. Where the change to summer time skips
    /// midnight, the first instant that exists.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        if (date == DateOnly.MinValue)
            return DateTimeOffset.MinValue; // east of Greenwich its midnight lies before every instant there is
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
