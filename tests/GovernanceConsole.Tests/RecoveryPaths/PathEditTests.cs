using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class DescribePathTests
{
    [Fact]
    public async Task Describe_Anew_StoresItAndStartsANewRevision()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        var before = await console.DetailsAsync(path);
        var description = before.Description with
        {
            Name = "Chat reset", Type = PathType.Chat, Channels = [IntakeChannel.Chat, IntakeChannel.Portal], RequestKinds = [RequestKind.AccountUnlock, RequestKind.MfaFactorReset],
        };

        Accepted(await DescribeAsync(console, path, description));

        var after = await console.DetailsAsync(path);
        Assert.Equal(("Chat reset", PathType.Chat, before.Revision + 1, 2L), (after.Description.Name, after.Description.Type, after.Revision, after.Version));
        Assert.Equal([IntakeChannel.Portal, IntakeChannel.Chat], after.Description.Channels);
        Assert.Equal([RequestKind.AccountUnlock, RequestKind.MfaFactorReset], after.Description.RequestKinds);
    }

    [Fact]
    public async Task Describe_WithoutADifference_IsRefusedAsNothingIsDifferent()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<NothingIsDifferent>((await DescribeAsync(console, path, (await console.DetailsAsync(path)).Description)).Refusals);
    }

    [Fact]
    public async Task Describe_WithTheNameOfAnotherPath_IsRefusedAsPathNameIsTaken()
    {
        await using var console = await PathConsole.StartAsync();
        await console.DraftAsync(console.Description("Phone reset"));
        var path = await console.DraftAsync();

        Refused<PathNameIsTaken>((await DescribeAsync(console, path, console.Description("Phone reset"))).Refusals);
    }

    [Fact]
    [Trait("row", "R-018")]
    public async Task Describe_AnActivePathAsHigh_WithoutAnEscalationChain_IsRefusedAsActivePathWouldLose()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        Accepted(await console.Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await console.VersionAsync(path), []), console.Gesa));
        Accepted(await console.ActivateAsync(path));

        var refused = await DescribeAsync(console, path, (await console.DetailsAsync(path)).Description with { Level = RiskLevel.High });

        Assert.IsType<EscalationChainIsMissing>(Refused<ActivePathWouldLose>(refused.Refusals).Missing);
    }

    [Fact]
    public async Task Describe_ARetiredPath_IsRefusedAsPathIsRetired()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await console.RetireAsync(path));

        Refused<PathIsRetired>((await DescribeAsync(console, path, console.Description())).Refusals);
    }

    private static async Task<Outcome<Done>> DescribeAsync(PathConsole console, RecoveryPathId path, PathDescription description) =>
        await console.Use<DescribePath>().ExecuteAsync(CommandId.New(), new DescribePathInput(path, await console.VersionAsync(path), description), console.Gesa);
}

public sealed class DescribeReachTests
{
    [Fact]
    [Trait("row", "R-002")]
    public async Task Filter_ByCanLeadToSecrets_FindsThePathsThatSaySo()
    {
        await using var console = await PathConsole.StartAsync();
        var secrets = await console.DraftAsync();
        var devices = await console.DraftAsync();
        Accepted(await DescribeAsync(console, devices, new ReachDescription([ReachKind.Devices], "Laptops of the field staff.", [])));

        var found = await console.Use<RecoveryPathQueries>().ListAsync(new PathFilter { Opens = ReachKind.Secrets }, new());

        Assert.Equal(secrets, Assert.Single(found.Rows).Id);
        Assert.Equal([ReachKind.Devices], (await console.DetailsAsync(devices)).Reach.Opens);
        Assert.Equal("Directory", Assert.Single((await console.DetailsAsync(secrets)).SystemsBehind).Name);
    }

    [Fact]
    [Trait("row", "R-002")]
    public async Task Describe_AsNothing_IsRefusedAsReachIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<ReachIsEmpty>((await DescribeAsync(console, path, console.Reach() with { Opens = [] })).Refusals);
    }

    private static async Task<Outcome<Done>> DescribeAsync(PathConsole console, RecoveryPathId path, ReachDescription reach) =>
        await console.Use<DescribeReach>().ExecuteAsync(CommandId.New(), new DescribeReachInput(path, await console.VersionAsync(path), reach), console.Gesa);
}

public sealed class DescribeBoundaryTests
{
    [Fact]
    [Trait("row", "R-010")]
    public async Task Describe_ByTheIamPolicyRole_IsAcceptedAndVersioned()
    {
        await using var console = await PathConsole.StartAsync();
        var iam = await console.Console.PersonAsync("Ina Identity", Role.IamPolicy);
        var path = await console.DraftAsync();
        var before = await console.DetailsAsync(path);

        Accepted(await console.DescribeBoundaryAsync(path, Boundary(), iam));

        var after = await console.DetailsAsync(path);
        Assert.Equal((Boundary(), before.Version + 1, before.Revision + 1), (after.Boundary, after.Version, after.Revision));
    }

    [Fact]
    [Trait("row", "R-010")]
    public async Task Describe_ByTheDeskLeadOrAnOwner_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var lead = await console.Console.PersonAsync("Dora Desk", Role.DeskLead);
        var path = await console.OwnedDraftAsync();

        foreach (var actor in new[] { lead, console.Carla, console.Rolf })
            Refused<NotAllowed>((await console.DescribeBoundaryAsync(path, Boundary(), actor)).Refusals);
    }

    [Fact]
    [Trait("row", "R-007")]
    public async Task Describe_AnActivePathWithASectionEmpty_IsRefusedAsActivePathWouldLose()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        var refused = await console.DescribeBoundaryAsync(path, Boundary() with { Auditability = null });

        Assert.Equal(new BoundarySectionIsEmpty(BoundarySection.Auditability), Refused<ActivePathWouldLose>(refused.Refusals).Missing);
    }

    [Fact]
    public async Task Describe_WithALongerTextThanIsKept_IsRefusedAsTextIsTooLong_AndTheLongestIsAccepted()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<TextIsTooLong>((await console.DescribeBoundaryAsync(path, Boundary() with { Proofing = new string('x', 4001) })).Refusals);
        Accepted(await console.DescribeBoundaryAsync(path, Boundary() with { Proofing = new string('x', 4000) }));
    }
}

public sealed class SetControlModelTests
{
    [Fact]
    [Trait("row", "R-008")]
    public async Task Set_WithFourHolders_ShowsThemAndCountsTheVersion()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Accepted(await console.SetControlModelAsync(path));

        var details = await console.DetailsAsync(path);
        Assert.Equal((1, "Control model 4"), (details.ControlModelVersion, details.ControlModelReference));
        Assert.Equal(["Carla Control", "Egon Escalation", "Svea Security", "Rolf Risk"], details.ControlModel.Select(p => p.Holder!.Name));
    }

    [Fact]
    [Trait("row", "R-008")]
    public async Task Set_AnActivePathWithoutOneHolder_ShowsAsIncompleteOwnership()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        Accepted(await console.SetControlModelAsync(path, without: ModelPart.Business));

        var gap = Assert.Single(await console.GapsAsync(path));
        Assert.Equal((GapKind.ModelHolderMissing, nameof(SetControlModel)), (gap.Kind, gap.Act));
        Assert.Equal(2, (await console.DetailsAsync(path)).ControlModelVersion);
    }

    [Fact]
    [Trait("row", "R-004")]
    public async Task Set_WithADistributionList_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        var refused = await console.Use<SetControlModel>().ExecuteAsync(
            CommandId.New(), new SetControlModelInput(path, await console.VersionAsync(path), null, new Dictionary<ModelPart, PersonId> { [ModelPart.ServiceDesk] = console.DistributionList }), console.Gesa);

        Refused<SeatsAreForIndividuals>(refused.Refusals);
    }
}

public sealed class SetResponsibilitiesTests
{
    [Fact]
    [Trait("row", "R-004")]
    public async Task Set_WithTwoAccountableParties_IsRefusedAsMoreThanOneAccountable()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await SetAsync(console, [.. ResponsibilityTemplate.Entries, new(Activity.Monitoring, Party.Governance, Involvement.Accountable)]);

        Assert.Equal(Activity.Monitoring, Refused<MoreThanOneAccountable>(refused.Refusals).Activity);
    }

    [Fact]
    [Trait("row", "R-004")]
    public async Task Set_WithNobodyAccountable_IsRefusedAsNobodyIsAccountable()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await SetAsync(console, [.. ResponsibilityTemplate.Entries.Where(e => e is not { Activity: Activity.Execution, Involvement: Involvement.Accountable })]);

        Assert.Equal(Activity.Execution, Refused<NobodyIsAccountable>(refused.Refusals).Activity);
    }

    [Theory]
    [InlineData(Activity.VerificationStandard, Party.ServiceDesk)]
    [InlineData(Activity.VerificationStandard, Party.DeskLead)]
    [InlineData(Activity.RiskDecision, Party.ServiceDesk)]
    [InlineData(Activity.RiskDecision, Party.DeskLead)]
    [Trait("row", "R-009")]
    public async Task Set_WithADeskRoleAccountableForStandardOrRisk_IsRefusedAsDeskIsNotAccountable(Activity activity, Party desk)
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await SetAsync(console, Accountable(activity, desk));

        Refused<DeskIsNotAccountable>(refused.Refusals);
    }

    [Fact]
    public async Task Set_WithADeskRoleAccountableForTheExecution_IsAccepted()
    {
        await using var console = await PathConsole.StartAsync();

        Accepted(await SetAsync(console, Accountable(Activity.Execution, Party.DeskLead)));
    }

    [Fact]
    public async Task Set_WithACellTwice_IsRefusedAsCellIsFilledTwice()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await SetAsync(console, [.. ResponsibilityTemplate.Entries, new(Activity.Monitoring, Party.ControlOwner, Involvement.Consulted)]);

        Refused<CellIsFilledTwice>(refused.Refusals);
    }

    private static List<ResponsibilityEntry> Accountable(Activity activity, Party party) =>
    [
        .. ResponsibilityTemplate.Entries.Where(e => e.Activity != activity || (e.Party != party && e.Involvement != Involvement.Accountable)),
        new(activity, party, Involvement.Accountable),
    ];

    private static async Task<Outcome<Done>> SetAsync(PathConsole console, IReadOnlyList<ResponsibilityEntry> entries)
    {
        var path = await console.DraftAsync();
        return await console.Use<SetResponsibilities>().ExecuteAsync(CommandId.New(), new SetResponsibilitiesInput(path, await console.VersionAsync(path), entries), console.Gesa);
    }
}

public sealed class SetEscalationChainTests
{
    [Fact]
    [Trait("row", "R-018")]
    public async Task Set_InOrder_IsAskedInThatOrder()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await SetAsync(console, path, Id(console.Egon), Id(console.Nele), Id(console.Svea)));

        Accepted(await SetAsync(console, path, Id(console.Nele), Id(console.Egon)));

        Assert.Equal(["Nele Next", "Egon Escalation"], (await console.DetailsAsync(path)).EscalationChain.Select(p => p.Name));
    }

    [Fact]
    [Trait("row", "R-018")]
    public async Task Set_ToTheControlOwnerAlone_IsRefusedAsEscalationChainEndsAtTheOwner()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Refused<EscalationChainEndsAtTheOwner>((await SetAsync(console, path, Id(console.Carla))).Refusals);
        Accepted(await SetAsync(console, path, Id(console.Carla), Id(console.Egon)));
    }

    [Fact]
    public async Task Set_WithOnePersonTwice_IsRefusedAsPersonIsInTheChainTwice()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<PersonIsInTheChainTwice>((await SetAsync(console, path, Id(console.Egon), Id(console.Egon))).Refusals);
    }

    [Fact]
    public async Task Set_WithSomebodyWhoHasLeft_IsRefusedAsPersonHasLeft()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        await console.LeaveAsync(console.Nele);

        Refused<PersonHasLeft>((await SetAsync(console, path, Id(console.Nele))).Refusals);
    }

    private static async Task<Outcome<Done>> SetAsync(PathConsole console, RecoveryPathId path, params PersonId[] people) =>
        await console.Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await console.VersionAsync(path), people), console.Gesa);
}

public sealed class SetEvidenceListTests
{
    [Fact]
    [Trait("row", "R-018")]
    public async Task Set_PerStage_IsKeptInOrderAndCountsTheVersion()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await SetAsync(console, path, new(Stage.Verification, "Signals"), new(Stage.Intake, " Ticket ")));

        Accepted(await SetAsync(console, path, new(Stage.Verification, "Call-back"), new(Stage.Verification, "Signals"), new(Stage.Intake, "Ticket")));

        var details = await console.DetailsAsync(path);
        Assert.Equal(2, details.EvidenceListVersion);
        Assert.Equal([new(Stage.Intake, "Ticket"), new(Stage.Verification, "Call-back"), new(Stage.Verification, "Signals")], details.EvidenceList);
    }

    [Fact]
    public async Task Set_WithAnEmptyItem_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<FieldIsEmpty>((await SetAsync(console, path, new EvidenceEntry(Stage.Intake, " "))).Refusals);
    }

    private static async Task<Outcome<Done>> SetAsync(PathConsole console, RecoveryPathId path, params EvidenceEntry[] items) =>
        await console.Use<SetEvidenceList>().ExecuteAsync(CommandId.New(), new SetEvidenceListInput(path, await console.VersionAsync(path), items), console.Gesa);
}

public sealed class SetNotifiedSystemsTests
{
    [Fact]
    [Trait("row", "R-099")]
    public async Task Set_TheSystemThatLiesBehindToo_KeepsBothTies()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Accepted(await SetAsync(console, path, console.Siem, console.Directory));

        var details = await console.DetailsAsync(path);
        Assert.Equal(["Directory", "Security monitoring"], details.NotifiedSystems.Select(s => s.Name));
        Assert.Equal(["Directory"], details.SystemsBehind.Select(s => s.Name));
    }

    [Fact]
    public async Task Set_AnUnknownSystem_IsRefusedAsNotFound()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<NotFound>((await SetAsync(console, path, GovernedSystemId.From(Guid.CreateVersion7()))).Refusals);
    }

    private static async Task<Outcome<Done>> SetAsync(PathConsole console, RecoveryPathId path, params GovernedSystemId[] systems) =>
        await console.Use<SetNotifiedSystems>().ExecuteAsync(CommandId.New(), new SetNotifiedSystemsInput(path, await console.VersionAsync(path), systems), console.Gesa);
}

public sealed class GrantAuthorityTests
{
    [Fact]
    public async Task Grant_ToAPerson_ShowsOnThePath()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Accepted(await GrantAsync(console, path, Id(console.Nele)));

        var authority = Assert.Single((await console.DetailsAsync(path)).Authorities);
        Assert.Equal(("Nele Next", AuthorityRight.Verify), (authority.Person.Name, authority.Right));
    }

    [Fact]
    public async Task Grant_Twice_IsRefusedAsRightIsHeldAlready()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await GrantAsync(console, path, Id(console.Nele)));

        Refused<RightIsHeldAlready>((await GrantAsync(console, path, Id(console.Nele))).Refusals);
    }

    [Fact]
    public async Task Grant_ToADistributionList_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<SeatsAreForIndividuals>((await GrantAsync(console, path, console.DistributionList)).Refusals);
    }

    [Theory]
    [InlineData(AuthorityRight.Approve)]
    [InlineData(AuthorityRight.ApproveExceptions)]
    [Trait("row", "R-014")]
    public async Task Grant_ToDecideToTheLeadOfAnExecutorOnlyDesk_IsRefusedAsExecutorOnlyDeskDecidesNothing(AuthorityRight right)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await PathThroughEgonsDeskAsync(console);

        Refused<ExecutorOnlyDeskDecidesNothing>((await GrantAsync(console, path, Id(console.Egon), right)).Refusals);
        Accepted(await GrantAsync(console, path, Id(console.Nele), right));
    }

    [Theory]
    [InlineData(AuthorityRight.Verify)]
    [InlineData(AuthorityRight.Execute)]
    public async Task Grant_ToCarryOutToTheLeadOfAnExecutorOnlyDesk_IsAccepted(AuthorityRight right)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await PathThroughEgonsDeskAsync(console);

        Accepted(await GrantAsync(console, path, Id(console.Egon), right));
    }

    internal static async Task<Outcome<Done>> GrantAsync(PathConsole console, RecoveryPathId path, PersonId person, AuthorityRight right = AuthorityRight.Verify) =>
        await console.Use<GrantAuthority>().ExecuteAsync(CommandId.New(), new GrantAuthorityInput(path, await console.VersionAsync(path), person, right), console.Gesa);

    private static async Task<RecoveryPathId> PathThroughEgonsDeskAsync(PathConsole console)
    {
        var desk = (await console.Use<RegisterDesk>().ExecuteAsync(CommandId.New(), new RegisterDeskInput("SD", "Service desk", DeskKind.Own, Id(console.Egon)), console.Gesa)).Value;
        return await console.DraftAsync(console.Description() with { Desks = [desk] });
    }
}

public sealed class EndAuthorityTests
{
    [Fact]
    public async Task End_ByTheControlOwner_TakesTheRightAndItCanBeGrantedAgain()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await GrantAuthorityTests.GrantAsync(console, path, Id(console.Nele)));

        Accepted(await EndAsync(console, path, console.Carla));

        Assert.Empty((await console.DetailsAsync(path)).Authorities);
        Accepted(await GrantAuthorityTests.GrantAsync(console, path, Id(console.Nele)));
    }

    [Fact]
    public async Task End_WhereNoneIsHeld_IsRefusedAsRightIsNotHeld()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Refused<RightIsNotHeld>((await EndAsync(console, path, console.Gesa)).Refusals);
    }

    [Fact]
    public async Task End_ByAStranger_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        Refused<NotAllowed>((await EndAsync(console, path, console.Nele)).Refusals);
    }

    private static async Task<Outcome<Done>> EndAsync(PathConsole console, RecoveryPathId path, Actor by) =>
        await console.Use<EndAuthority>().ExecuteAsync(CommandId.New(), new EndAuthorityInput(path, await console.VersionAsync(path), Id(console.Nele), AuthorityRight.Verify), by);
}
