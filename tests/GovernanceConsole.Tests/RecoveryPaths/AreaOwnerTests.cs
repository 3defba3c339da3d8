using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class AssignAreaOwnerTests
{
    [Fact]
    [Trait("row", "R-013")]
    public async Task Assign_TheThreeAreas_LeavesNoAreaWithoutOwner()
    {
        await using var console = await PathConsole.StartAsync();
        Assert.Equal(3, await AreasWithoutOwnerAsync(console));

        foreach (var area in Enum.GetValues<ControlArea>())
            Accepted(await console.AssignAreaAsync(area, Id(console.Nele)));

        Assert.Equal(0, await AreasWithoutOwnerAsync(console));
        Assert.All(await console.Use<RecoveryPathQueries>().AreasAsync(), a => Assert.Equal("Nele Next", a.Owner!.Name));
    }

    [Fact]
    public async Task Assign_AnAreaSomebodyOwns_IsRefusedAsAreaIsOwned()
    {
        await using var console = await PathConsole.StartAsync();
        Accepted(await console.AssignAreaAsync(ControlArea.Reset, Id(console.Nele)));

        Refused<AreaIsOwned>((await console.AssignAreaAsync(ControlArea.Reset, Id(console.Egon))).Refusals);
    }

    [Fact]
    public async Task Assign_AfterTheOwnerLeft_IsAccepted()
    {
        await using var console = await PathConsole.StartAsync();
        Accepted(await console.AssignAreaAsync(ControlArea.Reset, Id(console.Nele)));
        await console.LeaveAsync(console.Nele);

        Accepted(await console.AssignAreaAsync(ControlArea.Reset, Id(console.Egon)));
    }

    [Fact]
    public async Task Assign_ADistributionList_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await PathConsole.StartAsync();

        Refused<SeatsAreForIndividuals>((await console.AssignAreaAsync(ControlArea.Reset, console.DistributionList)).Refusals);
    }

    internal static async Task<int> AreasWithoutOwnerAsync(PathConsole console) =>
        (await console.Use<AccountabilityGapQueries>().ListAsync(GapKind.AreaWithoutOwner, new())).Total;
}

public sealed class EndAreaOwnerTests
{
    [Fact]
    [Trait("row", "R-013")]
    public async Task End_TheOwnerOfAnArea_MarksItAndBlocksActivationOfNewPathsInIt()
    {
        await using var console = await PathConsole.StartAsync();
        Accepted(await console.AssignAreaAsync(ControlArea.Reset, Id(console.Nele)));
        var path = await console.CompleteDraftAsync(console.Description() with { Area = ControlArea.Reset });

        Accepted(await console.EndAreaAsync(ControlArea.Reset));

        Assert.Equal(3, await AssignAreaOwnerTests.AreasWithoutOwnerAsync(console));
        Refused<AreaHasNoOwner>((await console.ActivateAsync(path)).Refusals);
    }

    [Fact]
    public async Task End_WhereNobodyOwnsIt_IsRefusedAsAreaIsNotOwned()
    {
        await using var console = await PathConsole.StartAsync();

        Refused<AreaIsNotOwned>((await console.EndAreaAsync(ControlArea.Reset)).Refusals);
    }
}
