namespace GovernanceConsole.Reminders;

/// <summary>
/// When people are reminded: 30, 14, 7 and 1 days before a due date, on the day, then every week (B-03). A stage is
/// named by its days relative to the due date: 30 before it, 0 on it, -7 a week after. All are calendar days of the
/// organisation, so changes of the clock neither skip nor double one (B-05).
/// </summary>
internal static class ReminderStages
{
    private static readonly int[] DaysBefore = [FirstDaysBefore, 14, 7, 1, 0];

    /// <summary>How long before a due date the first reminder goes out.</summary>
    public const int FirstDaysBefore = 30;

    /// <summary>The rhythm after the due date.</summary>
    public const int DaysBetweenAfter = 7;

    /// <summary>
    /// The stage reached last on a date. Null while the first is still ahead, and while the last one reached lies before
    /// the duty arose: then it was never due.
    /// </summary>
    public static int? Current(DateOnly dueOn, DateOnly today, DateOnly since)
    {
        var left = dueOn.DayNumber - today.DayNumber;
        if (left > FirstDaysBefore)
            return null;
        var stage = left switch
        {
            <= -DaysBetweenAfter => left / DaysBetweenAfter * DaysBetweenAfter,
            < 0 => 0,
            _ => DaysBefore.Last(days => days >= left),
        };
        return dueOn.AddDays(-stage) >= since ? stage : null;
    }

    /// <summary>The stages before the current one, oldest first.</summary>
    /// <param name="dueOn">The due date.</param>
    /// <param name="current">The current stage.</param>
    /// <param name="since">The day the duty arose: stages before it never were.</param>
    public static IEnumerable<int> Missed(DateOnly dueOn, int current, DateOnly since)
    {
        var weeks = Enumerable.Range(1, Math.Max(0, -current / DaysBetweenAfter)).Select(week => -week * DaysBetweenAfter);
        return DaysBefore.Concat(weeks).Where(stage => stage > current && dueOn.AddDays(-stage) >= since);
    }

    /// <summary>How a date stands to today: <c>due in 7 days</c>.</summary>
    public static string InWords(DateOnly dueOn, DateOnly today) => (dueOn.DayNumber - today.DayNumber) switch
    {
        > 1 and var days => $"due in {days} days",
        1 => "due tomorrow",
        0 => "due today",
        -1 => "overdue since yesterday",
        var days => $"overdue by {-days} days",
    };
}
