namespace GovernanceConsole.Reminders;

/// <summary>
/// When people are reminded: 30, 14, 7 and 1 days before a due date, on the day, then every week (B-03). A stage is
/// named by its days relative to the due date: 30 before it, 0 on it, -7 a week after.
/// </summary>
internal static class ReminderStages
{
    private static readonly int[] DaysBefore = [30, 14, 7, 1, 0];

    private const int WeekAfter = 7;

    /// <summary>The stage that is current on a date; null while the due date is further away than the first stage.</summary>
    public static int? Current(DateOnly dueOn, DateOnly today)
    {
        var left = dueOn.DayNumber - today.DayNumber;
        if (left > DaysBefore[0])
            return null;
        if (left <= -WeekAfter)
            return left / WeekAfter * WeekAfter;
        return left < 0 ? 0 : DaysBefore.Last(days => days >= left);
    }

    /// <summary>The stages that lie before the current one and after a day on which all was well, oldest first.</summary>
    /// <param name="dueOn">The due date.</param>
    /// <param name="current">The current stage.</param>
    /// <param name="since">The day the duty arose: stages before it never were.</param>
    public static IEnumerable<int> Missed(DateOnly dueOn, int current, DateOnly since)
    {
        var all = DaysBefore.Concat(Enumerable.Range(1, Math.Max(0, -current / WeekAfter)).Select(week => -week * WeekAfter));
        return all.Where(stage => stage > current && dueOn.AddDays(-stage) >= since);
    }

    /// <summary>The stage in words: <c>due in 7 days</c>.</summary>
    public static string InWords(DateOnly dueOn, DateOnly today) => (dueOn.DayNumber - today.DayNumber) switch
    {
        > 1 and var days => $"due in {days} days",
        1 => "due tomorrow",
        0 => "due today",
        -1 => "overdue since yesterday",
        var days => $"overdue by {-days} days",
    };
}
