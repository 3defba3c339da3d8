using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class GapTrendTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrganisationTime Berlin = new(new SettableClock(Now), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    [Fact]
    public void ByMonth_BeforeTheFirstCount_IsUnknownRatherThanNone()
    {
        var months = GapTrend.ByMonth([new(GapKind.SeatIsEmpty, At(2, 10), 3)], 3, Berlin);

        Assert.Equal([(new DateOnly(2026, 1, 1), null), (new DateOnly(2026, 2, 1), 3), (new DateOnly(2026, 3, 1), 3)], months.Select(m => (m.Month, m.Gaps)));
    }

    [Fact]
    public void ByMonth_OfSeveralKinds_AddsTheLastCountOfEach()
    {
        var months = GapTrend.ByMonth(
            [new(GapKind.SeatIsEmpty, At(1, 10), 3), new(GapKind.SeatIsEmpty, At(2, 20), 1), new(GapKind.SignOffLapsed, At(1, 12), 2)], 3, Berlin);

        Assert.Equal([5, 3, 3], months.Select(m => m.Gaps));
    }

    [Theory]
    [InlineData(22, 59, 7)]
    [InlineData(23, 0, null)]
    public void ByMonth_AtTheTurnOfTheMonth_FollowsTheOrganisationsDate(int hour, int minute, int? january)
    {
        var months = GapTrend.ByMonth([new(GapKind.SeatIsEmpty, new DateTimeOffset(2026, 1, 31, hour, minute, 0, TimeSpan.Zero), 7)], 3, Berlin);

        Assert.Equal([january, 7, 7], months.Select(m => m.Gaps));
    }

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 12, 0, 0, TimeSpan.Zero);
}
