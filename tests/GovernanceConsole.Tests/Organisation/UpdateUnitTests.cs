using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UpdateUnitTests
{
    [Fact]
    public async Task Update_NameAndParent_IsInTheList()
    {
        await using var console = await TestConsole.StartAsync();
        var top = await console.UnitAsync("TOP");
        var unit = await console.UnitAsync("OPS");

        Assert.True((await UpdateAsync(console, new UpdateUnitInput(unit, 1, "Operations", top))).IsAccepted);

        var row = Assert.Single((await console.Use<OrganisationQueries>().UnitsAsync("operations", new())).Rows);
        Assert.Equal(("Operations", top), (row.Name, row.ParentId!.Value));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData("itself")]
    [InlineData("its child")]
    [InlineData("its grandchild")]
    public async Task Update_ToStandBelowAPartOfItself_IsRefusedAsUnitIsBelowItself(string below)
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");
        var child = await console.UnitAsync("OPS-1", unit);
        var grandchild = await console.UnitAsync("OPS-1-1", child);
        var parent = below switch { "itself" => unit, "its child" => child, _ => grandchild };

        (await UpdateAsync(console, new UpdateUnitInput(unit, 1, "Operations", parent))).Refusals.RefusedAs<UnitIsBelowItself>();
    }

    [Fact]
    public async Task Update_BelowAUnitThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");

        (await UpdateAsync(console, new UpdateUnitInput(unit, 1, "Operations", OrganisationalUnitId.From(Guid.Empty)))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Update_WithoutAName_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");

        (await UpdateAsync(console, new UpdateUnitInput(unit, 1, "", null))).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Update_AVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");

        (await UpdateAsync(console, new UpdateUnitInput(unit, 2, "Operations", null))).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Update_AUnitThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UpdateAsync(console, new UpdateUnitInput(OrganisationalUnitId.From(Guid.Empty), 1, "Operations", null))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> UpdateAsync(TestConsole console, UpdateUnitInput input) =>
        console.Use<UpdateUnit>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
