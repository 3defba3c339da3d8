using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class AccountabilityGapQueriesTests
{
    [Fact]
    public async Task Summary_CountsWhatTheListShows_AndTheListPutsWhatSuspendsAPathFirst()
    {
        await using var console = await PathConsole.StartAsync();
        await console.DraftAsync();
        var active = await console.ActivePathAsync();
        await console.LeaveAsync(console.Rolf);
        var queries = console.Use<AccountabilityGapQueries>();

        var summary = await queries.SummaryAsync();
        var list = await queries.ListAsync(kind: null, new());

        Assert.Equal(summary.Total, list.Total);
        Assert.Equal(summary.Counts.Where(c => c.Value > 0).ToDictionary(), list.Rows.CountBy(g => g.Kind).ToDictionary());
        Assert.Equal((2, 1, 18, 3), (summary.Counts[GapKind.SeatIsEmpty], summary.Counts[GapKind.OwnerHasLeft], summary.Counts[GapKind.RequestKindWithoutPath], summary.Counts[GapKind.AreaWithoutOwner]));
        Assert.Equal((active, GapKind.OwnerHasLeft), (list.Rows[0].Path, list.Rows[0].Kind));
    }

    [Fact]
    [Trait("row", "R-003")]
    public async Task List_CountsASystemWithoutARiskOwner_FromTheFirstActivePathThatReachesItUntilSomebodyIsAssigned()
    {
        await using var console = await PathConsole.StartAsync();
        var queries = console.Use<AccountabilityGapQueries>();
        await console.DraftAsync();
        Assert.Null(await queries.OfSystemAsync(console.Directory));

        await console.ActivePathAsync();

        var gap = Assert.Single((await queries.ListAsync(GapKind.SystemWithoutRiskOwner, new())).Rows);
        Assert.Equal((console.Directory, console.Clock.GetUtcNow(), nameof(AssignSystemRiskOwner)), (gap.System, gap.Since, gap.Act));
        Assert.Null(await queries.OfSystemAsync(console.Siem)); // it is only told
        Accepted(await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(console.Directory, Id(console.Nele)), console.Gesa));
        Assert.Null(await queries.OfSystemAsync(console.Directory));
        await console.LeaveAsync(console.Nele);
        Assert.Equal("An active path reaches the system Directory, and Nele Next, its risk owner, has left.", (await queries.OfSystemAsync(console.Directory))!.What);
    }

    [Fact]
    public async Task OfDomain_RestoredByAnActivePath_IsAGapUntilSomebodyIsAssigned()
    {
        await using var console = await PathConsole.StartAsync();
        var domain = (await console.Use<RegisterIdentityDomain>().ExecuteAsync(
            CommandId.New(), new RegisterIdentityDomainInput("WORK", "Workforce", "IT runs it, the business answers."), console.Gesa)).Value;
        await console.ActivePathAsync(console.Description() with { IdentityDomain = domain });

        Assert.Equal(GapKind.DomainWithoutRiskOwner, (await console.Use<AccountabilityGapQueries>().OfDomainAsync(domain))!.Kind);
        Accepted(await console.Use<AssignDomainRiskOwner>().ExecuteAsync(CommandId.New(), new AssignDomainRiskOwnerInput(domain, Id(console.Nele)), console.Gesa));
        Assert.Null(await console.Use<AccountabilityGapQueries>().OfDomainAsync(domain));
    }

    [Fact]
    public async Task Summary_WithoutAnyGap_SaysSinceWhen()
    {
        await using var console = await PathConsole.StartAsync();
        await console.OwnedDraftAsync(console.Description() with { RequestKinds = Enum.GetValues<RequestKind>() });
        await console.FlagAsync();
        console.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var area in Enum.GetValues<ControlArea>())
            Accepted(await console.AssignAreaAsync(area, Id(console.Nele)));
        var queries = console.Use<AccountabilityGapQueries>();
        Assert.Equal((0, null), ((await queries.SummaryAsync()) is var before ? (before.Total, before.ZeroSince) : default)); // not counted yet

        await console.FlagAsync();
        var zeroAt = console.Clock.GetUtcNow();
        console.Clock.Advance(TimeSpan.FromDays(5));
        await console.FlagAsync();

        Assert.Equal(zeroAt, (await queries.SummaryAsync()).ZeroSince);
    }
}

public sealed class CoverageQueriesTests
{
    [Fact]
    [Trait("row", "M08")]
    public async Task OfOwnership_CountsActivePathsWithTwoActiveOwners_AndItsRowsAddUp()
    {
        await using var console = await PathConsole.StartAsync();
        await console.ActivePathAsync();
        await console.OwnedDraftAsync();
        var second = await console.CompletedAsync(await console.OwnedDraftAsync(null, console.Nele, console.Rolf));
        Accepted(await console.ActivateAsync(second));
        await console.LeaveAsync(console.Nele);

        var coverage = await console.Use<CoverageQueries>().OfOwnershipAsync();

        Assert.Equal((1, 2, 2), (coverage.Covered, coverage.Total, coverage.Rows.Count));
        var uncovered = Assert.Single(coverage.Rows, r => !r.IsCovered);
        Assert.Equal((second, "Nele Next, the control owner, has left."), (uncovered.Path, uncovered.Why));
    }

    [Fact]
    [Trait("row", "M09")]
    public async Task OfSignOff_CountsThroughTheLastDayOfTheSignOff()
    {
        await using var console = await PathConsole.StartAsync();
        await console.ActivePathAsync();
        var queries = console.Use<CoverageQueries>();

        console.Clock.SetTo(new DateTimeOffset(console.Today.AddDays(90), new TimeOnly(12, 0), TimeSpan.Zero));
        Assert.Equal(1, (await queries.OfSignOffAsync()).Covered);
        console.Clock.Advance(TimeSpan.FromDays(1));

        var lapsed = await queries.OfSignOffAsync();
        Assert.Equal((0, 1), (lapsed.Covered, lapsed.Total));
    }
}

public sealed class DutyQueriesTests
{
    [Fact]
    [Trait("row", "R-017")]
    public async Task Of_AnOwner_ShowsTheConfirmationThirtyDaysBeforeItIsDue()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        var queries = console.Use<DutyQueries>();

        console.Clock.Advance(TimeSpan.FromDays(149));
        Assert.Empty(await queries.OfAsync(console.Carla));
        console.Clock.Advance(TimeSpan.FromDays(1));

        var duty = Assert.Single(await queries.OfAsync(console.Carla));
        Assert.Equal((DutyKind.ConfirmOwnership, path, PathSeat.Control, console.Today.AddDays(30)), (duty.Kind, duty.Path, duty.Seat, duty.DueOn));
        Accepted(await console.ConfirmAsync(path, PathSeat.Control, console.Carla));
        Assert.Empty(await queries.OfAsync(console.Carla));
    }

    [Fact]
    public async Task Of_AProposedOwner_ShowsTheSeatThatWaits()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Nele), console.Rolf));

        var duty = Assert.Single(await console.Use<DutyQueries>().OfAsync(console.Nele));

        Assert.Equal((DutyKind.AnswerTransfer, "Rolf Risk asks you to become risk owner.", nameof(AcceptTransfer)), (duty.Kind, duty.What, duty.Act));
    }

    [Fact]
    public async Task Of_Governance_ShowsRenewalsOnlyToThoseWhoMaySign_AndGapsToAll()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        console.Clock.Advance(TimeSpan.FromDays(60));
        var queries = console.Use<DutyQueries>();

        Assert.Equal([path], (await queries.OfAsync(console.Sina)).Where(d => d.Kind == DutyKind.RenewSignOff).Select(d => d.Path));
        Assert.DoesNotContain(await queries.OfAsync(console.Gesa), d => d.Kind == DutyKind.RenewSignOff); // she designed it
        Assert.Equal(3, (await queries.OfAsync(console.Gesa)).Count(d => d.Act == nameof(AssignAreaOwner)));
        Assert.DoesNotContain(await queries.OfAsync(console.Nele), d => d.Kind == DutyKind.MendGap);
    }

    [Fact]
    public async Task Of_TheOwnersOfASuspendedPath_ShowsItUntilItIsResumed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        Accepted(await console.SuspendAsync(path));
        var queries = console.Use<DutyQueries>();

        foreach (var owner in new[] { console.Carla, console.Rolf })
        {
            var duty = Assert.Single(await queries.OfAsync(owner));
            Assert.Equal((DutyKind.MendSuspension, path, "Your path is suspended: Calls sound wrong.", console.Clock.GetUtcNow()), (duty.Kind, duty.Path, duty.What, duty.Since));
        }

        Assert.DoesNotContain(await queries.OfAsync(console.Nele), d => d.Kind == DutyKind.MendSuspension);
        Accepted(await console.ResumeAsync(path));
        Assert.Empty(await queries.OfAsync(console.Carla));
    }

    [Fact]
    public async Task Of_AMachine_IsEmpty()
    {
        await using var console = await PathConsole.StartAsync();

        Assert.Empty(await console.Use<DutyQueries>().OfAsync(Job));
    }
}
