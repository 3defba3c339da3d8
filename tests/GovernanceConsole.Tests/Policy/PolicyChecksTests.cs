using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

/// <summary>One for each thing that a policy must not say.</summary>
[Trait("row", "R-027")]
public sealed class PolicyChecksTests
{
    private static PolicyDocument Policy => PolicyDocument.Default;

    [Fact]
    public void Limits_OutOfTheirBounds_AreFound() =>
        Assert.IsType<LimitIsOutOfBounds>(Assert.Single(PolicyChecks.Check(Policy with { Limits = Limits.Default with { GovernanceReviewMonths = 13 } })));

    [Fact]
    public void Kind_OfTheCatalogueThatIsMissing_IsFound() => Finds(Policy with { Kinds = [.. Policy.Kinds.Skip(1)] }, "K01", "is missing among the kinds");

    [Fact]
    [Trait("row", "R-036")]
    public void Kind_OfTheOrganisation_IsAccepted() => Expect.None(PolicyChecks.Check(WithKind(lane: Lane.GovernedAccess, AuditCategory.Access, FormTemplate.Access)).Select(r => r.Sentence));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [Trait("row", "R-036")]
    [Trait("row", "R-023")]
    [Trait("row", "R-024")]
    public void Kind_ThatChangesScopeOrPersistence_IsNeverBreakFix(bool scope, bool persistence) =>
        Finds(WithKind(Lane.BreakFix, AuditCategory.Recovery, FormTemplate.Repair, scope, persistence), "K20-STD", "changes scope or persistence, so it is governed and never break-fix.");

    [Fact]
    [Trait("row", "R-036")]
    public void Kind_OfTheOrganisationWithoutANameOrAPath_IsFound() =>
        Finds(Policy with { Kinds = [.. Policy.Kinds, Policy.Kinds[0] with { Code = "K20" }] }, "K20", "needs a name");

    [Theory]
    [InlineData("K00")]
    [InlineData("K100")]
    [InlineData("X01")]
    [InlineData("")]
    public void Kind_WithACodeOfAnotherShape_IsFound(string code) =>
        Finds(Policy with { Kinds = [.. Policy.Kinds, Policy.Kinds[0] with { Code = code, Name = "Badge", Like = "K14" }] }, code, "is no code of a kind");

    [Fact]
    public void Kind_OfTheCatalogueThatIsRenamed_IsFound() => Finds(Changed("K01", k => k with { Name = "Reset" }), "K01", "its name is fixed");

    [Fact]
    public void Kind_WhoseFormAndCategoryDiffer_IsFound() => Finds(Changed("K01", k => k with { Template = FormTemplate.Access }), "K01", "they belong to different lanes");

    [Fact]
    public void Kind_WhoseCategoryIsOfAnotherLaneThanItsRule_IsFound() =>
        Finds(Changed("K01", k => k with { Template = FormTemplate.Access, Category = AuditCategory.Access }), "K01-STD", "runs in the lane Break-fix");

    [Fact]
    public void Kind_WithoutAnyRule_IsFound() =>
        Finds(Policy with { Rules = [.. Policy.Rules.Where(r => r.Kind != "K10")] }, "K10", "is offered to no class, so it has no path");

    [Fact]
    public void Kind_WithoutTheLeastEvidence_IsFound() => Finds(Changed("K01", k => k with { Evidence = [EvidenceCode.E5] }), "K01", "belong to the evidence of every kind");

    [Fact]
    public void Kind_OfWhichNobodyIsTold_IsFound() => Finds(Changed("K01", k => k with { Notifies = [] }), "K01", "nobody is told of it");

    [Fact]
    [Trait("row", "R-023")]
    public void Kind_ThatGrantsARightAndSaysItDoesNotChangeScope_IsFound() => Finds(Changed("K13", k => k with { ChangesScope = false }), "K13", "so it changes scope");

    [Fact]
    [Trait("row", "R-024")]
    public void Kind_ThatExtendsARightAndSaysItDoesNotPersist_IsFound() => Finds(Changed("K15", k => k with { ChangesPersistence = false }), "K15", "so it changes persistence");

    [Fact]
    public void Cell_WithNeitherRuleNorReason_IsFound() => Finds(Policy with { NotOffered = [.. Policy.NotOffered.Where(n => n.Cell != "K06-PRV")] }, "K06-PRV", "has neither a rule nor a reason");

    [Fact]
    public void Cell_WithBothRuleAndReason_IsFound() =>
        Finds(Policy with { NotOffered = [.. Policy.NotOffered, new NotOffered("K01-STD", NotOfferedBecause.Denied)] }, "K01-STD", "has a rule and is not offered");

    [Fact]
    public void Cell_ThatPointsToAKindWhichIsNotOfferedEither_IsFound() =>
        Finds(Policy.With(new NotOffered("K06-PRV", NotOfferedBecause.Denied, ["K10"])), "K06-PRV", "points to K10");

    [Fact]
    public void Rule_ThatStandsTwice_IsFound() => Finds(Policy with { Rules = [.. Policy.Rules, Policy.Rules[0]] }, "K01-STD", "stands in “rules” 2 times");

    [Theory]
    [InlineData("K99-STD")]
    [InlineData("K01-XXX")]
    [InlineData("K01")]
    [InlineData("K01-STD-2")]
    public void Rule_OfNoCell_IsFound(string id) => Finds(Policy with { Rules = [.. Policy.Rules, Policy.Rules[0] with { Id = id }] }, id, "is no cell");

    [Fact]
    [Trait("row", "R-047")]
    public void Rule_ThatChangesAccess_TakesTwoSignals()
    {
        foreach (var cell in new[] { "K13-STD", "K07-STD", "K05-STD", "K01-STD", "K09-STD" })
            Finds(Changed(cell, r => r with { Signals = r.Signals with { Independent = 1, Strong = 1 } }), cell, "takes two independent signals at the least");
    }

    [Fact]
    public void Rule_ThatIssuesNothing_MayTakeOne() => Expect.None(PolicyChecks.Check(Policy).Where(r => r.Sentence.StartsWith("K02-STD", StringComparison.Ordinal)).Select(r => r.Sentence));

    [Fact]
    [Trait("row", "R-195")]
    public void Rule_FromModerateUpward_TakesAConfirmedSignal() =>
        Finds(Changed("K01-STD", r => r with { Signals = r.Signals with { SystemConfirmed = false } }), "K01-STD", "an agent's word alone opens nothing");

    [Fact]
    public void Rule_WithoutAnySignal_IsFound() => Finds(Changed("K19-STD", r => r with { Signals = new SignalDemand { Independent = 0 } }), "K19-STD", "at least one signal must count");

    [Fact]
    public void Rule_WithMoreStrongThanAllSignals_IsFound() =>
        Finds(Changed("K01-STD", r => r with { Signals = r.Signals with { Strong = 3 } }), "K01-STD", "more strong, presence-grade or named signals than signals altogether");

    [Fact]
    public void Rule_ThatNoSignalsOfItsClassCanMeet_IsFoundAsOutOfReach() =>
        Finds(Changed("K01-STD", r => r with { Signals = r.Signals with { Independent = 3, Named = ["V14"] } }), "K01-STD", "nobody could ever get through");

    [Fact]
    public void Rule_ThatNamesAnUnknownSignal_IsFound() => Finds(Changed("K01-STD", r => r with { Signals = r.Signals with { Named = ["V77"] } }), "K01-STD", "asks for the signal V77");

    [Fact]
    [Trait("row", "R-046")]
    public void Rule_ThatNamesAWeakSignal_IsFound() => Finds(Changed("K01-STD", r => r with { Signals = r.Signals with { Named = ["W01"] } }), "K01-STD", "asks for the signal W01");

    [Fact]
    public void Rule_ForAnEmergencyRight_TakesAnEnrolledHolder() =>
        Finds(Changed("K17-STD", r => r with { Signals = r.Signals with { EnrolledHolder = false } }), "K17-STD", "takes an enrolled holder");

    [Fact]
    public void Rule_ForGovernedAccessThatNobodyApproves_IsFound() =>
        Finds(Changed("K14-STD", r => r with { Approval = new ApprovalDemand() }), "K14-STD", "governed access needs somebody who approves");

    [Fact]
    public void Rule_ForGovernedRecoveryWithNeitherApprovalNorCallBack_IsFound() =>
        Finds(Changed("K04-STD", r => r with { Approval = new ApprovalDemand() }), "K04-STD", "needs an approval or a call-back");

    [Fact]
    public void Rule_AtHigh_TakesTwoApprovalsOrACallBack()
    {
        Finds(Changed("K01-EXE", r => r with { Approval = new ApprovalDemand { Seats = [["SEC"]] } }), "K01-EXE", "at High it takes two approvals or a call-back");
        Expect.None(PolicyChecks.Check(Changed("K01-EXE", r => r with { Approval = new ApprovalDemand { Seats = [["SEC"], ["IAM"]] } })).Select(r => r.Sentence));
    }

    [Fact]
    public void Rule_AtCritical_TakesTwoApprovals() =>
        Finds(Changed("K03-EXE", r => r with { Approval = r.Approval with { Seats = [["SEC"]] } }), "K03-EXE", "at Critical it takes two approvals");

    [Fact]
    public void Rule_WithASeatThatNobodyCanFill_IsFound()
    {
        Finds(Changed("K14-STD", r => r with { Approval = new ApprovalDemand { Seats = [[]] } }), "K14-STD", "nobody can fill");
        Finds(Changed("K14-STD", r => r with { Approval = new ApprovalDemand { Seats = [["ABC"]] } }), "K14-STD", "names the approver ABC");
    }

    [Fact]
    public void Rule_ThatASystemAloneApproves_IsFound() =>
        Finds(Changed("K08-STD", r => r with { Approval = r.Approval with { Seats = [["HRX"]] } }), "K08-STD", "a source system alone does not approve");

    [Fact]
    public void Rule_WithBothKindsOfReviewOrNone_IsFound()
    {
        Finds(Changed("K01-STD", r => r with { Review = new ReviewDemand() }), "K01-STD", "either every case is reviewed");
        Finds(Changed("K01-STD", r => r with { Review = r.Review with { WorkingDays = 5 } }), "K01-STD", "either every case is reviewed");
        Finds(Changed("K01-STD", r => r with { Review = r.Review with { SamplePercent = 101 } }), "K01-STD", "1 to 100 per cent");
    }

    [Fact]
    public void Rule_OfTheProtectiveLaneThatGrants_IsFound() => Finds(Changed("K14-STD", r => r with { Lane = Lane.Protective }), "K14-STD", "only takes access away");

    [Fact]
    [Trait("row", "R-039")]
    public void Level_ThatARequestCanBeRaisedToWithoutADemand_IsFound() =>
        Finds(Policy with { Levels = [.. Policy.Levels.Skip(1)] }, "Break-fix, Moderate", "what it asks for is missing");

    [Fact]
    public void Level_ThatNoRequestCanBeRaisedTo_IsFoundAsOutOfReach() =>
        Finds(Policy with { Levels = [.. Policy.Levels, Policy.Levels[0] with { Level = RiskLevel.Low }] }, "Break-fix, Low", "no request can be raised to it");

    [Fact]
    [Trait("row", "R-039")]
    public void Level_ThatAsksForLessThanTheOneBelow_IsFound() =>
        Finds(Policy with { Levels = [.. Policy.Levels.Select(l => l is { Lane: Lane.GovernedAccess, Level: RiskLevel.Critical } ? l with { Monitoring = l.Monitoring with { For = Duration.Days(1) } } : l)] }, "Governed access, Critical", "asks for less than High");

    [Fact]
    [Trait("row", "R-061")]
    public void Verification_ThatStandsLongerAtAHigherLevel_IsFound() =>
        Finds(Policy with { VerificationStands = [.. Policy.VerificationStands.Select(v => v.Level == RiskLevel.Critical ? v with { For = Duration.Hours(8) } : v)] }, "Critical", "stands longer than at High");

    [Theory]
    [InlineData("W01", SignalStrength.Strong, "counts nothing, however many there are")]
    [InlineData("W04", SignalStrength.Corroborating, "counts nothing, however many there are")]
    [InlineData("V05", SignalStrength.Weak, "a V signal counts")]
    [Trait("row", "R-046")]
    public void Signal_OfTheOtherStrengthThanItsCode_IsFound(string code, SignalStrength strength, string finding) =>
        Finds(Policy with { Signals = [.. Policy.Signals.Select(s => s.Code == code ? s with { Strength = strength } : s)] }, code, finding);

    [Fact]
    [Trait("row", "R-048")]
    public void Signal_ThatCountsWithoutAChannel_IsFound() =>
        Finds(Policy with { Signals = [.. Policy.Signals.Select(s => s.Code == "V05" ? s with { Ways = [] } : s)] }, "V05", "neither by which channel");

    [Fact]
    [Trait("row", "R-046")]
    public void Signal_ThatDoesNotCount_CannotBeForgotten() =>
        Finds(Policy with { Signals = [.. Policy.Signals.Where(s => s.Code != "W02")] }, "W02", "must stay among those that do not count");

    [Fact]
    public void Approver_ThatNothingAsksFor_IsFoundAsOutOfReach() =>
        Finds(Policy with { Approvers = [.. Policy.Approvers, new ApproverRule { Code = "ABC", Name = "Nobody", Source = ApproverSource.DutyRoster }] }, "ABC", "nothing asks for this approver");

    [Fact]
    [Trait("row", "R-074")]
    public void Approver_WhoStandsInForThemselves_IsFound() =>
        Finds(Policy with { Approvers = [.. Policy.Approvers.Select(a => a.Code == "SEC" ? a with { Substitutes = ["SEC"] } : a)] }, "SEC", "stands in for itself");

    [Fact]
    public void Class_WithOneApprover_IsFound() =>
        Finds(Policy with { Classes = [.. Policy.Classes.Select(c => c.Class == SubjectClass.Standard ? c with { Approvers = ["MGR"] } : c)] }, "STD", "two approvers belong to every class");

    [Fact]
    [Trait("row", "R-038")]
    public void Class_ThatIsMissing_IsFound() => Finds(Policy with { Classes = [.. Policy.Classes.Skip(1)] }, "STD", "is missing among the classes");

    [Theory]
    [InlineData(RaisingCondition.ContactChanged, null, null, "“within” belongs")]
    [InlineData(RaisingCondition.HighlyAvailableSystem, "7 d", null, "“within” belongs")]
    [InlineData(RaisingCondition.Tag, null, null, "“tag” belongs")]
    [InlineData(RaisingCondition.OutsourcedDeskUnseen, null, "merger", "“tag” belongs")]
    [InlineData(RaisingCondition.Always, null, null, "would raise everything")]
    [Trait("row", "R-065")]
    public void Raising_ThatIsIncomplete_IsFound(RaisingCondition when, string? within, string? tag, string finding) =>
        Finds(Policy with { Raising = [new RaisingRule { Id = "RAISE-X", When = when, Within = Duration.Parse(within), Tag = tag }] }, "RAISE-X", finding);

    [Fact]
    public void Raising_ForAnUnknownKind_IsFound() =>
        Finds(Policy with { Raising = [new RaisingRule { Id = "RAISE-X", When = RaisingCondition.Always, Kinds = ["K77"] }] }, "RAISE-X", "names K77");

    [Theory]
    [InlineData(SeparatedParts.RequesterAndApprover)]
    [InlineData(SeparatedParts.SubjectAndApprover)]
    [InlineData(SeparatedParts.SubjectAndVerifierOrExecutor)]
    [InlineData(SeparatedParts.VerifierAndApprover)]
    [InlineData(SeparatedParts.TwoApprovers)]
    [InlineData(SeparatedParts.VerifierAndExecutor)]
    [InlineData(SeparatedParts.ControlOwnerAndRiskOwner)]
    [InlineData(SeparatedParts.ExceptionDesignerApproverAcceptorAndSigner)]
    [InlineData(SeparatedParts.AttestationReviewerAndSubject)]
    [InlineData(SeparatedParts.IncidentReviewerAndActor)]
    public void Separation_ThatNoPolicyMayTakeAway_IsFound(SeparatedParts parts) =>
        Finds(Policy with { Separation = [.. Policy.Separation.Where(s => s.Parts != parts)] }, parts.ToString(), "no policy can allow it");

    [Theory]
    [InlineData(SeparatedParts.ApproverAndExecutor)]
    [InlineData(SeparatedParts.ExecutorAndReviewer)]
    public void Separation_ThatAPolicyMaySet_IsNotAskedFor(SeparatedParts parts) =>
        Expect.None(PolicyChecks.Check(Policy with { Separation = [.. Policy.Separation.Where(s => s.Parts != parts)] }).Select(r => r.Sentence));

    [Fact]
    public void Refusal_OfACheck_SaysWhereAndByWhichRow()
    {
        Refusal found = Assert.Single(PolicyChecks.Check(Changed("K01", k => k with { Notifies = [] })));

        Assert.Equal(("K01: nobody is told of it. Name at least one system or person.", "R-099"), (found.Sentence, found.Rule));
    }

    private static void Finds(PolicyDocument policy, string at, string finding) =>
        Assert.Contains(PolicyChecks.Check(policy).OfType<PolicyDoesNotHold>(), f => f.At == at && f.Finding.Contains(finding, StringComparison.Ordinal));

    private static PolicyDocument Changed(string kind, Func<KindRule, KindRule> change) => Policy with { Kinds = [.. Policy.Kinds.Select(k => k.Code == kind ? change(k) : k)] };

    private static PolicyDocument Changed(string cell, Func<RequestRule, RequestRule> change) => Policy.With(change(Policy.FindRule(cell)!));

    /// <summary>The default policy with a kind of the organisation, offered to the standard workforce alone.</summary>
    private static PolicyDocument WithKind(Lane lane, AuditCategory category, FormTemplate template, bool scope = true, bool persistence = false)
    {
        var kind = Policy.FindKind("K14")! with { Code = "K20", Name = "Badge access", Like = "K14", Effect = Effect.Credential, ChangesScope = scope, ChangesPersistence = persistence, Category = category, Template = template };
        return Policy with
        {
            Kinds = [.. Policy.Kinds, kind],
            Rules = [.. Policy.Rules, Policy.FindRule("K14-STD")! with { Id = "K20-STD", Lane = lane }],
            NotOffered = [.. Policy.NotOffered, .. SubjectClasses.All.Where(c => c.Class != SubjectClass.Standard).Select(c => new NotOffered($"K20-{c.Code}", NotOfferedBecause.DoesNotOccur))],
        };
    }
}
