using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class RecoveryPathQueriesTests
{
    [Fact]
    public async Task List_SortedByLevel_GoesFromLowToCriticalAndBack()
    {
        await using var console = await PathConsole.StartAsync();
        foreach (var level in new[] { RiskLevel.High, RiskLevel.Low, RiskLevel.Critical, RiskLevel.Moderate })
            await console.DraftAsync(console.Description(level: level));

        Assert.Equal(Enum.GetValues<RiskLevel>(), (await ListAsync(console, new(), new(Sort: nameof(PathRow.Level)))).Rows.Select(r => r.Level));
        Assert.Equal(Enum.GetValues<RiskLevel>().Reverse(), (await ListAsync(console, new(), new(Sort: nameof(PathRow.Level), Descending: true))).Rows.Select(r => r.Level));
    }

    [Fact]
    public async Task List_SortedByControlOwner_IsByName_AndPagesAddUpToTheTotal()
    {
        await using var console = await PathConsole.StartAsync();
        foreach (var owner in new[] { console.Nele, console.Carla, console.Egon })
            await console.OwnedDraftAsync(null, owner, console.Rolf);

        var first = await ListAsync(console, new(), new(Take: 2, Sort: nameof(PathRow.ControlOwner)));
        var second = await ListAsync(console, new(), new(Skip: 2, Take: 2, Sort: nameof(PathRow.ControlOwner)));

        Assert.Equal([3, 3], [first.Total, second.Total]);
        Assert.Equal(["Carla Control", "Egon Escalation", "Nele Next"], first.Rows.Concat(second.Rows).Select(r => r.ControlOwner!.Name));
    }

    [Fact]
    public async Task List_Filtered_ShowsWhatTheFilterSays()
    {
        await using var console = await PathConsole.StartAsync();
        var desk = (await console.Use<RegisterDesk>().ExecuteAsync(CommandId.New(), new RegisterDeskInput("SD", "Service desk", DeskKind.Own, Id(console.Egon)), console.Gesa)).Value;
        var reset = await console.ActivePathAsync(console.Description("Reset 100% by phone") with { Desks = [desk] });
        var unlock = await console.DraftAsync(console.Description("Unlock by chat", RiskLevel.Critical) with
        {
            Type = PathType.Chat, Lane = Lane.BreakGlass, RequestKinds = [RequestKind.AccountUnlock], Area = ControlArea.Reset,
        });
        (PathFilter Filter, RecoveryPathId Only)[] cases =
        [
            (new() { Text = "100%" }, reset),
            (new() { Text = "chat unlock" }, unlock),
            (new() { Text = "rp-0002" }, unlock),
            (new() { States = [PathState.Active] }, reset),
            (new() { Levels = [RiskLevel.High, RiskLevel.Critical] }, unlock),
            (new() { Lanes = [Lane.BreakGlass] }, unlock),
            (new() { Type = PathType.Chat }, unlock),
            (new() { Desk = desk }, reset),
            (new() { Area = ControlArea.Reset }, unlock),
            (new() { RequestKind = RequestKind.PasswordReset }, reset),
            (new() { Owner = Id(console.Rolf) }, reset),
            (new() { OnlyWithGaps = true }, unlock),
        ];

        foreach (var (filter, only) in cases)
            Assert.Equal([only], (await ListAsync(console, filter, new())).Rows.Select(r => r.Id));
        Assert.Equal(0, (await ListAsync(console, new() { Text = "nothing" }, new())).Total);
        Assert.Equal("Service desk", Assert.Single(Assert.Single((await ListAsync(console, new() { Desk = desk }, new())).Rows).Desks).Name);
        Assert.Equal([GapKind.SeatIsEmpty], Assert.Single((await ListAsync(console, new() { OnlyWithGaps = true }, new())).Rows).Gaps);
    }

    [Fact]
    public async Task FindId_OfANumber_WhateverItsCase_FindsThePath_AndNothingForAnother()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        var queries = console.Use<RecoveryPathQueries>();

        Assert.Equal(path, await queries.FindIdAsync(" rp-0001 "));
        Assert.Null(await queries.FindIdAsync("RP-0002"));
        Assert.Null(await queries.FindAsync(RecoveryPathId.From(Guid.CreateVersion7())));
    }

    [Fact]
    public async Task Names_HoldRetiredPathsToo()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync(console.Description("Old way"));
        Accepted(await console.RetireAsync(path));

        Assert.Equal(new RegisteredPath(path, "RP-0001"), (await console.Use<RecoveryPathQueries>().NamesAsync())["Old way"]);
    }

    [Fact]
    [Trait("row", "R-004")]
    public async Task Details_OfAnActivePath_NameOneAccountablePartyPerActivityAndThePersonBehindIt()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DetailsAsync(await console.ActivePathAsync());

        Assert.All(Enum.GetValues<Activity>(), activity =>
        {
            var accountable = Assert.Single(path.Responsibilities, r => r.Activity == activity && r.Involvement == Involvement.Accountable);
            Assert.Contains(accountable.Party, path.PeopleBehind.Keys);
        });
        Assert.Equal("Sina Signer", path.PeopleBehind[Party.Governance].Name);
        Assert.Equal("Carla Control", path.PeopleBehind[Party.ControlOwner].Name);
        Assert.DoesNotContain(Party.DeskLead, path.PeopleBehind.Keys); // it runs through no desk
    }

    [Fact]
    [Trait("row", "R-005")]
    public async Task AccountableAt_AWeekAgo_NamesTheFormerOwner()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        console.Clock.Advance(TimeSpan.FromDays(10));
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Nele));
        var queries = console.Use<RecoveryPathQueries>();

        var lastWeek = await queries.AccountableAtAsync(path, console.Clock.GetUtcNow().AddDays(-7));
        var beforeItExisted = await queries.AccountableAtAsync(path, TestConsole.Start.AddMilliseconds(-1));
        var tomorrow = await queries.AccountableAtAsync(path, console.Clock.GetUtcNow().AddDays(1));

        Assert.Equal(("Carla Control", "Rolf Risk"), (lastWeek.Control!.Name, lastWeek.Risk!.Name));
        Assert.Equal((null, null), (beforeItExisted.Control, beforeItExisted.Risk));
        Assert.Equal("Nele Next", tomorrow.Control!.Name);
    }

    private static Task<Page<PathRow>> ListAsync(PathConsole console, PathFilter filter, PageRequest page) =>
        console.Use<RecoveryPathQueries>().ListAsync(filter, page);

    [Fact]
    public async Task TakenSeats_NameWhoeverAnswersNow_AndNobodyWhoLeft()
    {
        await using var console = await PathConsole.StartAsync();
        await console.OwnedDraftAsync();
        var before = await console.Use<RecoveryPathQueries>().TakenSeatsAsync();

        await console.LeaveAsync(console.Rolf);

        Assert.Equal([(PathConsole.Id(console.Carla), PathSeat.Control), (PathConsole.Id(console.Rolf), PathSeat.Risk)], before.Select(s => (s.Person, s.Seat)));
        Assert.Equal(PathConsole.Id(console.Carla), Assert.Single(await console.Use<RecoveryPathQueries>().TakenSeatsAsync()).Person);
    }
}
