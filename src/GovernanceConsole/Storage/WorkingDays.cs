namespace GovernanceConsole.Storage;

/// <summary>On which days the organisation works. Periods of grace and answer are counted in these.</summary>
/// <param name="weekend">Days of the week without work.</param>
/// <param name="holidays">Single dates without work.</param>
public sealed class WorkingDays(IReadOnlySet<DayOfWeek> weekend, IReadOnlySet<DateOnly> holidays)
{
    /// <summary>Monday to Friday, no holidays.</summary>
    public static WorkingDays MondayToFriday { get; } = new(new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday }, new HashSet<DateOnly>());

    private readonly IReadOnlySet<DayOfWeek> _weekend = weekend.Count < 7
        ? weekend
        : throw new ArgumentException("At least one day of the week must be a working day.", nameof(weekend));

    public bool Includes(DateOnly date) => !_weekend.Contains(date.DayOfWeek) && !holidays.Contains(date);

    /// <summary>
    /// The date so many working days after a date. 0 gives the date itself, whatever day it is; 1 gives the next
    /// working day.
    /// </summary>
    public DateOnly After(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        while (days > 0)
        {
            date = date.AddDays(1);
            if (Includes(date))
                days--;
        }

        return date;
    }

    /// <summary>How many working days lie after <paramref name="from"/> up to and including <paramref name="to"/>; 0 where it is not later.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var days = 0;
        while (from < to)
        {
            from = from.AddDays(1);
            if (Includes(from))
                days++;
        }

        return days;
    }
}
