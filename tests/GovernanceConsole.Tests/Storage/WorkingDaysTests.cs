using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Storage;

public sealed class WorkingDaysTests
{
    private static readonly DateOnly Friday = new(2026, 3, 6);
    private static readonly DateOnly Saturday = new(2026, 3, 7);
    private static readonly DateOnly Monday = new(2026, 3, 9);

    [Fact]
    public void After_NoDays_IsTheDateItselfEvenOnAWeekend()
    {
        Assert.Equal(Saturday, WorkingDays.MondayToFriday.After(Saturday, 0));
    }

    [Fact]
    public void After_OneDayFromFridayOrTheWeekend_IsMonday()
    {
        Assert.Equal(Monday, WorkingDays.MondayToFriday.After(Friday, 1));
        Assert.Equal(Monday, WorkingDays.MondayToFriday.After(Saturday, 1));
    }

    [Fact]
    public void After_TenDays_IsTwoWeeksWithoutHolidaysAndLongerWithThem()
    {
        var easter = new WorkingDays(new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday }, new HashSet<DateOnly> { new(2026, 4, 3), new(2026, 4, 6) });

        Assert.Equal(new DateOnly(2026, 4, 14), WorkingDays.MondayToFriday.After(new DateOnly(2026, 3, 31), 10));
        Assert.Equal(new DateOnly(2026, 4, 16), easter.After(new DateOnly(2026, 3, 31), 10));
    }

    [Fact]
    public void After_ANegativeNumber_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.MondayToFriday.After(Friday, -1));

    [Fact]
    public void Between_CountsTheDaysAfterTheFirstUpToTheLast()
    {
        Assert.Equal(0, WorkingDays.MondayToFriday.Between(Friday, Friday));
        Assert.Equal(0, WorkingDays.MondayToFriday.Between(Friday, Saturday));
        Assert.Equal(1, WorkingDays.MondayToFriday.Between(Friday, Monday));
        Assert.Equal(0, WorkingDays.MondayToFriday.Between(Monday, Friday));
    }

    [Fact]
    public void After_AndBetween_AreInverse()
    {
        for (var days = 0; days < 40; days++)
            Assert.Equal(days, WorkingDays.MondayToFriday.Between(Friday, WorkingDays.MondayToFriday.After(Friday, days)));
    }

    [Fact]
    public void AWeekWithoutWork_IsNotAccepted() =>
        Assert.Throws<ArgumentException>(() => new WorkingDays(Enum.GetValues<DayOfWeek>().ToHashSet(), new HashSet<DateOnly>()));
}
