using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class ActivatePathTests
{
    [Fact]
    [Trait("row", "R-001")]
    public async Task Activate_WithNothingMissing_PutsThePathIntoUse()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();

        Accepted(await console.ActivateAsync(path));

        var details = await console.DetailsAsync(path);
        Assert.Equal(PathState.Active, details.State);
        Assert.Empty(details.Missing);
        Assert.Empty(details.Gaps);
    }

    [Fact]
    [Trait("row", "R-001")]
    public async Task Activate_ABareDraft_NamesEverythingThatIsMissingAtOnce()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync(console.Description(level: RiskLevel.High) with
        {
            Channels = [], RequestKinds = [], Designer = null, DesignedBy = DesignedBy.Business, Area = ControlArea.Reset,
        });

        var refused = await console.ActivateAsync(path);

        Assert.Equal(
            [
                new OwnerIsMissing(PathSeat.Control),
                new OwnerIsMissing(PathSeat.Risk),
                new ChannelIsMissing(),
                new RequestKindIsMissing(),
                new BoundarySectionIsEmpty(BoundarySection.Proofing),
                new BoundarySectionIsEmpty(BoundarySection.FallbackVerification),
                new BoundarySectionIsEmpty(BoundarySection.Escalation),
                new BoundarySectionIsEmpty(BoundarySection.Auditability),
                new EscalationChainIsMissing(),
                new EvidenceIsMissing(Stage.Intake),
                new EvidenceIsMissing(Stage.Verification),
                new EvidenceIsMissing(Stage.Approval),
                new EvidenceIsMissing(Stage.Execution),
                new EvidenceIsMissing(Stage.Monitoring),
                new NotifiedSystemsAreMissing(),
                new ModelHolderIsMissing(ModelPart.Iam),
                new ModelHolderIsMissing(ModelPart.ServiceDesk),
                new ModelHolderIsMissing(ModelPart.Security),
                new ModelHolderIsMissing(ModelPart.Business),
                new AreaHasNoOwner(ControlArea.Reset),
                new DesignerIsUnknown(),
                new SecurityReviewIsMissing(),
                new SignOffIsMissing(),
            ],
            refused.Refusals);
        Assert.Equal(refused.Refusals, (await console.DetailsAsync(path)).Missing);
    }

    [Fact]
    public async Task Missing_NamesForEachTheUseCaseThatMendsIt()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync(console.Description(level: RiskLevel.High) with { Channels = [], Area = ControlArea.Reset });
        var useCases = UseCaseAuthorisation.UseCases.Select(u => u.Name).ToHashSet();

        Assert.All((await console.DetailsAsync(path)).Missing, missing => Assert.Contains(missing.Act, useCases));
    }

    [Theory]
    [InlineData(BoundarySection.Proofing)]
    [InlineData(BoundarySection.FallbackVerification)]
    [InlineData(BoundarySection.Escalation)]
    [InlineData(BoundarySection.Auditability)]
    [Trait("row", "R-007")]
    public async Task Activate_WithOneBoundarySectionEmpty_IsRefusedAndNamesIt(BoundarySection empty)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        var boundary = Boundary();
        Accepted(await console.DescribeBoundaryAsync(path, empty switch
        {
            BoundarySection.Proofing => boundary with { Proofing = null },
            BoundarySection.FallbackVerification => boundary with { FallbackVerification = "" },
            BoundarySection.Escalation => boundary with { Escalation = " " },
            BoundarySection.Auditability => boundary with { Auditability = null },
        }));
        Accepted(await console.SignOffAsync(path, console.Today));

        var refused = await console.ActivateAsync(path);

        Assert.Equal(empty, Refused<BoundarySectionIsEmpty>(refused.Refusals).Section);
    }

    [Theory]
    [InlineData(RiskLevel.Low, false)]
    [InlineData(RiskLevel.Moderate, false)]
    [InlineData(RiskLevel.High, true)]
    [InlineData(RiskLevel.Critical, true)]
    [Trait("row", "R-018")]
    public async Task Activate_WithoutEscalationChainAndEvidenceList_IsRefusedFromHighUpward(RiskLevel level, bool isRefused)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync(console.Description(level: level));
        Accepted(await console.Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await console.VersionAsync(path), []), console.Gesa));
        Accepted(await console.Use<SetEvidenceList>().ExecuteAsync(CommandId.New(), new SetEvidenceListInput(path, await console.VersionAsync(path), []), console.Gesa));
        Accepted(await console.SignOffAsync(path, console.Today));

        var answer = await console.ActivateAsync(path);

        Assert.Equal(isRefused ? [new EscalationChainIsMissing(), .. Enum.GetValues<Stage>().Select(s => new EvidenceIsMissing(s))] : [], answer.Refusals);
    }

    [Fact]
    [Trait("row", "R-018")]
    [Trait("row", "R-079")]
    public async Task Activate_WithEvidenceAfterAllStagesButOne_IsRefusedAndNamesTheStage()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync(console.Description(level: RiskLevel.High));
        Accepted(await console.Use<SetEvidenceList>().ExecuteAsync(
            CommandId.New(), new SetEvidenceListInput(path, await console.VersionAsync(path), [.. Evidence().Where(e => e.Stage != Stage.Approval)]), console.Gesa));
        Accepted(await console.SignOffAsync(path, console.Today));

        Assert.Equal(Stage.Approval, Refused<EvidenceIsMissing>((await console.ActivateAsync(path)).Refusals).Stage);
    }

    /// <summary>The chain was right when it was set; then its only person took the seat over.</summary>
    [Theory]
    [InlineData(RiskLevel.Moderate, false)]
    [InlineData(RiskLevel.High, true)]
    [Trait("row", "R-018")]
    public async Task Activate_WithAChainOfTheControlOwnerAlone_IsRefusedFromHighUpward(RiskLevel level, bool isRefused)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync(console.Description(level: level));
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Egon), console.Carla));
        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Egon));

        Assert.Equal(isRefused ? [new EscalationChainEndsAtTheOwner("Egon Escalation")] : [], (await console.ActivateAsync(path)).Refusals);
    }

    [Fact]
    [Trait("row", "R-008")]
    public async Task Activate_WithoutAHolderInTheControlModel_IsRefusedAsModelHolderIsMissing()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        Accepted(await console.SetControlModelAsync(path, without: ModelPart.Security));

        var refused = await console.ActivateAsync(path);

        Assert.Equal(ModelPart.Security, Refused<ModelHolderIsMissing>(refused.Refusals).Part);
    }

    [Fact]
    public async Task Activate_AfterAHolderOfTheControlModelLeft_IsRefusedAsModelHolderHasLeft()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        await console.LeaveAsync(console.Svea);

        var refused = await console.ActivateAsync(path);

        Refused<ModelHolderHasLeft>(refused.Refusals);
    }

    [Fact]
    public async Task Activate_AfterAnEscalationContactLeft_IsRefusedAsEscalationContactHasLeft()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        Accepted(await console.Use<SetEscalationChain>().ExecuteAsync(
            CommandId.New(), new SetEscalationChainInput(path, await console.VersionAsync(path), [Id(console.Egon), Id(console.Nele)]), console.Gesa));
        await console.LeaveAsync(console.Nele);

        var refused = await console.ActivateAsync(path);

        Refused<EscalationContactHasLeft>(refused.Refusals);
    }

    [Fact]
    public async Task Activate_AfterTheOwnerLeft_IsRefusedAsOwnerHasLeft()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Nele), console.Rolf));
        Accepted(await console.AcceptAsync(path, PathSeat.Risk, console.Nele));
        await console.LeaveAsync(console.Nele);

        var refused = await console.ActivateAsync(path);

        Assert.Equal(PathSeat.Risk, Refused<OwnerHasLeft>(refused.Refusals).Seat);
    }

    [Fact]
    [Trait("row", "R-099")]
    public async Task Activate_WithoutSystemsToNotify_IsRefusedAsNotifiedSystemsAreMissing()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        Accepted(await console.Use<SetNotifiedSystems>().ExecuteAsync(CommandId.New(), new SetNotifiedSystemsInput(path, await console.VersionAsync(path), []), console.Gesa));
        Accepted(await console.SignOffAsync(path, console.Today));

        var refused = await console.ActivateAsync(path);

        Refused<NotifiedSystemsAreMissing>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "R-201")]
    public async Task Activate_OnTheLastDayOfTheSignOff_IsAccepted_AndTheDayAfterIsRefused()
    {
        await using var console = await PathConsole.StartAsync();
        var onTheDay = await console.CompleteDraftAsync();
        var dayAfter = await console.CompleteDraftAsync();

        console.Clock.SetTo(new DateTimeOffset(console.Today.AddDays(90), new TimeOnly(12, 0), TimeSpan.Zero));
        Accepted(await console.ActivateAsync(onTheDay));
        console.Clock.Advance(TimeSpan.FromDays(1));
        var refused = await console.ActivateAsync(dayAfter);

        Refused<SignOffHasLapsed>(refused.Refusals);
    }

    [Fact]
    public async Task Activate_AfterAChangeOfWhatWasSigned_IsRefusedAsSignOffIsOutdated()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();
        Accepted(await console.DescribeBoundaryAsync(path, Boundary() with { Proofing = "Ask for the birthday." }));

        var refused = await console.ActivateAsync(path);

        Refused<SignOffIsOutdated>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "R-013")]
    public async Task Activate_InAnAreaWithoutOwner_IsRefusedUntilTheAreaHasOne()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync(console.Description() with { Area = ControlArea.Onboarding });

        Assert.Equal(ControlArea.Onboarding, Refused<AreaHasNoOwner>((await console.ActivateAsync(path)).Refusals).Area);

        Accepted(await console.AssignAreaAsync(ControlArea.Onboarding, Id(console.Nele)));
        Accepted(await console.ActivateAsync(path));
    }

    [Fact]
    public async Task Activate_AnActivePath_IsRefusedAsOnlyDraftsAreActivated()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        var refused = await console.ActivateAsync(path);

        Refused<OnlyDraftsAreActivated>(refused.Refusals);
    }

    [Fact]
    public async Task Activate_ByTheControlOwner_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync();

        var refused = await console.ActivateAsync(path, console.Carla);

        Refused<NotAllowed>(refused.Refusals);
    }
}
