using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class ControlTestRulesTests
{
    private static readonly WorkingHours Hours = ControlTestParameters.Proposed.AssumedHours!;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Check_HandOvers_OutsideTheRange_IsRefused(int handOvers, bool refused) =>
        Assert.Equal(refused, Refuses<HandOversOutOfRange>(new ControlTestParameters(HandOvers: handOvers)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(365, false)]
    [InlineData(366, true)]
    public void Check_ResolutionDays_OutsideTheRange_IsRefused(int days, bool refused) =>
        Assert.Equal(refused, Refuses<ResolutionDaysOutOfRange>(new ControlTestParameters(ResolutionDays: days)));

    [Theory]
    [InlineData(WeekDays.None, true)]
    [InlineData(WeekDays.Sunday, false)]
    public void Check_AssumedHoursWithoutADay_AreRefused(WeekDays days, bool refused) =>
        Assert.Equal(refused, Refuses<AssumedHoursHaveNoDay>(new ControlTestParameters(AssumedHours: Hours with { Days = days })));

    [Theory]
    [InlineData("Europe/Nowhere", true)]
    [InlineData("Europe/Berlin", false)]
    [InlineData(null, false)]
    public void Check_AssumedHoursInAnUnknownZone_AreRefused(string? zone, bool refused) =>
        Assert.Equal(refused, Refuses<AssumedZoneIsUnknown>(new ControlTestParameters(AssumedHours: Hours with { TimeZone = zone })));

    [Fact]
    public void Check_ManyFaults_NamesAllAtOnce() =>
        Assert.Equal(2, ControlTestRules.Check(new ControlTestParameters(HandOvers: 0, ResolutionDays: 0)).Count);

    [Fact]
    public void MayBeAssigned_SomebodyWhoLeft_IsRefusedAsPersonHasLeft() =>
        Assert.IsType<PersonHasLeft>(ReviewTaskRules.MayBeAssigned(Standing(DirectoryEntryKind.Individual, mayAct: false)));

    [Theory]
    [InlineData(DirectoryEntryKind.SharedMailbox)]
    [InlineData(DirectoryEntryKind.DistributionList)]
    [Trait("row", "R-004")]
    public void MayBeAssigned_NotAnIndividual_IsRefusedAsReviewerIsNotAnIndividual(DirectoryEntryKind kind) =>
        Assert.IsType<ReviewerIsNotAnIndividual>(ReviewTaskRules.MayBeAssigned(Standing(kind, mayAct: true)));

    [Fact]
    public void MayBeAssigned_AnActivePerson_MayBe() => Assert.Null(ReviewTaskRules.MayBeAssigned(Standing(DirectoryEntryKind.Individual, mayAct: true)));

    [Fact]
    public void MayBeDue_TodayYes_YesterdayNo()
    {
        var today = new DateOnly(2026, 5, 4);

        Assert.Null(ReviewTaskRules.MayBeDue(today, today));
        Assert.IsType<ReviewIsDueInThePast>(ReviewTaskRules.MayBeDue(today.AddDays(-1), today));
    }

    private static bool Refuses<T>(ControlTestParameters parameters)
        where T : Refusal => ControlTestRules.Check(parameters).OfType<T>().Any();

    private static PersonStanding Standing(DirectoryEntryKind kind, bool mayAct) =>
        new(new PersonId(Guid.CreateVersion7()), "Rita Reviewer", kind, mayAct, mayAct ? null : Histories.Monday);
}
