using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-204")]
public sealed class GovernanceReviewRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Review_HeldToday_IsAccepted_AndTomorrowIsRefusedAsGovernanceReviewIsInTheFuture()
    {
        Assert.Empty(GovernanceReviewRules.Check(Held(Today), Today));

        GovernanceReviewRules.Check(Held(Today.AddDays(1)), Today).RefusedAs<GovernanceReviewIsInTheFuture>();
    }

    [Fact]
    public void Review_HeldAYearAgo_IsAccepted_AndADayEarlierIsRefusedAsGovernanceReviewIsTooLongAgo()
    {
        Assert.Empty(GovernanceReviewRules.Check(Held(new DateOnly(2025, 3, 2)), Today));

        GovernanceReviewRules.Check(Held(new DateOnly(2025, 3, 1)), Today).RefusedAs<GovernanceReviewIsTooLongAgo>();
    }

    [Fact]
    public void Review_ThatNobodyAttended_IsRefusedAsNobodyAttended() =>
        GovernanceReviewRules.Check(Held(Today) with { Attendees = [] }, Today).RefusedAs<NobodyAttended>();

    [Fact]
    public void Minutes_OfTheLengthThatIsKept_AreAccepted_AndOneMoreIsRefusedAsTextIsTooLong()
    {
        Assert.Empty(GovernanceReviewRules.Check(Held(Today) with { Minutes = new string('x', 8000) }, Today));

        GovernanceReviewRules.Check(Held(Today) with { Minutes = new string('x', 8001) }, Today).RefusedAs<TextIsTooLong>();
    }

    [Fact]
    public void Minutes_ThatAreEmpty_AreRefusedAsFieldIsEmpty_AndDecisionsMayBe()
    {
        Assert.Empty(GovernanceReviewRules.Check(Held(Today) with { Decisions = null }, Today));

        GovernanceReviewRules.Check(Held(Today) with { Minutes = " " }, Today).RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public void Decisions_OfTheLengthThatIsKept_AreAccepted_AndOneMoreIsRefusedAsTextIsTooLong()
    {
        Assert.Empty(GovernanceReviewRules.Check(Held(Today) with { Decisions = new string('x', 4000) }, Today));

        GovernanceReviewRules.Check(Held(Today) with { Decisions = new string('x', 4001) }, Today).RefusedAs<TextIsTooLong>();
    }

    [Fact]
    public void Attendee_WhoHasLeft_IsAccepted_AndAListIsRefusedAsAttendeeIsNoPerson()
    {
        var person = new PersonStanding(new PersonId(Guid.CreateVersion7()), "Ada", DirectoryEntryKind.Individual, MayAct: false, TestConsole.Start);

        Assert.Null(GovernanceReviewRules.MayHaveAttended(person));
        Assert.IsType<AttendeeIsNoPerson>(GovernanceReviewRules.MayHaveAttended(person with { Kind = DirectoryEntryKind.DistributionList }));
        Assert.IsType<NotFound>(GovernanceReviewRules.MayHaveAttended(null));
    }

    private static RecordGovernanceReviewInput Held(DateOnly on) => new(on, [new PersonId(Guid.CreateVersion7())], "Gaps and findings.", "Shorter grace.");
}
