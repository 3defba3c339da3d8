using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterVendorTests
{
    [Fact]
    public async Task Register_AVendor_IsInTheList()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.True((await RegisterAsync(console, new RegisterVendorInput("NORTH", "Northwind Support"))).IsAccepted);

        var row = Assert.Single((await console.Use<OrganisationQueries>().VendorsAsync("wind", new())).Rows);
        Assert.Equal(("NORTH", "Northwind Support", 0, null), (row.Code, row.Name, row.Desks, row.ContractEndsOn));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Register_ACodeThatExists_IsRefusedAsCodeIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        await console.VendorAsync("NORTH");

        (await RegisterAsync(console, new RegisterVendorInput("NORTH", "Northwind Support"))).Refusals.RefusedAs<CodeIsTaken>();
    }

    [Fact]
    public async Task Register_WithoutCodeAndName_IsRefusedForBothAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Equal(["Code", "Name"], (await RegisterAsync(console, new RegisterVendorInput("", ""))).Refusals.Cast<FieldIsEmpty>().Select(r => r.Field));
    }

    private static Task<Outcome<VendorId>> RegisterAsync(TestConsole console, RegisterVendorInput input) =>
        console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
