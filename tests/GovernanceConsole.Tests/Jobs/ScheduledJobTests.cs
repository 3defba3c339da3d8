using GovernanceConsole.Jobs;
using GovernanceConsole.Tests.Fixtures;
using Quartz;

namespace GovernanceConsole.Tests.Jobs;

public sealed class ScheduledJobTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(7, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(120, false)]
    [InlineData(24 * 60, true)]
    public void EveryMinutes_ThatDoNotDivideTheHour_AreAMistakeOfTheProgram(int minutes, bool isFine) =>
        Assert.Equal(isFine, Record.Exception(() => Every(minutes)) is null);

    /// <summary>23 and 25 hours: neither a run less in spring nor one twice in autumn.</summary>
    [Theory]
    [Trait("row", "B-05")]
    [InlineData("2026-03-29T00:00:00+01:00", 23)]
    [InlineData("2026-10-25T00:00:00+02:00", 25)]
    public void Rhythm_OnTheDayTheClocksChange_FiresAsOftenAsTheDayHasHours(string midnightInBerlin, int hours)
    {
        var cron = new CronExpression(Every(60).Cron, TimeZoneInfo.Utc);
        var from = DateTimeOffset.Parse(midnightInBerlin, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        var until = from.AddHours(hours);

        var runs = new List<DateTimeOffset>();
        for (var at = cron.GetNextValidTimeAfter(from.AddSeconds(-1)); at < until; at = cron.GetNextValidTimeAfter(at!.Value))
            runs.Add(at!.Value);

        Assert.Equal(hours, runs.Distinct().Count());
        Assert.Equal(hours, runs.Count);
    }

    /// <summary>In UTC: no night has its hour twice, and none lacks it.</summary>
    [Theory]
    [Trait("row", "B-05")]
    [InlineData("2026-03-28T12:00:00Z")]
    [InlineData("2026-10-24T12:00:00Z")]
    public void OnceADay_OverTheNightTheClocksChange_FiresOnceAndAtItsHour(string noon)
    {
        var job = Every(ScheduledJob.ADay) with { AtHour = 1 };
        var cron = new CronExpression(job.Cron, TimeZoneInfo.Utc);
        var from = DateTimeOffset.Parse(noon, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(from.AddHours(13), cron.GetNextValidTimeAfter(from));
        Assert.Equal(from.AddHours(37), cron.GetNextValidTimeAfter(from.AddHours(13)));
        Assert.Equal("every day at 01:00 UTC", job.Rhythm);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public void AtHour_ThatNoDayHas_IsAMistakeOfTheProgram(int hour) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Every(ScheduledJob.ADay) with { AtHour = hour });

    [Fact]
    public async Task EveryJobOfTheSlices_HasANameOfItsOwnAndRunsOneAtATime()
    {
        await using var console = await TestConsole.StartAsync();
        var jobs = console.Use<IEnumerable<ScheduledJob>>().ToList();

        Assert.Distinct(jobs.Select(j => j.Name));
        Assert.All(jobs, j => Assert.NotEmpty(j.Job.GetCustomAttributes(typeof(DisallowConcurrentExecutionAttribute), inherit: false)));
    }

    private static ScheduledJob Every(int minutes) => new(typeof(IJob), "Test", "Test", "For the test.", minutes, MissedRun.CatchUp);
}
