using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.RecoveryPaths;

/// <summary>The gaps of one path, from its standing alone.</summary>
public sealed class AccountabilityGapsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrganisationTime Time = new(new SettableClock(Now), TimeZoneInfo.Utc);
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void APathInOrder_HasNone() => Assert.Empty(GapsOf(InOrder()));

    [Fact]
    [Trait("row", "R-003")]
    public void OnePersonInBothSeats_FromDataOfElsewhere_IsAGapSinceTheLaterStart()
    {
        var both = Holder("Ada", Now.AddDays(-3));

        var gap = Assert.Single(GapsOf(InOrder() with { Control = new(both, null), Risk = new(both with { StartedAt = Now.AddDays(-1) }, null) }));

        Assert.Equal((GapKind.OnePersonInBothSeats, Now.AddDays(-1), "Ada", nameof(ProposeTransfer)), (gap.Kind, gap.Since, gap.PersonName, gap.Act));
    }

    [Fact]
    public void AnEmptySeat_IsAGapSinceItWasEmptied_OrSinceThePathWasRegistered()
    {
        var emptied = Assert.Single(GapsOf(InOrder() with { Control = new(null, Now.AddDays(-2)) }));
        var neverFilled = Assert.Single(GapsOf(InOrder() with { Control = new(null, null) }));

        Assert.Equal((GapKind.SeatIsEmpty, PathSeat.Control, Now.AddDays(-2)), (emptied.Kind, emptied.Seat, emptied.Since));
        Assert.Equal(Now.AddDays(-30), neverFilled.Since);
    }

    [Fact]
    public void AnEmptySeat_SuspendsAnActivePathOnly()
    {
        Assert.NotNull(Assert.Single(GapsOf(InOrder() with { Control = new(null, Now) })).SuspendsOn);
        Assert.Null(Assert.Single(GapsOf(InOrder() with { Control = new(null, Now), State = PathState.Draft })).SuspendsOn);
        Assert.Null(Assert.Single(GapsOf(InOrder() with { Control = new(null, Now), State = PathState.Suspended })).SuspendsOn);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void AConfirmation_IsOverdueFromTheDayAfterItWasDue(int daysAfter, bool isOverdue)
    {
        var holder = Holder("Ada", Now.AddDays(-180)) with { ConfirmationDueOn = Today.AddDays(-daysAfter) };

        Assert.Equal(isOverdue ? [GapKind.ConfirmationOverdue] : [], GapsOf(InOrder() with { Control = new(holder, null) }).Select(g => g.Kind));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void ASignOff_HasLapsedFromTheDayAfterItsLast(int daysAfter, bool hasLapsed)
    {
        Assert.Equal(hasLapsed ? [GapKind.SignOffLapsed] : [], GapsOf(InOrder() with { SignedUntilOn = Today.AddDays(-daysAfter) }).Select(g => g.Kind));
    }

    [Fact]
    public void ADraft_NeedsNeitherSignOffNorControlModelYet() =>
        Assert.Empty(GapsOf(InOrder() with { State = PathState.Draft, SignedUntilOn = null, ModelHolders = [] }));

    [Fact]
    [Trait("row", "R-008")]
    public void APathInUse_WithoutAHolderOrWithOneWhoLeft_IsIncomplete()
    {
        var path = InOrder();

        var missing = Assert.Single(GapsOf(path with { ModelHolders = [.. path.ModelHolders.Skip(1)] }));
        var left = Assert.Single(GapsOf(path with { ModelHolders = [path.ModelHolders[0] with { LeftAt = Now }, .. path.ModelHolders.Skip(1)] }));

        Assert.Equal((GapKind.ModelHolderMissing, Now.AddDays(-20)), (missing.Kind, missing.Since));
        Assert.Equal((GapKind.ModelHolderHasLeft, Now), (left.Kind, left.Since));
    }

    [Fact]
    public void ALapsedSignOff_IsTheSameAsTheMissingOne_AndAnEmptySeatOnlyAsItsOwn()
    {
        var lapsed = Assert.Single(GapsOf(InOrder() with { SignedUntilOn = Today.AddDays(-1) }));
        var empty = Assert.Single(GapsOf(InOrder() with { Control = new(null, Now) }));

        Assert.True(lapsed.IsSameAs(new SignOffHasLapsed(Today.AddDays(-1))));
        Assert.False(lapsed.IsSameAs(new SignOffIsOutdated()));
        Assert.True(empty.IsSameAs(new OwnerIsMissing(PathSeat.Control)));
        Assert.False(empty.IsSameAs(new OwnerIsMissing(PathSeat.Risk)));
    }

    [Fact]
    public void TheSharedControlModel_IsSaidInAGoodSentenceForEveryPart()
    {
        var path = InOrder() with { ModelHolders = [] };

        Assert.Equal(
            ["the identity team", "the service desk", "security", "the business or service owner"],
            GapsOf(path).Select(g => g.What["The shared control model names nobody for ".Length..].TrimEnd('.')));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [Trait("row", "R-003")]
    public void ASystemWithinReach_IsAGap_WhereNobodyActiveAnswersForItsRisk(bool hasOwner, bool hasLeft, bool isGap)
    {
        var system = new ReachedStanding(
            GovernedSystemId.From(Guid.CreateVersion7()), null, "Directory", hasOwner ? PersonId.From(Guid.CreateVersion7()) : null, hasOwner ? "Ada" : null, hasLeft ? Now : null, Now.AddDays(-10));

        var gaps = AccountabilityGaps.OfReached([system]).ToList();

        Assert.Equal(isGap ? [(GapKind.SystemWithoutRiskOwner, hasLeft ? Now : Now.AddDays(-10), nameof(AssignSystemRiskOwner))] : [], gaps.Select(g => (g.Kind, g.Since!.Value, g.Act)));
    }

    [Fact]
    public void AnIdentityDomainWithinReach_WithoutARiskOwner_NamesItselfAndItsOwnAct()
    {
        var gap = Assert.Single(AccountabilityGaps.OfReached([new ReachedStanding(null, IdentityDomainId.From(Guid.CreateVersion7()), "Workforce", null, null, null, Now)]));

        Assert.Equal(
            (GapKind.DomainWithoutRiskOwner, "An active path reaches the identity domain Workforce, and nobody is its risk owner.", nameof(AssignDomainRiskOwner)), (gap.Kind, gap.What, gap.Act));
    }

    private static List<AccountabilityGap> GapsOf(PathStanding path) => [.. AccountabilityGaps.Of(path, Now, Time, Limits.Default)];

    private static OwnerStanding Holder(string name, DateTimeOffset since) =>
        new(PersonId.From(Guid.CreateVersion7()), name, LeftAt: null, since, Today.AddDays(1), DisputedAt: null);

    private static PathStanding InOrder() => new(
        RecoveryPathId.From(Guid.CreateVersion7()), "RP-0001", "Reset", PathState.Active, RiskLevel.Moderate,
        RegisteredAt: Now.AddDays(-30), ActivatedAt: Now.AddDays(-10), ControlModelSetAt: Now.AddDays(-20), Designer: null,
        new SeatStanding(Holder("Ada", Now.AddDays(-30)), null), new SeatStanding(Holder("Bert", Now.AddDays(-30)), null),
        SignedUntilOn: Today, SignOffEndedAt: null,
        [.. Enum.GetValues<ModelPart>().Select(part => new PartStanding(part, PersonId.From(Guid.CreateVersion7()), $"Holder of {part}", LeftAt: null))]);
}
