using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-026")]
public sealed class RequestRoutingTests
{
    private static readonly DateTimeOffset Now = TestConsole.Start;

    public static TheoryData<string> Offered => [.. PolicyDocument.Default.Rules.Select(r => r.Id)];

    public static TheoryData<string> NotThere => [.. PolicyDocument.Default.NotOffered.Select(n => n.Cell)];

    [Theory]
    [MemberData(nameof(Offered))]
    [Trait("row", "R-038")]
    public void Route_OfACell_IsItsRule(string cell)
    {
        var rule = PolicyDocument.Default.FindRule(cell)!;

        var route = Decide(rule.Kind, rule.Class).Value;

        Assert.Equal((cell, 7, rule.Lane, rule.Level, rule.Signals, rule.Approval, rule.Validity), (route.RuleId, route.PolicyVersion, route.Lane, route.Level, route.Signals, route.Approval, route.Validity));
        Assert.Empty(route.RaisedBy);
    }

    [Theory]
    [MemberData(nameof(NotThere))]
    public void Route_OfACellThatIsNotOffered_IsRefusedWithTheReason(string cell)
    {
        var notOffered = PolicyDocument.Default.NotOffered.Single(n => n.Cell == cell);

        var refused = Assert.IsType<KindIsNotOffered>(Assert.Single(Decide(notOffered.Kind, notOffered.Class).Refusals));

        Assert.Equal(notOffered.Because, refused.Because);
        Assert.All(notOffered.Instead ?? [], code => Assert.Contains(PolicyDocument.Default.FindKind(code)!.Title, refused.Sentence, StringComparison.Ordinal));
    }

    /// <summary>What a pending request was submitted under stays asked for; what is asked now is asked too (D11).</summary>
    [Fact]
    [Trait("row", "D11")]
    public void StricterOf_TwoRoutes_AsksForWhatEitherAsks()
    {
        var route = Decide("K08", SubjectClass.Standard).Value;
        var loose = route with
        {
            Approval = new ApprovalDemand { Seats = [["MGR"]], When = ApprovalMoment.EarlyOrDisputed, OrTrigger = SourceTrigger.HrOrContract, OneWithDutyManagerInOutage = true },
            Signals = new SignalDemand { Independent = 1, OrTrigger = SourceTrigger.HrOrContract },
        };
        var strict = route with
        {
            Approval = new ApprovalDemand { Seats = [["MGR"]], When = ApprovalMoment.Always, CompletenessConfirmed = true, NeedConfirmedBy = "HRX", CallBack = CallBack.Required },
            Signals = new SignalDemand { Independent = 2 },
        };

        foreach (var stricter in new[] { RequestRouting.StricterOf(loose, strict), RequestRouting.StricterOf(strict, loose) })
        {
            Assert.Equal(ApprovalMoment.Always, stricter.Approval.When);
            Assert.Null(stricter.Approval.OrTrigger);
            Assert.Null(stricter.Signals.OrTrigger);
            Assert.True(stricter.Approval.CompletenessConfirmed);
            Assert.False(stricter.Approval.OneWithDutyManagerInOutage);
            Assert.Equal(("HRX", CallBack.Required, 2), (stricter.Approval.NeedConfirmedBy, stricter.Approval.CallBack, stricter.Signals.Independent));
        }
    }

    [Fact]
    public void StricterOf_TwoRoutesThatAcceptTheSameTrigger_AcceptsIt()
    {
        var route = Decide("K08", SubjectClass.Standard).Value;
        var triggered = route with { Signals = route.Signals with { OrTrigger = SourceTrigger.HrOrContract } };

        Assert.Equal(SourceTrigger.HrOrContract, RequestRouting.StricterOf(triggered, triggered).Signals.OrTrigger);
    }

    [Fact]
    [Trait("row", "D17")]
    public void AsksTheSame_AfterAChangeOfTheRuleOrOfWhoFillsItsSeats_IsNotTheSame_AndOfAnotherRuleItIs()
    {
        var policy = PolicyDocument.Default;
        var (rule, other) = (policy.FindRule("K13-STD")!, policy.FindRule("K02-STD")!);

        Assert.False(policy.AsksTheSame("K13-STD", policy.With(rule with { Monitoring = new MonitoringDemand { For = Duration.Days(30) } })));
        Assert.False(policy.AsksTheSame("K13-STD", policy with { Approvers = [.. policy.Approvers.Select(a => a.Code == "SEC" ? a with { Substitutes = [] } : a)] }));
        Assert.True(policy.AsksTheSame("K13-STD", policy.With(other with { Monitoring = new MonitoringDemand { For = Duration.Days(30) } })));
        Assert.True(policy.AsksTheSame("K13-STD", policy with { Limits = policy.Limits with { RequestDays = policy.Limits.RequestDays + 1 } }));
    }

    [Fact]
    public void Route_OfAnUnknownKind_IsRefusedAsKindIsUnknown() => Assert.IsType<KindIsUnknown>(Assert.Single(Decide("K77", SubjectClass.Standard).Refusals));

    [Fact]
    [Trait("row", "R-022")]
    [Trait("row", "R-023")]
    public void Route_OfALockedAccountAndOfAGroup_TakesTwoLanes()
    {
        Assert.Equal(Lane.BreakFix, Decide("K02", SubjectClass.Standard).Value.Lane);
        Assert.Equal(Lane.GovernedAccess, Decide("K14", SubjectClass.Standard).Value.Lane);
    }

    /// <summary>Nobody knows whose access it is: the strictest class stands for it.</summary>
    [Fact]
    [Trait("row", "R-038")]
    public void Route_OfAnUnknownClass_IsTheStrictest()
    {
        var route = Decide("K01", subject: null).Value;

        Assert.Equal(RiskLevel.High, route.Level);
        Assert.Equal(PolicyDocument.Default.Rules.Where(r => r.Kind == "K03").Max(r => r.Level), Decide("K03", subject: null).Value.Level);
    }

    [Theory]
    [InlineData(RaisingCondition.HighlyAvailableSystem, "RAISE-AVAILABLE")]
    [InlineData(RaisingCondition.ExternallyFacingSystem, "RAISE-EXTERNAL")]
    [InlineData(RaisingCondition.PrivilegedAdministrationSystem, "RAISE-ADMIN")]
    [Trait("row", "R-039")]
    public void Route_OnASystemWithAnAttribute_IsOneLevelHigher(RaisingCondition attribute, string by)
    {
        var route = Decide("K01", SubjectClass.Standard, f => f with { SystemAttributes = new HashSet<RaisingCondition> { attribute } }).Value;

        Assert.Equal((RiskLevel.High, by, 2, CallBack.Required), (route.Level, Assert.Single(route.RaisedBy), route.Signals.Strong, route.Approval.CallBack));
        Assert.Contains(EvidenceCode.E3, route.Evidence);
    }

    [Theory]
    [InlineData(0, RiskLevel.High)]
    [InlineData(30 * 24 - 1, RiskLevel.High)]
    [InlineData(30 * 24, RiskLevel.Moderate)]
    [Trait("row", "R-056")]
    public void Route_AfterAContactWasChanged_IsHigherFor30Days(int hoursAgo, RiskLevel level) =>
        Assert.Equal(level, Decide("K01", SubjectClass.Standard, f => f with { ContactChangedAt = Now.AddHours(-hoursAgo) }).Value.Level);

    [Theory]
    [InlineData(7 * 24 - 1, RiskLevel.High)]
    [InlineData(7 * 24, RiskLevel.Moderate)]
    public void Route_AfterAVerificationFailed_IsHigherFor7Days(int hoursAgo, RiskLevel level) =>
        Assert.Equal(level, Decide("K01", SubjectClass.Standard, f => f with { VerificationFailedAt = Now.AddHours(-hoursAgo) }).Value.Level);

    [Fact]
    public void Route_WithTheTagMerger_IsHigher_AndWithAnotherItIsNot()
    {
        Assert.Equal("RAISE-MERGER", Assert.Single(Tagged("merger").RaisedBy));
        Assert.Empty(Tagged("high-volume").RaisedBy);

        static Route Tagged(string tag) => Decide("K01", SubjectClass.Standard, f => f with { Tags = new HashSet<string> { tag } }).Value;
    }

    [Fact]
    public void Route_OfADeskThatIsNotSeen_IsHigher() =>
        Assert.Equal(RiskLevel.High, Decide("K01", SubjectClass.Standard, f => f with { IsDeskUnseen = true }).Value.Level);

    [Fact]
    public void Route_WithTwoReasons_IsTwoLevelsHigher_AndNeverBeyondCritical()
    {
        var both = Decide("K01", SubjectClass.Standard, f => f with { IsDeskUnseen = true, VerificationFailedAt = Now }).Value;
        Assert.Equal((RiskLevel.Critical, 2), (both.Level, both.RaisedBy.Count));
        Assert.Equal(["MGR", "SYS"], both.Approval.Seats.Select(s => Assert.Single(s)));

        Assert.Equal(RiskLevel.Critical, Decide("K03", SubjectClass.Executive, f => f with { IsDeskUnseen = true }).Value.Level);
    }

    [Fact]
    public void Route_RaisedToCritical_KeepsItsOwnApproverAndAddsThatOfTheClass() =>
        Assert.Equal(["VND", "SYS"], Decide("K01", SubjectClass.ThirdParty, f => f with { IsDeskUnseen = true }).Value.Approval.Seats.Select(s => Assert.Single(s)));

    [Fact]
    public void Route_OfAMachineIdentityThatIsRaised_KeepsTheSignalsOfMachines()
    {
        var route = Decide("K12", SubjectClass.Service, f => f with { IsDeskUnseen = true }).Value;

        Assert.Equal(["V14", "V11", "V15"], route.Signals.Named!);
        Assert.Equal((3, 2, 1), (route.Signals.Independent, route.Signals.Strong, route.Signals.PresenceGrade));
    }

    [Fact]
    public void Route_OfAProtectiveAct_IsNeverSlowedDown() =>
        Assert.Empty(Decide("K19", SubjectClass.Standard, f => f with { IsDeskUnseen = true, VerificationFailedAt = Now }).Value.RaisedBy);

    [Fact]
    [Trait("row", "R-065")]
    public void Route_WithATriggerForOneKindAndClass_NamesItThereAlone()
    {
        var policy = PolicyDocument.Default with
        {
            Raising = [new RaisingRule { Id = "RAISE-UNLOCK", When = RaisingCondition.Always, Kinds = ["K02"], Classes = [SubjectClass.Executive] }],
        };

        Assert.Equal("RAISE-UNLOCK", Assert.Single(Of("K02", SubjectClass.Executive).RaisedBy));
        Assert.Empty(Of("K02", SubjectClass.Standard).RaisedBy);
        Assert.Empty(Of("K01", SubjectClass.Executive).RaisedBy);

        Route Of(string kind, SubjectClass subject) => RequestRouting.Decide(policy, 2, new RoutingFacts(kind, subject), Now).Value;
    }

    [Fact]
    public void Whole_OfSeveralParts_HasTheHighestLevel() =>
        Assert.Equal(RiskLevel.High, RequestRouting.LevelOfWhole([Decide("K02", SubjectClass.Standard).Value, Decide("K03", SubjectClass.Standard).Value]));

    /// <summary>The watching of a raised request is the longer of both, its review the sooner.</summary>
    [Fact]
    public void Route_ThatIsRaised_IsWatchedLongerAndReviewedSooner()
    {
        var route = Decide("K01", SubjectClass.Standard, f => f with { IsDeskUnseen = true }).Value;

        Assert.Equal((Duration.Days(7), 25, SampleInterval.Weekly), (route.Monitoring.For, route.Review.SamplePercent, route.Review.Every));
        Assert.Equal(Duration.Days(30), Decide("K08", SubjectClass.Standard, f => f with { IsDeskUnseen = true }).Value.Monitoring.For);
    }

    [Theory]
    [InlineData("K01", SubjectClass.Privileged, true)]
    [InlineData("K01", SubjectClass.Standard, false)]
    public void Notices_ToPrivilegedAccess_AreForPrivilegedAccountsAlone(string kind, SubjectClass subject, bool told) =>
        Assert.Equal(told, Decide(kind, subject).Value.Notifies.Contains(NoticeTarget.PrivilegedAccess));

    private static Outcome<Route> Decide(string kind, SubjectClass? subject, Func<RoutingFacts, RoutingFacts>? with = null) =>
        RequestRouting.Decide(PolicyDocument.Default, 7, (with ?? (f => f))(new RoutingFacts(kind, subject)), Now);

    /// <summary>What the page of a rule says of raised levels is what a request of that level must bring.</summary>
    [Fact]
    [Trait("row", "R-039")]
    public void RaisedTo_EachLevelAbove_IsWhatARaisedRequestMustBring()
    {
        var rule = PolicyDocument.Default.FindRule("K01-STD")!;
        var facts = new RoutingFacts("K01", SubjectClass.Standard) { SystemAttributes = new HashSet<RaisingCondition> { RaisingCondition.ExternallyFacingSystem } };

        var raised = RequestRouting.Decide(PolicyDocument.Default, 7, facts, Now).Value;
        var shown = RequestRouting.RaisedTo(PolicyDocument.Default, 7, PolicyDocument.Default.FindKind("K01")!, rule, RiskLevel.High);

        Assert.Equal(
            (raised.Level, raised.Signals, DemandText.Of(raised.Approval), raised.Review, raised.Monitoring, raised.VerificationStands),
            (shown.Level, shown.Signals, DemandText.Of(shown.Approval), shown.Review, shown.Monitoring, shown.VerificationStands));
    }
}
