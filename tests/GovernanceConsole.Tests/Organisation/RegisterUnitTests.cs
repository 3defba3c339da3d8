using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterUnitTests
{
    [Fact]
    public async Task Register_BelowAnother_IsInTheList()
    {
        await using var console = await TestConsole.StartAsync();
        var top = await console.UnitAsync("TOP");

        Assert.True((await RegisterAsync(console, new RegisterUnitInput("OPS", "Operations", top))).IsAccepted);

        var units = await console.Use<OrganisationQueries>().UnitsAsync(null, new());
        Assert.Equal([("OPS", "Unit TOP"), ("TOP", null)], units.Rows.Select(u => (u.Code, u.ParentName)));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Register_ACodeThatExists_IsRefusedAsCodeIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        await console.UnitAsync("OPS");

        (await RegisterAsync(console, new RegisterUnitInput(" OPS ", "Operations"))).Refusals.RefusedAs<CodeIsTaken>();
    }

    [Fact]
    public async Task Register_WithoutCodeAndName_IsRefusedForBothAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterUnitInput("", ""));

        Assert.Equal(["Code", "Name"], refused.Refusals.Cast<FieldIsEmpty>().Select(r => r.Field));
    }

    [Fact]
    public async Task Register_BelowAUnitThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await RegisterAsync(console, new RegisterUnitInput("OPS", "Operations", OrganisationalUnitId.From(Guid.Empty)))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<OrganisationalUnitId>> RegisterAsync(TestConsole console, RegisterUnitInput input) =>
        console.Use<RegisterUnit>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
