using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class WorkingHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly WeekDays WorkDays = WeekDays.Monday | WeekDays.Tuesday | WeekDays.Wednesday | WeekDays.Thursday | WeekDays.Friday;

    [Theory]
    [InlineData("2026-03-02T06:59:59Z", false)] // a Monday; Berlin is one hour ahead
    [InlineData("2026-03-02T07:00:00Z", true)]
    [InlineData("2026-03-02T15:59:59Z", true)]
    [InlineData("2026-03-02T16:00:00Z", false)]
    [InlineData("2026-03-01T10:00:00Z", false)] // Sunday
    [InlineData("2026-07-06T06:00:00Z", true)] // summer time: two hours ahead
    public void Cover_ADayShift_FromItsFirstToBeforeItsLastMinute(string instant, bool covered) =>
        Assert.Equal(covered, new WorkingHours(WorkDays, new(8, 0), new(17, 0)).Cover(At(instant), Berlin));

    [Theory]
    [InlineData("2026-03-06T20:59:00Z", false)] // Friday
    [InlineData("2026-03-06T21:00:00Z", true)]
    [InlineData("2026-03-07T04:59:00Z", true)] // Saturday morning still belongs to Friday's shift
    [InlineData("2026-03-07T05:00:00Z", false)]
    [InlineData("2026-03-07T22:00:00Z", false)] // Saturday has no shift of its own
    [InlineData("2026-03-02T00:00:00Z", false)] // Monday morning would belong to Sunday's shift
    public void Cover_ANightShift_BelongsToTheDayItBegan(string instant, bool covered) =>
        Assert.Equal(covered, new WorkingHours(WorkDays, new(22, 0), new(6, 0)).Cover(At(instant), Berlin));

    [Theory]
    [InlineData("2026-03-02T00:30:00Z", true)]
    [InlineData("2026-03-06T22:30:00Z", true)]
    [InlineData("2026-03-07T10:00:00Z", false)]
    public void Cover_TheSameBeginAndEnd_MeansRoundTheClockOnThoseDays(string instant, bool covered) =>
        Assert.Equal(covered, new WorkingHours(WorkDays, new(0, 0), new(0, 0)).Cover(At(instant), Berlin));

    [Fact]
    public void Cover_ADeskWithItsOwnZone_CountsByItsOwnClock()
    {
        var manila = new WorkingHours(WorkDays, new(8, 0), new(17, 0), "Asia/Manila");

        Assert.True(manila.Cover(At("2026-03-02T00:00:00Z"), Berlin));
        Assert.False(manila.Cover(At("2026-03-02T15:00:00Z"), Berlin));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
