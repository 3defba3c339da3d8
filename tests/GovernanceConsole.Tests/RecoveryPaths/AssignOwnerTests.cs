using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class AssignOwnerTests
{
    [Fact]
    [Trait("row", "R-001")]
    public async Task Assign_ToAnEmptySeat_MakesThePersonAccountableFromNowOn()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Accepted(await console.AssignAsync(path, PathSeat.Control, Id(console.Carla)));

        var row = Assert.Single((await console.Use<RecoveryPathQueries>().ListAsync(new PathFilter(), new())).Rows);
        Assert.Equal("Carla Control", row.ControlOwner!.Name);
        Assert.Equal(console.Clock.GetUtcNow(), row.ControlOwnerSince);
    }

    [Fact]
    [Trait("row", "R-003")]
    public async Task Assign_TheControlOwnerAsRiskOwner_IsRefusedAsOnePersonInBothSeats()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await console.AssignAsync(path, PathSeat.Control, Id(console.Carla)));

        var refused = await console.AssignAsync(path, PathSeat.Risk, Id(console.Carla));

        Refused<OnePersonInBothSeats>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "R-004")]
    public async Task Assign_ADistributionList_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        var refused = await console.AssignAsync(path, PathSeat.Control, console.DistributionList);

        Refused<SeatsAreForIndividuals>(refused.Refusals);
    }

    [Fact]
    public async Task Assign_SomebodyWhoHasLeft_IsRefusedAsPersonHasLeft()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        await console.LeaveAsync(console.Nele);

        var refused = await console.AssignAsync(path, PathSeat.Control, Id(console.Nele));

        Refused<PersonHasLeft>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "R-005")]
    public async Task Assign_FromYesterday_IsRefusedAsOwnershipCannotBeBackdatedAndIsOnRecord()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        var refused = await console.AssignAsync(path, PathSeat.Control, Id(console.Carla), startsOn: console.Today.AddDays(-1));

        Refused<OwnershipCannotBeBackdated>(refused.Refusals);
        Assert.Equal(1, LedgerFold.VerifyChain(console.Console.File, 2));
    }

    [Fact]
    public async Task Assign_FromToday_IsAccepted()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Accepted(await console.AssignAsync(path, PathSeat.Control, Id(console.Carla), startsOn: console.Today));
    }

    [Fact]
    public async Task Assign_FromTomorrow_IsRefusedAsOwnershipBeginsWhenAssigned()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        var refused = await console.AssignAsync(path, PathSeat.Control, Id(console.Carla), startsOn: console.Today.AddDays(1));

        Refused<OwnershipBeginsWhenAssigned>(refused.Refusals);
    }

    [Fact]
    [Trait("row", "O3")]
    public async Task Assign_ToASeatSomebodySitsIn_IsRefusedAsSeatIsTaken()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.AssignAsync(path, PathSeat.Control, Id(console.Nele));

        Assert.Equal("Carla Control", Refused<SeatIsTaken>(refused.Refusals).Holder);
    }

    [Fact]
    public async Task Assign_AfterTheOwnerLeft_EndsTheirTimeWhenTheyLeftAndBeginsNow()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        console.Clock.Advance(TimeSpan.FromDays(1));
        var leftAt = console.Clock.GetUtcNow();
        await console.LeaveAsync(console.Carla);
        console.Clock.Advance(TimeSpan.FromDays(1));

        Accepted(await console.AssignAsync(path, PathSeat.Control, Id(console.Nele)));

        var history = (await console.Use<RecoveryPathQueries>().OwnershipHistoryAsync(path)).Where(o => o.Seat == PathSeat.Control).ToList();
        Assert.Equal(["Nele Next", "Carla Control"], history.Select(o => o.Person.Name));
        Assert.Equal((leftAt, OwnershipEnd.HolderLeft), (history[1].EndedAt, history[1].EndedBy));
    }

    [Fact]
    public async Task Assign_WithTheVersionOfBefore_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        var seen = await console.VersionAsync(path);
        Accepted(await console.AssignAsync(path, PathSeat.Control, Id(console.Carla)));

        var refused = await console.Use<AssignOwner>().ExecuteAsync(
            CommandId.New(), new AssignOwnerInput(path, seen, PathSeat.Risk, Id(console.Rolf)), console.Gesa);

        Refused<ChangedMeanwhile>(refused.Refusals);
    }

    [Fact]
    public async Task Assign_ByTheControlOwner_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var refused = await console.AssignAsync(path, PathSeat.Risk, Id(console.Nele), by: console.Carla);

        Refused<NotAllowed>(refused.Refusals);
    }

    [Fact]
    public async Task Assign_OnAPathThatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await PathConsole.StartAsync();

        var refused = await console.AssignAsync(RecoveryPathId.From(Guid.CreateVersion7()), PathSeat.Control, Id(console.Carla));

        Refused<NotFound>(refused.Refusals);
    }

    [Fact]
    public async Task Assign_OnARetiredPath_IsRefusedAsPathIsRetired()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        Accepted(await console.RetireAsync(path));

        var refused = await console.AssignAsync(path, PathSeat.Control, Id(console.Carla));

        Refused<PathIsRetired>(refused.Refusals);
    }
}
