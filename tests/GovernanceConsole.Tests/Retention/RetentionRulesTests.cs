using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Retention;

namespace GovernanceConsole.Tests.Retention;

[Trait("row", "B-17")]
public sealed class RetentionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Requester = PersonId.From(Guid.CreateVersion7());
    private static readonly PersonId Other = PersonId.From(Guid.CreateVersion7());

    [Theory]
    [InlineData("2026-03-02", 1, "2026-02-03")] // of 2 February it is over today
    [InlineData("2026-03-01", 1, "2026-02-02")]
    [InlineData("2026-02-28", 1, "2026-02-01")] // 29, 30 and 31 January end on the last day of February
    [InlineData("2026-02-27", 1, "2026-01-28")]
    [InlineData("2024-02-29", 12, "2023-03-01")] // 28 February 2023 ended the day before
    [InlineData("2025-02-28", 12, "2024-03-01")] // 29 February 2024 ends on the 28th
    [InlineData("2026-03-31", 1, "2026-03-01")]
    [InlineData("2026-12-31", 120, "2017-01-01")]
    public void KeptFrom_IsTheFirstDateWhosePeriodIsNotOver(string day, int months, string keptFrom)
    {
        var first = RetentionRules.KeptFrom(DateOnly.Parse(day, null), months);

        Assert.Equal(DateOnly.Parse(keptFrom, null), first);
        Assert.True(first.AddMonths(months) > DateOnly.Parse(day, null));
        Assert.True(first.AddDays(-1).AddMonths(months) <= DateOnly.Parse(day, null));
    }

    [Fact]
    public void MayBeRequested_UpToToday_IsAllowedAndTomorrowIsNot()
    {
        var today = new DateOnly(2026, 3, 2);

        Assert.Null(RetentionRules.MayBeRequested(today, today, other: null, hold: null, due: 1));
        Assert.IsType<DueDateIsInTheFuture>(RetentionRules.MayBeRequested(today.AddDays(1), today, other: null, hold: null, due: 1));
    }

    [Fact]
    public void MayBeRequested_WhileAnotherWaitsUnderAHoldOrForNothing_IsNot()
    {
        var today = new DateOnly(2026, 3, 2);

        Assert.IsType<DeletionWaitsAlready>(RetentionRules.MayBeRequested(today, today, "RD-0001", hold: null, due: 1));
        Assert.IsType<LegalHoldKeepsEverything>(RetentionRules.MayBeRequested(today, today, other: null, "LH-0001", due: 1));
        Assert.IsType<NothingIsDue>(RetentionRules.MayBeRequested(today, today, other: null, hold: null, due: 0));
    }

    [Fact]
    public void HasExpired_AfterThirtyDays_IsTrueFromThatInstantOn()
    {
        var deletion = Requested();

        Assert.False(RetentionRules.HasExpired(deletion, PolicyInForce.First, Now.AddDays(30).AddMilliseconds(-1)));
        Assert.True(RetentionRules.HasExpired(deletion, PolicyInForce.First, Now.AddDays(30)));
    }

    [Fact]
    public void MayBeCarriedOut_BySomebodyElseOfGovernance_IsAllowed() => Assert.Null(MayBeCarriedOut(Requested()));

    [Fact]
    public void MayBeCarriedOut_OtherwiseThanItShould_IsRefused()
    {
        var decided = Requested();
        decided.Withdraw(Requester, Now);

        Assert.IsType<DeletionIsDecided>(MayBeCarriedOut(decided));
        Assert.IsType<DeletionHasExpired>(MayBeCarriedOut(Requested(), now: Now.AddDays(30)));
        Assert.IsType<DeletionNeedsASecondPerson>(MayBeCarriedOut(Requested(), by: Requester));
        Assert.IsType<DeletionRequesterHasLeftGovernance>(MayBeCarriedOut(Requested(), roles: []));
        Assert.IsType<PeriodsMayHaveChanged>(MayBeCarriedOut(Requested(), policy: new PolicyInForce(2, PolicyDocument.Default)));
        Assert.IsType<LegalHoldKeepsEverything>(MayBeCarriedOut(Requested(), hold: "LH-0001"));
    }

    private static RetentionDeletion Requested() => RetentionDeletion.Request(RetentionDeletionId.From(Guid.CreateVersion7()), "RD-0001", new DateOnly(2026, 3, 2), 1, Requester, Now);

    private static Refusal? MayBeCarriedOut(RetentionDeletion deletion, PersonId? by = null, Role[]? roles = null, PolicyInForce? policy = null, string? hold = null, DateTimeOffset? now = null) =>
        RetentionRules.MayBeCarriedOut(
            deletion, by ?? Other, new PersonStanding(Requester, "Rita Requester", default, MayAct: true, LeftAt: null), roles ?? [Role.Governance], policy ?? PolicyInForce.First, hold, now ?? Now);
}
