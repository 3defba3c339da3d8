using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class GrantRoleTests
{
    [Fact]
    public async Task Grant_ToAPerson_IsHeldFromNowOn()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        Assert.True((await GrantAsync(console, ada, Role.Auditor, console.Founder)).IsAccepted);

        var grant = Assert.Single(await console.RowsAsync<RoleGrant>(), g => g.PersonId == ada);
        Assert.Equal((Role.Auditor, TestConsole.Start, null), (grant.Role, grant.GrantedAt, grant.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Grant_ToOneself_IsRefusedAsNobodyChangesTheirOwnRoles()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await GrantAsync(console, console.Founder.Person!.Value, Role.Auditor, console.Founder);

        Assert.IsType<NobodyChangesTheirOwnRoles>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Grant_OfARoleHeld_IsRefusedAsRoleIsHeldAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada", Role.Auditor);

        var refused = await GrantAsync(console, ada.Person!.Value, Role.Auditor, console.Founder);

        Assert.IsType<RoleIsHeldAlready>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Grant_ToASharedMailbox_IsRefusedAsRolesAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var mailbox = (await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput("M1", "Help desk", "desk@example.test", DirectoryEntryKind.SharedMailbox), console.Founder)).Value;

        var refused = await GrantAsync(console, mailbox, Role.DeskAgent, console.Founder);

        Assert.IsType<RolesAreForIndividuals>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Grant_ToNobodyKnown_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await GrantAsync(console, new PersonId(Guid.CreateVersion7()), Role.Auditor, console.Founder);

        Assert.IsType<NotFound>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Grant_ByGovernanceAlone_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var governance = await console.PersonAsync("Gert", Role.Governance);
        var ada = await console.PersonAsync("Ada");

        var refused = await GrantAsync(console, ada.Person!.Value, Role.Auditor, governance);

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
    }

    private static Task<Outcome<Done>> GrantAsync(TestConsole console, PersonId person, Role role, Actor actor) =>
        console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), actor);
}
