using GovernanceConsole.Storage;

namespace GovernanceConsole.Web.Shell;

/// <summary>The words for instants and dates.</summary>
public static class WhenText
{
    /// <summary>"14 May 2026, 03:12" in the given zone; with seconds "14 May 2026, 03:12:45".</summary>
    public static string Absolute(DateTimeOffset at, TimeZoneInfo zone, bool seconds = false) =>
        DateText.Of(at, zone, seconds);

    /// <summary>"14 May 2026".</summary>
    public static string Absolute(DateOnly on) => DateText.Of(on);

    /// <summary>"3 hours ago", "in 2 days"; "now" within half a minute.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (at - now).Duration();
        if (distance < TimeSpan.FromSeconds(30))
            return "now";
        var text = distance switch
        {
            { TotalMinutes: < 59.5 } => Count(distance.TotalMinutes, "minute"),
            { TotalHours: < 23.5 } => Count(distance.TotalHours, "hour"),
            { TotalDays: < 59.5 } => Count(distance.TotalDays, "day"),
            { TotalDays: < 730 } => Count(distance.TotalDays / 30.44, "month"),
            _ => Count(distance.TotalDays / 365.25, "year"),
        };
        return at < now ? $"{text} ago" : $"in {text}";
    }

    /// <summary>"today", "tomorrow", "in 12 days", "3 days ago".</summary>
    public static string Relative(DateOnly on, DateOnly today) => (on.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var days => $"in {days} days",
        var days => $"{-days} days ago",
    };

    /// <summary>A duty, in days on which people work: "due today", "in 3 working days", "2 working days overdue".</summary>
    public static string Duty(DateOnly on, DateOnly today)
    {
        if (on == today)
            return "due today";
        var days = on > today ? WorkingDays(today, on) : WorkingDays(on, today);
        return (on > today, days) switch
        {
            (true, 0) => "due before the next working day",
            (true, 1) => "in 1 working day",
            (true, _) => $"in {days} working days",
            (false, 0) => "overdue",
            (false, 1) => "1 working day overdue",
            (false, _) => $"{days} working days overdue",
        };
    }

    /// <summary>Mondays to Fridays after the one date, up to and with the other.</summary>
    public static int WorkingDays(DateOnly after, DateOnly until)
    {
        var days = 0;
        for (var day = after.AddDays(1); day <= until; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days++;
        }

        return days;
    }

    private static string Count(double value, string unit)
    {
        var number = (int)Math.Max(1, Math.Round(value, MidpointRounding.AwayFromZero));
        return number == 1 ? $"1 {unit}" : $"{number} {unit}s";
    }
}
