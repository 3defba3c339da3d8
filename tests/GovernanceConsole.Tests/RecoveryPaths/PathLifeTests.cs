using System.Collections.Immutable;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class SuspendPathTests
{
    [Fact]
    public async Task Suspend_ByGovernanceSecurityOrAnOwner_StopsThePathAtOnce()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        foreach (var by in new[] { console.Gesa, console.Svea, console.Carla, console.Rolf })
        {
            Accepted(await console.SuspendAsync(path, by));
            var details = await console.DetailsAsync(path);
            Assert.Equal((PathState.Suspended, "Calls sound wrong."), (details.State, details.StateReason));
            Accepted(await console.ResumeAsync(path));
        }
    }

    [Fact]
    public async Task Suspend_ADraft_IsRefusedAsOnlyActivePathsAreSuspended()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<OnlyActivePathsAreSuspended>((await console.SuspendAsync(path)).Refusals);
    }

    [Fact]
    public async Task Suspend_ByAStranger_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        Refused<NotAllowed>((await console.SuspendAsync(path, console.Nele)).Refusals);
    }
}

public sealed class ResumePathTests
{
    [Fact]
    public async Task Resume_WithSomethingMissing_IsRefusedAndNamesIt()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        Accepted(await console.SuspendAsync(path));
        Accepted(await console.SetControlModelAsync(path, without: ModelPart.Iam));

        Refused<ModelHolderIsMissing>((await console.ResumeAsync(path)).Refusals);
    }

    [Fact]
    public async Task Resume_AnActivePath_IsRefusedAsOnlySuspendedPathsAreResumed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();

        Refused<OnlySuspendedPathsAreResumed>((await console.ResumeAsync(path)).Refusals);
    }
}

public sealed class RetirePathTests
{
    [Fact]
    public async Task Retire_AnActivePath_EndsItsSeatsAndKeepsItsHistory()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        console.Clock.Advance(TimeSpan.FromDays(3));

        Accepted(await console.RetireAsync(path));

        var queries = console.Use<RecoveryPathQueries>();
        var retiredAt = console.Clock.GetUtcNow();
        Assert.Equal("Carla Control", (await queries.AccountableAtAsync(path, retiredAt.AddMilliseconds(-1))).Control!.Name);
        Assert.Null((await queries.AccountableAtAsync(path, retiredAt)).Control);
        Assert.All(await queries.OwnershipHistoryAsync(path), o => Assert.Equal(OwnershipEnd.PathRetired, o.EndedBy));
        Assert.Null((await console.DetailsAsync(path)).Control.Offer);
    }

    [Fact]
    [Trait("row", "R-006")]
    public async Task Retire_TheOnlyPathOfAKind_ListsTheKindAsWithoutAPath()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Assert.DoesNotContain(await KindsWithoutPathAsync(console), g => g.RequestKind == RequestKind.PasswordReset);

        Accepted(await console.RetireAsync(path));

        var gap = Assert.Single(await KindsWithoutPathAsync(console), g => g.RequestKind == RequestKind.PasswordReset);
        Assert.Equal(console.Clock.GetUtcNow(), gap.Since);
    }

    [Fact]
    public async Task Retire_Again_IsRefusedAsPathIsRetired()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await console.RetireAsync(path));

        Refused<PathIsRetired>((await console.RetireAsync(path)).Refusals);
    }

    private static async Task<IReadOnlyList<AccountabilityGap>> KindsWithoutPathAsync(PathConsole console) =>
        (await console.Use<AccountabilityGapQueries>().ListAsync(GapKind.RequestKindWithoutPath, new())).Rows;
}

public sealed class SuspendLapsedPathsTests
{
    [Theory]
    [InlineData(RiskLevel.Moderate, 10)]
    [InlineData(RiskLevel.High, 10)]
    [InlineData(RiskLevel.Critical, 0)]
    [Trait("row", "R-016")]
    public async Task SuspendLapsed_AfterTheOwnerLeft_WaitsForTheGraceAndNotLonger(RiskLevel level, int workingDays)
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync(console.Description(level: level));
        await console.LeaveAsync(console.Carla);
        var suspendsOn = WorkingDays.MondayToFriday.After(console.Today, workingDays);
        Assert.Equal(suspendsOn, Assert.Single(await console.GapsAsync(path), g => g.Seat == PathSeat.Control).SuspendsOn);

        if (workingDays > 0)
        {
            console.Clock.SetTo(new DateTimeOffset(suspendsOn.AddDays(-1), new TimeOnly(20, 0), TimeSpan.Zero));
            Assert.Empty(await console.SuspendLapsedAsync());
            console.Clock.SetTo(new DateTimeOffset(suspendsOn, new TimeOnly(1, 0), TimeSpan.Zero));
        }

        Assert.Equal([GapKind.OwnerHasLeft], Assert.Single(await console.SuspendLapsedAsync()).Lapses);
        Assert.Equal(PathState.Suspended, (await console.DetailsAsync(path)).State);
        Assert.Contains(await console.Console.RowsAsync<InboxItem>(), i => i.PersonId == Id(console.Rolf) && i.Subject.EndsWith("is suspended", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("row", "R-202")]
    public async Task SuspendLapsed_AfterTheSignOffLapsed_UncoversAtMidnightAndSuspendsTenWorkingDaysLater()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var until = console.Today.AddDays(90); // Sunday 31 May; Berlin has summer time then
        var midnight = new DateTimeOffset(2026, 5, 31, 22, 0, 0, TimeSpan.Zero);

        console.Clock.SetTo(midnight.AddMilliseconds(-1));
        Assert.Equal(new DateOnly(2026, 5, 31), until);
        Assert.Empty(await console.GapsAsync(path));
        console.Clock.SetTo(midnight);
        var gap = Assert.Single(await console.GapsAsync(path));
        Assert.Equal((GapKind.SignOffLapsed, midnight, new DateOnly(2026, 6, 15)), (gap.Kind, gap.Since, gap.SuspendsOn));

        console.Clock.SetTo(new DateTimeOffset(2026, 6, 14, 21, 59, 59, TimeSpan.Zero));
        Assert.Empty(await console.SuspendLapsedAsync());
        console.Clock.SetTo(new DateTimeOffset(2026, 6, 14, 22, 0, 0, TimeSpan.Zero));
        Assert.Single(await console.SuspendLapsedAsync());
    }

    [Fact]
    public async Task SuspendLapsed_Again_ChangesNothing()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync(console.Description(level: RiskLevel.Critical));
        await console.LeaveAsync(console.Carla);
        await console.SuspendLapsedAsync();
        var version = await console.VersionAsync(path);

        Assert.Empty(await console.SuspendLapsedAsync());
        Assert.Equal(version, await console.VersionAsync(path));
    }

    [Fact]
    public async Task SuspendLapsed_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();

        Refused<NotAllowed>((await console.Use<SuspendLapsedPaths>().ExecuteAsync(CommandId.New(), console.Gesa)).Refusals);
    }
}

public sealed class FlagOwnershipGapsTests
{
    [Fact]
    [Trait("row", "R-016")]
    [Trait("row", "O4")]
    public async Task Flag_AfterTheOwnerLeft_EndsTheirTimeWhenTheyLeftAndTellsTheEscalationContact()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        console.Clock.Advance(TimeSpan.FromDays(2));
        var leftAt = console.Clock.GetUtcNow();
        await console.LeaveAsync(console.Carla);
        Assert.Contains(await console.GapsAsync(path), g => g is { Kind: GapKind.OwnerHasLeft, Seat: PathSeat.Control }); // before any job has run
        console.Clock.Advance(TimeSpan.FromHours(1));

        var flagged = Assert.Single((await console.FlagAsync()).Seats);

        Assert.Equal((path, PathSeat.Control, Id(console.Carla), leftAt, Id(console.Egon)), (flagged.Path, flagged.Seat, flagged.Left, flagged.Since, flagged.EscalatesTo));
        var gap = Assert.Single(await console.GapsAsync(path), g => g.Seat == PathSeat.Control);
        Assert.Equal((GapKind.SeatIsEmpty, leftAt), (gap.Kind, gap.Since));
        Assert.Contains(await console.Console.RowsAsync<InboxItem>(), i => i.PersonId == Id(console.Egon));
    }

    [Fact]
    public async Task Flag_Again_ChangesNothing()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        await console.LeaveAsync(console.Carla);
        await console.FlagAsync();
        var version = await console.VersionAsync(path);

        Assert.Empty((await console.FlagAsync()).Seats);
        Assert.Equal(version, await console.VersionAsync(path));
    }

    [Fact]
    public async Task Flag_AfterTheProposedOwnerLeft_CallsTheTransferOff()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        await console.LeaveAsync(console.Nele);

        await console.FlagAsync();

        Assert.Null((await console.DetailsAsync(path)).Control.Offer);
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Egon), console.Carla));
    }

    [Fact]
    [Trait("row", "R-013")]
    public async Task Flag_AfterTheOwnerOfAnAreaLeft_LeavesTheAreaWithoutOwnerSinceThen()
    {
        await using var console = await PathConsole.StartAsync();
        Accepted(await console.AssignAreaAsync(ControlArea.Reset, Id(console.Nele)));
        console.Clock.Advance(TimeSpan.FromDays(1));
        var leftAt = console.Clock.GetUtcNow();
        await console.LeaveAsync(console.Nele);
        console.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal([ControlArea.Reset], (await console.FlagAsync()).Areas);

        var gaps = (await console.Use<AccountabilityGapQueries>().ListAsync(GapKind.AreaWithoutOwner, new())).Rows;
        Assert.Equal(leftAt, Assert.Single(gaps, g => g.Area == ControlArea.Reset).Since);
    }

    [Fact]
    public async Task Flag_CountsTheGaps_AndARowIsAddedOnlyWhenANumberChanges()
    {
        await using var console = await PathConsole.StartAsync();
        await console.OwnedDraftAsync();
        await console.FlagAsync();
        var first = await CountedAsync();
        console.Clock.Advance(TimeSpan.FromHours(1));
        await console.FlagAsync();
        Assert.Equal(first, await CountedAsync());
        console.Clock.Advance(TimeSpan.FromHours(1));
        await console.DraftAsync();

        await console.FlagAsync();

        Assert.Equal(first.Add((GapKind.SeatIsEmpty, 2)), await CountedAsync());

        async Task<ImmutableList<(GapKind, int)>> CountedAsync()
        {
            await using var context = console.Use<ReadOnlyStore>().Open();
            return [.. (await context.Set<GapCount>().OrderBy(c => c.CountedAt).ThenBy(c => c.Kind).ToListAsync()).Select(c => (c.Kind, c.Count))];
        }
    }

    [Fact]
    public async Task Flag_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();

        Refused<NotAllowed>((await console.Use<FlagOwnershipGaps>().ExecuteAsync(CommandId.New(), console.Gesa)).Refusals);
    }
}
