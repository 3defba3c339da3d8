using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class FoundOrganisationTests
{
    [Fact]
    public async Task Found_AnEmptyConsole_MakesOnePersonWhoGovernsAndAdministers()
    {
        await using var console = await TestConsole.StartAsync();

        var founder = (await console.Use<PeopleQueries>().FindAsync(console.Founder, console.Founder.Person!.Value))!;

        Assert.Equal("Gesa Founder", founder.Name);
        Assert.Equal([Role.Governance, Role.PlatformAdministrator], founder.Roles.Select(r => r.Role).Order());
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Found_ASecondTime_IsRefusedAsPeopleExistAlready()
    {
        await using var console = await TestConsole.StartAsync();

        var again = await console.Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Eve", "E1", null), Actor.ForCommandLine("test"));

        again.Refusals.RefusedAs<PeopleExistAlready>();
    }

    [Fact]
    public async Task Found_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<FoundOrganisation>().ExecuteAsync(CommandId.New(), new FoundOrganisationInput("Eve", "E1", null), console.Founder);

        refused.Refusals.RefusedAs<NotAllowed>();
    }
}
