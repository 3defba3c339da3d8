using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-204")]
public sealed class PolicyRulesTests
{
    private static readonly PersonStanding Paula = new(new PersonId(Guid.CreateVersion7()), "Paula Proposer", DirectoryEntryKind.Individual, MayAct: true, LeftAt: null);
    private static readonly PersonId Edda = new(Guid.CreateVersion7());
    private static readonly PersonId Gert = new(Guid.CreateVersion7());

    public static TheoryData<string> Names => [.. LimitCatalogue.All.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Limit_AtBothOfItsBounds_IsAccepted_AndOneBeyondIsRefusedAsLimitIsOutOfBounds(string name)
    {
        var limit = LimitCatalogue.All.Single(l => l.Name == name);

        Assert.Empty(Refused(limit.Minimum));
        Assert.Empty(Refused(limit.Maximum));
        Assert.Equal(name, Assert.Single(Refused(limit.Minimum - 1)).Field);
        var above = Assert.Single(Refused(limit.Maximum + 1));
        Assert.Contains($"takes {limit.Minimum} to {limit.InWords(limit.Maximum)}, not {limit.InWords(limit.Maximum + 1)}", above.Sentence, StringComparison.Ordinal);

        IEnumerable<LimitIsOutOfBounds> Refused(int number) => PolicyRules.Check(limit.With(Limits.Default, number)).OfType<LimitIsOutOfBounds>();
    }

    [Fact]
    public void SignOff_AtHighAndCritical_MayLastAsLongAsAtTheOthers_AndNotADayLonger()
    {
        Assert.Empty(PolicyRules.Check(Limits.Default with { SignOffDays = 120, SignOffDaysHighAndCritical = 120 }));

        PolicyRules.Check(Limits.Default with { SignOffDays = 120, SignOffDaysHighAndCritical = 121 }).RefusedAs<HighLevelsLastLonger>();
    }

    [Fact]
    public void Grace_OfACriticalPath_MayBeAsLongAsOfTheOthers_AndNotADayLonger()
    {
        Assert.Empty(PolicyRules.Check(Limits.Default with { GraceWorkingDays = 5, GraceWorkingDaysCritical = 5 }));

        PolicyRules.Check(Limits.Default with { GraceWorkingDays = 5, GraceWorkingDaysCritical = 6 }).RefusedAs<CriticalPathsAreBorneLonger>();
    }

    [Fact]
    public void Limits_WithManyFaults_AreRefusedForEach() =>
        Assert.Equal(
            [nameof(LimitIsOutOfBounds), nameof(LimitIsOutOfBounds), nameof(HighLevelsLastLonger)],
            PolicyRules.Check(Limits.Default with { SignOffDays = 0, GovernanceReviewMonths = 13 }).Select(r => r.Code));

    [Fact]
    [Trait("row", "R-203")]
    public void Proposal_ThatEqualsWhatIsInForce_IsRefusedAsPolicyIsTheSame() =>
        PolicyRules.MayBeProposed(PolicyDocument.Default, PolicyInForce.First, waits: null).RefusedAs<PolicyIsTheSame>();

    [Fact]
    [Trait("row", "R-203")]
    public void Proposal_WhileAnotherWaits_IsRefusedAsPolicyVersionWaits() =>
        Assert.Equal(new PolicyVersionWaits(2), Assert.Single(PolicyRules.MayBeProposed(PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 100 } }, PolicyInForce.First, waits: 2)));

    [Fact]
    public void Approval_BySomebodyElseOfWhatGovernanceProposed_IsAccepted() => Assert.Null(PolicyRules.MayBeApproved(Version(), Gert, Paula, [Role.Governance]));

    [Fact]
    public void Approval_ByTheProposer_IsRefusedAsProposerApprovesThemselves() =>
        Assert.IsType<ProposerApprovesThemselves>(PolicyRules.MayBeApproved(Version(), Paula.Id, Paula, [Role.Governance]));

    [Fact]
    [Trait("row", "D4")]
    public void Approval_BySomebodyWhoWroteOnTheDraft_IsRefusedAsEditorApprovesThemselves() =>
        Assert.IsType<EditorApprovesThemselves>(PolicyRules.MayBeApproved(Version(), Edda, Paula, [Role.Governance]));

    [Fact]
    [Trait("row", "R-052")]
    public void Approval_OfWhatIamPolicyProposed_IsAccepted() => Assert.Null(PolicyRules.MayBeApproved(Version(), Gert, Paula, [Role.IamPolicy]));

    [Fact]
    public void Approval_WhenTheProposerIsNoLongerInGovernance_IsRefusedAsPolicyProposerHasLeftGovernance() =>
        Assert.IsType<PolicyProposerHasLeftGovernance>(PolicyRules.MayBeApproved(Version(), Gert, Paula, [Role.Auditor]));

    [Theory]
    [InlineData(PolicyVersionState.InForce, "is in force already")]
    [InlineData(PolicyVersionState.Replaced, "has been replaced")]
    [InlineData(PolicyVersionState.Withdrawn, "was withdrawn")]
    [Trait("row", "R-203")]
    public void Decision_AboutAVersionThatWasDecided_IsRefusedAsPolicyVersionIsDecided(PolicyVersionState state, string words)
    {
        var version = Version();
        if (state == PolicyVersionState.Withdrawn)
            version.Withdraw("No.", TestConsole.Start);
        else
            version.Approve(Gert, TestConsole.Start);
        if (state == PolicyVersionState.Replaced)
            version.Replace(TestConsole.Start);

        var refused = Assert.IsType<PolicyVersionIsDecided>(PolicyRules.MayBeApproved(version, Gert, Paula, [Role.Governance]));
        Assert.Equal(refused, PolicyRules.MayBeDecided(version));
        Assert.Contains(words, refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-203")]
    public void Version_OnAnIllegalTransition_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => Version().Approve(Paula.Id, TestConsole.Start));
        Assert.Throws<InvalidOperationException>(() => Version().Replace(TestConsole.Start));
        var approved = Version();
        approved.Approve(Gert, TestConsole.Start);
        Assert.Throws<InvalidOperationException>(() => approved.Approve(Gert, TestConsole.Start));
        Assert.Throws<InvalidOperationException>(() => approved.Withdraw("No.", TestConsole.Start));
    }

    private static PolicyVersion Version() => PolicyVersion.Propose(
        PolicyVersionId.From(Guid.CreateVersion7()), 2,
        PolicyDraft.Begin(PolicyDraftId.From(Guid.CreateVersion7()), 1, "", Edda, TestConsole.Start), "Because.", Paula.Id, TestConsole.Start);
}
