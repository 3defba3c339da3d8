using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class ReplayRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly RequestRule Rule = PolicyDocument.Default.FindRule("K01-EXE")!;

    /// <summary>Changes of one rule that ask for more; the other way round they ask for less.</summary>
    public static TheoryData<string, Func<RequestRule, RequestRule>> Stricter => new()
    {
        { "Level: High → Critical", r => r with { Level = RiskLevel.Critical } },
        { "Signals: 2 independent strong signals, confirmed by a system or a second person → 3 independent signals, 2 or more of them strong, confirmed by a system or a second person", r => r with { Signals = r.Signals with { Independent = 3 } } },
        { "Signals: ", r => r with { Signals = r.Signals with { PresenceGrade = 1 } } },
        { "Signals: ", r => r with { Signals = r.Signals with { Named = ["V06"] } } },
        { "Signals: ", r => r with { Signals = r.Signals with { EnrolledHolder = true } } },
        { "Signals: ", r => r with { Signals = r.Signals with { Incident = true } } },
        { "Approval: call-back, approved by SEC → call-back, approved by SEC and IAM", r => r with { Approval = r.Approval with { Seats = [["SEC"], ["IAM"]] } } },
        { "Approval: ", r => r with { Approval = r.Approval with { CompletenessConfirmed = true } } },
        { "Approval: ", r => r with { Approval = r.Approval with { NeedConfirmedBy = "MGR" } } },
        { "Duration: ", r => r with { Validity = r.Validity with { UsableFor = Duration.Minutes(5) } } },
        { "Duration: ", r => r with { Validity = r.Validity with { Longest = Duration.Days(1) } } },
        { "Duration: ", r => r with { Validity = r.Validity with { NoSignalFor = Duration.Days(1) } } },
        { "Duration: ", r => r with { Validity = r.Validity with { NotPastContract = true } } },
        { "Review: ", r => r with { Review = r.Review with { WorkingDays = 2 } } },
        { "Review: ", r => r with { Review = r.Review with { EveryCase = true } } },
        { "Monitoring: 7 d → 30 d", r => r with { Monitoring = r.Monitoring with { For = Duration.Days(30) } } },
        { "Monitoring: ", r => r with { Monitoring = r.Monitoring with { FirstCheckAfter = Duration.Hours(1) } } },
        { "Monitoring: ", r => r with { Monitoring = r.Monitoring with { Live = true } } },
    };

    /// <summary>Changes of one rule that ask for less.</summary>
    public static TheoryData<Func<RequestRule, RequestRule>> Looser => new()
    {
        r => r with { Signals = r.Signals with { SystemConfirmed = false } },
        r => r with { Signals = r.Signals with { OrTrigger = SourceTrigger.HrOrContract } },
        r => r with { Approval = r.Approval with { CallBack = CallBack.None } },
        r => r with { Approval = r.Approval with { Seats = [["SEC", "IAM"]] } },
        r => r with { Approval = r.Approval with { When = ApprovalMoment.EarlyOrDisputed } },
        r => r with { Approval = r.Approval with { OrTrigger = SourceTrigger.HrOrContract } },
        r => r with { Approval = r.Approval with { OneWithDutyManagerInOutage = true } },
        r => r with { Validity = r.Validity with { Once = false } },
        r => r with { Review = new ReviewDemand { SamplePercent = 50, Every = SampleInterval.Monthly } },
    };

    [Theory]
    [MemberData(nameof(Stricter))]
    public void Compare_ADemandThatIsMore_IsStricterAndTheOtherWayLooser(string reason, Func<RequestRule, RequestRule> change)
    {
        var other = PolicyDocument.Default.With(change(Rule));

        var forth = Compare(PolicyDocument.Default, other);
        var back = Compare(other, PolicyDocument.Default);

        Assert.Equal(ReplayOutcome.Stricter, forth.Outcome);
        Assert.Contains(forth.Reasons, r => r.StartsWith(reason, StringComparison.Ordinal));
        Assert.Equal(ReplayOutcome.Looser, back.Outcome);
    }

    [Theory]
    [MemberData(nameof(Looser))]
    public void Compare_ADemandThatIsLess_IsLooserAndTheOtherWayStricter(Func<RequestRule, RequestRule> change)
    {
        var other = PolicyDocument.Default.With(change(Rule));

        Assert.Equal(ReplayOutcome.Looser, Compare(PolicyDocument.Default, other).Outcome);
        Assert.Equal(ReplayOutcome.Stricter, Compare(other, PolicyDocument.Default).Outcome);
    }

    [Fact]
    public void Compare_TheSamePolicy_IsTheSameWithoutAReason()
    {
        var comparison = Compare(PolicyDocument.Default, PolicyDocument.Default);

        Assert.Equal(ReplayOutcome.Same, comparison.Outcome);
        Assert.Empty(comparison.Reasons);
    }

    [Fact]
    public void Compare_MoreOfOneThingAndLessOfAnother_IsOtherwiseAndTellsBoth()
    {
        var comparison = Compare(PolicyDocument.Default, PolicyDocument.Default.With(Rule with
        {
            Signals = Rule.Signals with { Independent = 3 },
            Monitoring = Rule.Monitoring with { For = Duration.Hours(1) },
        }));

        Assert.Equal(ReplayOutcome.Otherwise, comparison.Outcome);
        Assert.Contains(comparison.Reasons, r => r.StartsWith("Signals: ", StringComparison.Ordinal));
        Assert.Contains("Monitoring: 7 d → 1 h", comparison.Reasons);
    }

    /// <summary>Another lane is another way of working, and neither more nor less.</summary>
    [Fact]
    public void Compare_AnotherLane_IsOtherwise() =>
        Assert.Equal(ReplayOutcome.Otherwise, Compare(PolicyDocument.Default, PolicyDocument.Default.With(Rule with { Lane = Lane.GovernedAccess })).Outcome);

    [Fact]
    public void Compare_ShorterVerification_IsStricter()
    {
        var shorter = PolicyDocument.Default with
        {
            VerificationStands = [.. PolicyDocument.Default.VerificationStands.Select(v => v.Level == RiskLevel.High ? v with { For = Duration.Minutes(1) } : v)],
        };

        Assert.Equal(ReplayOutcome.Stricter, Compare(PolicyDocument.Default, shorter).Outcome);
        Assert.Equal(ReplayOutcome.Looser, Compare(shorter, PolicyDocument.Default).Outcome);
    }

    [Fact]
    public void Compare_PartsKeptApartNoLonger_IsLooserAndSaysWhich()
    {
        var together = PolicyDocument.Default with { Separation = [.. PolicyDocument.Default.Separation.Where(s => s.Parts != SeparatedParts.VerifierAndExecutor)] };

        var comparison = Compare(PolicyDocument.Default, together);

        Assert.Equal(ReplayOutcome.Looser, comparison.Outcome);
        Assert.Equal(["Kept apart, no longer: Who verifies and who carries out"], comparison.Reasons);
        Assert.Equal(["Kept apart, also: Who verifies and who carries out"], Compare(together, PolicyDocument.Default).Reasons);
    }

    [Fact]
    public void Compare_EvidenceAndNoticesAdded_IsStricterAndTellsOnlyThose()
    {
        var kind = PolicyDocument.Default.FindKind("K01")!;
        var more = PolicyDocument.Default with
        {
            Kinds = [.. PolicyDocument.Default.Kinds.Select(k => k.Code == "K01" ? kind with { Evidence = [.. kind.Evidence, EvidenceCode.E8], Notifies = [.. kind.Notifies, new NoticeDemand(NoticeTarget.Archive)] } : k)],
        };

        var comparison = Compare(PolicyDocument.Default, more);

        Assert.Equal(ReplayOutcome.Stricter, comparison.Outcome);
        Assert.Equal(["Evidence, also: E8", "Told, also: the archive"], comparison.Reasons);
    }

    [Fact]
    public void Compare_NotOfferedAnyMore_IsRefusedAndSaysWhatToUse()
    {
        var closed = PolicyDocument.Default.With(new NotOffered("K01-EXE", NotOfferedBecause.UseAnotherKind, ["K03"]));

        var comparison = Compare(PolicyDocument.Default, closed);

        Assert.Equal(ReplayOutcome.Refused, comparison.Outcome);
        Assert.Contains("MFA factor reset or replacement", Assert.Single(comparison.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfferedAtLast_IsLooser()
    {
        var closed = PolicyDocument.Default.With(new NotOffered("K01-EXE", NotOfferedBecause.Denied));

        Assert.Equal(ReplayOutcome.Looser, Compare(closed, PolicyDocument.Default).Outcome);
        Assert.Equal(ReplayOutcome.Same, Compare(closed, closed).Outcome);
    }

    [Fact]
    public void Compare_ACaseThatLacksSomethingByTheOneOnly_IsRefusedByThatOne()
    {
        var route = RouteBy(PolicyDocument.Default);

        var comparison = ReplayRules.Compare(new Asked(route, PolicyDocument.Default, []), new Asked(route, PolicyDocument.Default, ["There was no call-back."]));

        Assert.Equal((ReplayOutcome.Refused, "There was no call-back."), (comparison.Outcome, Assert.Single(comparison.Reasons)));
    }

    /// <summary>What was against the rules already is no effect of the new ones.</summary>
    [Fact]
    public void Compare_ACaseThatLacksSomethingByBoth_IsCountedByWhatIsAsked()
    {
        var route = RouteBy(PolicyDocument.Default);

        Assert.Equal(
            ReplayOutcome.Same,
            ReplayRules.Compare(new Asked(route, PolicyDocument.Default, ["Nobody."]), new Asked(route, PolicyDocument.Default, ["Nobody."])).Outcome);
    }

    [Theory]
    [InlineData("SEC", "SEC", "")]
    [InlineData("SEC IAM", "SEC", "IAM")]
    [InlineData("SEC|IAM", "SEC", "")] // whoever sat as SEC fills a seat of either
    [InlineData("SEC", "SEC|IAM", "SEC")] // nobody knows as which of the two they sat
    [InlineData("SEC|IAM SEC", "SEC IAM", "")] // each seat finds somebody only if the first takes IAM
    [InlineData("SEC SEC", "SEC", "SEC")]
    [InlineData("", "SEC", "")]
    public void Unfilled_SeatsThatWereGiven_LeaveThoseWithoutAPersonOfTheirOwn(string wanted, string given, string left) =>
        Assert.Equal(left, string.Join(' ', ReplayRules.Unfilled(Seats(wanted), Seats(given)).Select(s => string.Join('|', s))));

    private static List<IReadOnlyList<string>> Seats(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => (IReadOnlyList<string>)s.Split('|'))];

    private static Comparison Compare(PolicyDocument before, PolicyDocument after) => ReplayRules.Compare(new Asked(RouteBy(before), before, []), new Asked(RouteBy(after), after, []));

    private static Outcome<Route> RouteBy(PolicyDocument policy) => RequestRouting.Decide(policy, 1, new RoutingFacts("K01", SubjectClass.Executive), At);
}
