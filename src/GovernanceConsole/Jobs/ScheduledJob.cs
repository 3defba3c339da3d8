using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Quartz;

namespace GovernanceConsole.Jobs;

/// <summary>What happens to a run whose time passed while nothing ran: the process was down, or all workers were busy.</summary>
public enum MissedRun
{
    /// <summary>One run at once for all that were missed: somebody waits for what it does.</summary>
    CatchUp,

    /// <summary>The next regular run is soon enough.</summary>
    WaitForNext,
}

/// <summary>What a job needs from whoever runs the console before it can do anything.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Missing">What is missing now and what to set, in a sentence; null where nothing is.</param>
public sealed record JobNeed(string Job, Func<string?> Missing);

/// <summary>
/// A job and when it runs. The scheduler only wakes it: what is due is decided by the use case, from the clock and the
/// tables, so a lost, late or doubled run changes nothing.
/// </summary>
/// <param name="Job">The class the scheduler runs.</param>
/// <param name="Name">Stable, as the use case is called; under this name the job acts in the ledger.</param>
/// <param name="Title">For people, as on a button: <c>Send due reminders</c>.</param>
/// <param name="Purpose">What it does and what would happen without it, in a sentence.</param>
/// <param name="EveryMinutes">From 1 to 60, dividing the hour, or <see cref="ADay"/>: runs begin on the clock, so a restart does not move them.</param>
/// <param name="Missed">What happens to a missed run.</param>
public sealed record ScheduledJob(Type Job, string Name, string Title, string Purpose, int EveryMinutes, MissedRun Missed)
{
    /// <summary>The minutes of a day, for a job that runs once in it.</summary>
    public const int ADay = 24 * 60;

    private const string Group = "console";

    // Found where each job declares it, so that the trail and the page of jobs have one word for a job.
    private static readonly Lazy<Dictionary<string, string>> Titles = new(() => typeof(ScheduledJob).Assembly.GetTypes()
        .Select(t => t.GetProperty("Schedule", typeof(ScheduledJob))?.GetValue(null)).OfType<ScheduledJob>()
        .ToDictionary(j => j.Name, j => j.Title, StringComparer.Ordinal));

    public int EveryMinutes { get; } = EveryMinutes == ADay || (EveryMinutes is >= 1 and <= 60 && 60 % EveryMinutes == 0)
        ? EveryMinutes
        : throw new ArgumentOutOfRangeException(nameof(EveryMinutes), EveryMinutes, "Minutes that divide the hour, or a day.");

    /// <summary>What people call the job of this name; null where there is none.</summary>
    public static string? TitleOf(string name) => Titles.Value.GetValueOrDefault(name);

    /// <summary>At which full hour, UTC, a job runs that runs once a day.</summary>
    public int AtHour
    {
        get;
        init => field = value is >= 0 and <= 23 ? value : throw new ArgumentOutOfRangeException(nameof(AtHour), value, "An hour of the day.");
    }

    /// <summary>The rhythm in words.</summary>
    public string Rhythm => EveryMinutes switch
    {
        1 => "every minute",
        60 => "every hour",
        ADay => string.Create(CultureInfo.InvariantCulture, $"every day at {AtHour:00}:00 UTC"),
        _ => $"every {EveryMinutes} minutes",
    };

    internal JobKey Key => new(Name, Group);

    /// <summary>Fixed: a trigger without a name of its own would pile up a copy at every start.</summary>
    internal TriggerKey TriggerKey => new(Name, Group);

    /// <summary>Quartz's form, in UTC so that no change of the clocks skips or doubles a run (B-05).</summary>
    internal string Cron => EveryMinutes switch
    {
        ADay => string.Create(CultureInfo.InvariantCulture, $"0 0 {AtHour} * * ?"),
        60 => "0 0 * * * ?",
        _ => string.Create(CultureInfo.InvariantCulture, $"0 0/{EveryMinutes} * * * ?"),
    };

    /// <summary>Under which the ledger knows it: the same on every installation.</summary>
    internal Guid LedgerId => new(SHA256.HashData(Encoding.UTF8.GetBytes($"job:{Name}")).AsSpan(0, 16), bigEndian: true);
}
