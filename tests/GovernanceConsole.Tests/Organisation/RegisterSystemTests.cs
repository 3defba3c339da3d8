using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterSystemTests
{
    [Fact]
    public async Task Register_InADomain_IsInTheListAsASystemNobodyAnswersFor()
    {
        await using var console = await TestConsole.StartAsync();
        var domain = await console.DomainAsync("AD");

        await RegisterAsync(console, new RegisterSystemInput("PAY", "Payroll", domain, HighlyAvailable: true));

        var row = Assert.Single((await console.Use<OrganisationQueries>().SystemsAsync(new SystemFilter(WithoutRiskOwner: true), new())).Rows);
        Assert.Equal(("PAY", "Domain AD", true, false, null), (row.Code, row.IdentityDomainName, row.HighlyAvailable, row.ExternallyFacing, row.RiskOwner));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Register_ACodeThatExists_IsRefusedAsCodeIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        await console.SystemAsync("PAY");

        (await RegisterAsync(console, new RegisterSystemInput("PAY", "Payroll"))).Refusals.RefusedAs<CodeIsTaken>();
    }

    [Fact]
    public async Task Register_WithoutCodeAndNameInADomainThatDoesNotExist_IsRefusedForAllAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterSystemInput("", "", IdentityDomainId.From(Guid.Empty)));

        Assert.Equal(["FieldIsEmpty", "FieldIsEmpty", "NotFound"], refused.Refusals.Select(r => r.Code));
    }

    private static Task<Outcome<GovernedSystemId>> RegisterAsync(TestConsole console, RegisterSystemInput input) =>
        console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
