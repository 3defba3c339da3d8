namespace GovernanceConsole.Organisation;

/// <summary>Days of the week, stored as their names.</summary>
[Flags]
public enum WeekDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
}

/// <summary>When a desk is staffed, by its own wall clock.</summary>
/// <param name="Days">The days on which a shift begins.</param>
/// <param name="From">Begin of the shift. The same as <paramref name="Until"/> means round the clock.</param>
/// <param name="Until">
/// End of the shift, no longer staffed at that minute. Earlier than <paramref name="From"/>: the shift ends on the next day.
/// </param>
/// <param name="TimeZone">IANA or Windows name of the desk's zone; null means the organisation's.</param>
public sealed record WorkingHours(WeekDays Days, TimeOnly From, TimeOnly Until, string? TimeZone = null)
{
    /// <summary>Whether the desk is staffed at an instant.</summary>
    /// <param name="instant">Any instant.</param>
    /// <param name="organisationZone">The zone that counts where the desk names none.</param>
    public bool Cover(DateTimeOffset instant, TimeZoneInfo organisationZone)
    {
        var zone = TimeZone is null ? organisationZone : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (From < Until)
            return Works(local.DayOfWeek) && time >= From && time < Until;

        // Until the next day: the shift that began today, or the end of the one that began yesterday.
        return (Works(local.DayOfWeek) && time >= From) || (Works(local.AddDays(-1).DayOfWeek) && time < Until);
    }

    private bool Works(DayOfWeek day) => Days.HasFlag(day switch
    {
        DayOfWeek.Monday => WeekDays.Monday,
        DayOfWeek.Tuesday => WeekDays.Tuesday,
        DayOfWeek.Wednesday => WeekDays.Wednesday,
        DayOfWeek.Thursday => WeekDays.Thursday,
        DayOfWeek.Friday => WeekDays.Friday,
        DayOfWeek.Saturday => WeekDays.Saturday,
        DayOfWeek.Sunday => WeekDays.Sunday,
    });
}
