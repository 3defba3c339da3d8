using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "D12")]
public sealed class PolicyQuorumTests
{
    private static readonly PersonId Anna = new(Guid.CreateVersion7());
    private static readonly PersonId Bert = new(Guid.CreateVersion7());
    private static readonly PersonId Cleo = new(Guid.CreateVersion7());

    [Fact]
    public void Gaps_OfOneSeat_EndWithTheSecondPerson()
    {
        Assert.Contains(Gaps(("SEC", Anna)), At("K01-EXE"));
        Assert.DoesNotContain(Gaps(("SEC", Anna), ("SEC", Bert)), At("K01-EXE"));
    }

    [Fact]
    public void Gaps_OfOneSeat_EndWithSomebodyWhoStandsIn() => Assert.DoesNotContain(Gaps(("SEC", Anna), ("IAM", Bert)), At("K01-EXE"));

    [Fact]
    public void Gaps_OfTwoSeats_NeedThreePeople()
    {
        Assert.Contains(Gaps(("SEC", Anna), ("IAM", Bert)), At("K03-EXE"));
        Assert.DoesNotContain(Gaps(("SEC", Anna), ("IAM", Bert), ("IAM", Cleo)), At("K03-EXE"));
    }

    /// <summary>One person on two lists is one person.</summary>
    [Fact]
    [Trait("row", "D1")]
    public void Gaps_OfTwoSeats_DoNotEndWithOnePersonForBoth() =>
        Assert.Contains(Gaps(("SEC", Anna), ("IAM", Anna), ("SEC", Bert), ("IAM", Bert)), At("K03-EXE"));

    [Fact]
    public void Gaps_OfSeatsThatRecordsFill_AreNotLookedAt() => Assert.DoesNotContain(Gaps(), g => g.At is "K01-PRV" or "K05-STD");

    [Fact]
    public void WouldBreak_WhatIsLackingAlready_IsNothing() =>
        Assert.Empty(PolicyQuorum.WouldBreak(PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 100 } }, PolicyDocument.Default, Roster()));

    [Fact]
    public void WouldBreak_ASeatThatIsNew_IsThatRuleAlone()
    {
        var rule = PolicyDocument.Default.FindRule("K01-STD")!;
        var next = PolicyDocument.Default.With(rule with { Approval = rule.Approval with { Seats = [["FRD"]] } });

        Assert.Equal("K01-STD", Assert.IsType<PolicyDoesNotHold>(Assert.Single(PolicyQuorum.WouldBreak(next, PolicyDocument.Default, Roster()))).At);
    }

    private static Predicate<PolicyDoesNotHold> At(string rule) => gap => gap.At == rule;

    private static IReadOnlyList<PolicyDoesNotHold> Gaps(params (string Code, PersonId Person)[] onDuty) => PolicyQuorum.Gaps(PolicyDocument.Default, Roster(onDuty));

    private static ILookup<string, PersonId> Roster(params (string Code, PersonId Person)[] onDuty) => onDuty.ToLookup(d => d.Code, d => d.Person, StringComparer.Ordinal);
}
