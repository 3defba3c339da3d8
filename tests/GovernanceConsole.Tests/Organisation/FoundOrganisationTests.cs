using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class FoundOrganisationTests
{
    [Fact]
    public async Task Found_OnAnEmptyConsole_RegistersTheFirstPersonWithBothFirstRoles()
    {
        await using var console = await TestConsole.StartAsync();

        var person = Assert.Single(await console.RowsAsync<Person>());
        Assert.Equal("Gesa Founder", person.Name);
        Assert.Equal([Role.Governance, Role.PlatformAdministrator], (await console.RowsAsync<RoleGrant>()).Select(g => g.Role).Order());
    }

    [Fact]
    public async Task Found_WhileSomebodyIsRegistered_IsRefusedAsPeopleExistAlready()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Second", "E2", null), Actor.ForCommandLine("test"));

        Assert.IsType<PeopleExistAlready>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Found_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<FoundOrganisation>().ExecuteAsync(CommandId.New(), new FoundOrganisationInput("Second", "E2", null), console.Founder);

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
    }
}
