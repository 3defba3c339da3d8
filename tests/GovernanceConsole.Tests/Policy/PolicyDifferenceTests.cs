using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class PolicyDifferenceTests
{
    private static PolicyDocument Policy => PolicyDocument.Default;

    [Fact]
    public void Difference_ToItself_IsNone() => Assert.Empty(PolicyDifference.Between(Policy, PolicyFormat.Read(PolicyFormat.ToYaml(Policy)).Value));

    [Fact]
    public void Difference_OfARule_SaysEachPartInWords()
    {
        var rule = Policy.FindRule("K01-STD")!;

        var differences = PolicyDifference.Between(Policy, Policy.With(rule with { Level = RiskLevel.High, Monitoring = new MonitoringDemand { For = Duration.Days(7) } }));

        Assert.Equal(
            [("K01-STD, level", "Moderate", "High"), ("K01-STD, monitoring", "72 h", "7 d")],
            differences.Select(d => (d.Where, d.From!, d.To!)));
    }

    [Theory]
    [InlineData(RiskLevel.High, 2, Direction.Stricter)]
    [InlineData(RiskLevel.Low, 2, Direction.Looser)]
    [InlineData(RiskLevel.High, 1, Direction.Other)]
    [InlineData(RiskLevel.Moderate, 3, Direction.Stricter)]
    public void Direction_OfARule_IsByLevelAndSignals(RiskLevel level, int signals, Direction direction)
    {
        var rule = Policy.FindRule("K01-STD")!;

        var changed = Policy.With(rule with { Level = level, Signals = rule.Signals with { Independent = signals } });

        Assert.All(PolicyDifference.Between(Policy, changed), d => Assert.Equal(direction, d.Direction));
    }

    [Fact]
    public void Difference_OfACellThatIsOpened_IsLooser_AndOfOneThatIsDeniedStricter()
    {
        var opened = Policy.With(Policy.FindRule("K06-STD")! with { Id = "K06-PRV" });

        Assert.All(PolicyDifference.Between(Policy, opened).Where(d => d.Where.StartsWith("K06-PRV", StringComparison.Ordinal)), d => Assert.Equal((Direction.Looser, null), (d.Direction, d.From)));
        Assert.All(PolicyDifference.Between(opened, Policy).Where(d => d.Where.StartsWith("K06-PRV", StringComparison.Ordinal)), d => Assert.Equal((Direction.Stricter, null), (d.Direction, d.To)));
    }

    [Fact]
    public void Difference_OfLimits_IsInTheirWords() =>
        Assert.Equal(
            new PolicyDifference("An owner confirms the ownership again within", "180 days", "90 days"),
            Assert.Single(PolicyDifference.Between(Policy, Policy with { Limits = Limits.Default with { OwnershipConfirmationDays = 90 } })));

    [Fact]
    public void Difference_OfEveryOtherPart_IsTold()
    {
        Tells(Policy with { Signals = [Policy.Signals[0] with { Name = "Another key" }, .. Policy.Signals.Skip(1)] }, "Signal V01");
        Tells(Policy with { Kinds = [Policy.Kinds[0] with { Notifies = [] }, .. Policy.Kinds.Skip(1)] }, "Kind K01");
        Tells(Policy with { Levels = [.. Policy.Levels.Skip(1)] }, "Level Break-fix, Moderate");
        Tells(Policy with { VerificationStands = [.. Policy.VerificationStands.Skip(1)] }, "A verification stands Low");
        Tells(Policy with { Raising = [.. Policy.Raising.Skip(1)] }, "Raising RAISE-AVAILABLE");
        Tells(Policy with { Approvers = [.. Policy.Approvers.Skip(1)] }, "Approver MGR");
        Tells(Policy with { Classes = [.. Policy.Classes.Skip(1)] }, "Approvers of the class Standard workforce");
        Tells(Policy with { Separation = [.. Policy.Separation.Skip(1)] }, "Kept apart requester and approver");
        Tells(Policy with { NotOffered = [.. Policy.NotOffered.Skip(1)] }, $"Not offered {Policy.NotOffered[0].Cell}");

        static void Tells(PolicyDocument changed, string where) => Assert.Equal(where, Assert.Single(PolicyDifference.Between(Policy, changed)).Where);
    }
}
