using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class EndRoleTests
{
    [Fact]
    public async Task End_OfARoleHeld_KeepsTheGrantWithItsEnd()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada", Role.Auditor)).Person!.Value;
        console.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await EndAsync(console, ada, Role.Auditor, console.Founder)).IsAccepted);

        var grant = Assert.Single(await console.RowsAsync<RoleGrant>(), g => g.PersonId == ada);
        Assert.Equal((TestConsole.Start, TestConsole.Start.AddDays(1)), (grant.GrantedAt, grant.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task End_OfARoleNotHeld_IsRefusedAsRoleIsNotHeld()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.Manager);

        var refused = await EndAsync(console, ada.Person!.Value, Role.Auditor, console.Founder);

        Assert.IsType<RoleIsNotHeld>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task End_OfARoleEndedBefore_IsRefusedAsRoleIsNotHeld()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada", Role.Auditor)).Person!.Value;
        await EndAsync(console, ada, Role.Auditor, console.Founder);

        var refused = await EndAsync(console, ada, Role.Auditor, console.Founder);

        Assert.IsType<RoleIsNotHeld>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task End_OfOnesOwnRole_IsRefusedAsNobodyChangesTheirOwnRoles()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await EndAsync(console, console.Founder.Person!.Value, Role.Governance, console.Founder);

        Assert.IsType<NobodyChangesTheirOwnRoles>(Assert.Single(refused.Refusals));
    }

    private static Task<Outcome<Done>> EndAsync(TestConsole console, PersonId person, Role role, Actor actor) =>
        console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(person, role), actor);
}
