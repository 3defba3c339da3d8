using GovernanceConsole.Outbox;

namespace GovernanceConsole.Tests.Outbox;

public sealed class MailRulesTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(5, 60)]
    [InlineData(50, 60)]
    public void NextAttempt_AfterSoManyFailures_IsSoManyMinutesLater(int failures, int minutes) =>
        Assert.Equal(Due.AddMinutes(minutes), MailRules.NextAttempt(failures, Due, Due));

    [Fact]
    public void NextAttempt_ThatWouldBeAtTheEndOfThreeDays_IsMade() =>
        Assert.Equal(Due.AddDays(3), MailRules.NextAttempt(70, Due, Due.AddDays(3).AddHours(-1)));

    [Fact]
    public void NextAttempt_ThatWouldBeLaterThanThreeDays_IsNotMade() =>
        Assert.Null(MailRules.NextAttempt(70, Due, Due.AddDays(3).AddHours(-1).AddMilliseconds(1)));

    [Fact]
    public void Claim_LastsLongerThanTheSenderTakesForAllThatAreTakenOnAtOnce() =>
        Assert.True(MailRules.ClaimLasts >= MailRules.AtOnce * IMailSender.GivesUpAfter);
}
