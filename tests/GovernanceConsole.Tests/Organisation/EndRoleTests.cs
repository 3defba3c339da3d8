using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class EndRoleTests
{
    [Fact]
    public async Task End_ARoleThatIsHeld_KeepsTheOthersAndTheHistory()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = (await console.PersonAsync("Gert", Role.Governance, Role.Auditor)).Person!.Value;

        Assert.True((await EndAsync(console, gert, Role.Governance)).IsAccepted);

        var roles = (await console.Use<PeopleQueries>().FindAsync(console.Founder, gert))!.Roles;
        Assert.Equal([Role.Auditor], roles.Where(r => r.EndedAt is null).Select(r => r.Role));
        Assert.Equal([Role.Governance], roles.Where(r => r.EndedAt is not null).Select(r => r.Role));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task End_ARoleNobodyGave_IsRefusedAsRoleIsNotHeld()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = (await console.PersonAsync("Gert", Role.Auditor)).Person!.Value;

        (await EndAsync(console, gert, Role.Governance)).Refusals.RefusedAs<RoleIsNotHeld>();
    }

    [Fact]
    public async Task End_OnesOwnRole_IsRefusedAsNobodyChangesTheirOwnRoles()
    {
        await using var console = await TestConsole.StartAsync();

        (await EndAsync(console, console.Founder.Person!.Value, Role.Governance)).Refusals.RefusedAs<NobodyChangesTheirOwnRoles>();
    }

    [Fact]
    public async Task End_OfSomebodyWhoDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await EndAsync(console, PersonId.From(Guid.Empty), Role.Governance)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task End_ARoleEndedBefore_IsRefusedAsRoleIsNotHeld()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada", Role.Auditor)).Person!.Value;
        await EndAsync(console, ada, Role.Auditor);

        (await EndAsync(console, ada, Role.Auditor)).Refusals.RefusedAs<RoleIsNotHeld>();
    }

    private static Task<Outcome<Done>> EndAsync(TestConsole console, PersonId person, Role role) =>
        console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(person, role), console.Founder);
}
