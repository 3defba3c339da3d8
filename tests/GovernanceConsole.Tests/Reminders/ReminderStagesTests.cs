using GovernanceConsole.Reminders;

namespace GovernanceConsole.Tests.Reminders;

public sealed class ReminderStagesTests
{
    private static readonly DateOnly Due = new(2026, 6, 30);

    [Theory]
    [InlineData(31, null)]
    [InlineData(30, 30)]
    [InlineData(15, 30)]
    [InlineData(14, 14)]
    [InlineData(8, 14)]
    [InlineData(7, 7)]
    [InlineData(2, 7)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(-6, 0)]
    [InlineData(-7, -7)]
    [InlineData(-13, -7)]
    [InlineData(-14, -14)]
    [Trait("row", "B-03")]
    public void Current_DaysBeforeTheDueDate_IsTheStageReachedLast(int daysLeft, int? stage) =>
        Assert.Equal(stage, ReminderStages.Current(Due, Due.AddDays(-daysLeft), since: Due.AddDays(-180)));

    [Theory]
    [InlineData(14, 14)]
    [InlineData(13, null)]
    [InlineData(8, null)]
    [InlineData(7, 7)]
    public void Current_OfADutyThatAroseAfterItsStage_WaitsForTheNextOne(int daysBeforeDue, int? stage) =>
        Assert.Equal(stage, ReminderStages.Current(Due, Due.AddDays(-daysBeforeDue), since: Due.AddDays(-Math.Min(14, daysBeforeDue))));

    [Fact]
    [Trait("row", "B-04")]
    public void Missed_AfterTenDaysOfStandstill_AreTheStagesInBetween() =>
        Assert.Equal([30, 14, 7], ReminderStages.Missed(Due, current: 1, since: Due.AddDays(-180)));

    [Fact]
    public void Missed_ForADutyThatAroseLate_AreOnlyStagesAfterItArose() =>
        Assert.Equal([7], ReminderStages.Missed(Due, current: 1, since: Due.AddDays(-10)));

    [Fact]
    public void Missed_WeeksAfterTheDueDate_NamesEveryWeekBefore() =>
        Assert.Equal([1, 0, -7, -14], ReminderStages.Missed(Due, current: -21, since: Due.AddDays(-1)));

    [Theory]
    [InlineData(2, "due in 2 days")]
    [InlineData(1, "due tomorrow")]
    [InlineData(0, "due today")]
    [InlineData(-1, "overdue since yesterday")]
    [InlineData(-9, "overdue by 9 days")]
    public void InWords_DaysLeft_ReadsAsPeopleSayIt(int daysLeft, string words) =>
        Assert.Equal(words, ReminderStages.InWords(Due, Due.AddDays(-daysLeft)));
}
