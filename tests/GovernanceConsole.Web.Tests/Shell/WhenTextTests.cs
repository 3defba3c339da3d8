using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Tests.Shell;

public sealed class WhenTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Absolute_IsInTheOrganisationsZone() =>
        Assert.Equal("14 May 2026, 03:12", WhenText.Absolute(new DateTimeOffset(2026, 5, 14, 1, 12, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Theory]
    [InlineData(-29, "now")]
    [InlineData(-60, "1 minute ago")]
    [InlineData(-59 * 60, "59 minutes ago")]
    [InlineData(3600, "in 1 hour")]
    [InlineData(-3 * 3600, "3 hours ago")]
    [InlineData(24 * 3600, "in 1 day")]
    [InlineData(-40 * 86400, "40 days ago")]
    [InlineData(-90 * 86400, "3 months ago")]
    [InlineData(-800 * 86400, "2 years ago")]
    public void Relative_OfAnInstant_ReadsAsPeopleSayIt(int seconds, string expected) =>
        Assert.Equal(expected, WhenText.Relative(Now.AddSeconds(seconds), Now));

    /// <summary>14 May 2026 is a Thursday.</summary>
    [Theory]
    [InlineData(14, "due today")]
    [InlineData(15, "in 1 working day")]
    [InlineData(16, "in 1 working day")]
    [InlineData(18, "in 2 working days")]
    [InlineData(13, "1 working day overdue")]
    [InlineData(8, "4 working days overdue")]
    public void Duty_IsCountedInWorkingDays(int day, string expected) =>
        Assert.Equal(expected, WhenText.Duty(new DateOnly(2026, 5, day), new DateOnly(2026, 5, 14)));

    [Fact]
    public void Duty_OnTheWeekendSeenOnSaturday_IsDueBeforeTheNextWorkingDay() =>
        Assert.Equal("due before the next working day", WhenText.Duty(new DateOnly(2026, 5, 17), new DateOnly(2026, 5, 16)));
}
