using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterIdentityDomainTests
{
    [Fact]
    [Trait("row", "R-021")]
    public async Task Register_WithItsBoundaryStatement_PublishesVersionOneInTheNameOfWhoeverRegisteredIt()
    {
        await using var console = await TestConsole.StartAsync();

        var domain = await RegisterAsync(console, new RegisterIdentityDomainInput("AD", "Corporate directory", "The business decides on risk."));

        var found = (await console.Use<OrganisationQueries>().IdentityDomainAsync(domain.Value))!;
        var statement = Assert.Single(found.Statements);
        Assert.Equal((1, "The business decides on risk.", "Gesa Founder", TestConsole.Start), (statement.Number, statement.Text, statement.ApprovedBy.Name, statement.PublishedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "R-021")]
    public async Task Register_WithoutABoundaryStatement_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterIdentityDomainInput("AD", "Corporate directory", " "));

        Assert.Equal("Text", refused.Refusals.RefusedAs<FieldIsEmpty>().Field);
    }

    [Fact]
    public async Task Register_WithoutCodeAndName_IsRefusedForBothAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterIdentityDomainInput("", "", "The business decides on risk."));

        Assert.Equal(["Code", "Name"], refused.Refusals.Cast<FieldIsEmpty>().Select(r => r.Field));
    }

    [Fact]
    public async Task Register_ACodeThatExists_IsRefusedAsCodeIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        await console.DomainAsync("AD");

        (await RegisterAsync(console, new RegisterIdentityDomainInput("AD", "Corporate directory", "Text"))).Refusals.RefusedAs<CodeIsTaken>();
    }

    private static Task<Outcome<IdentityDomainId>> RegisterAsync(TestConsole console, RegisterIdentityDomainInput input) =>
        console.Use<RegisterIdentityDomain>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
