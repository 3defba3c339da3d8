using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class GrantRoleTests
{
    [Fact]
    public async Task Grant_ToAnActiveIndividual_CountsAtTheNextCommand()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert");

        Assert.True((await GrantAsync(console, gert.Person!.Value, Role.Governance)).IsAccepted);

        Assert.True((await console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("V1", "Vendor"), gert)).IsAccepted);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Grant_ARoleToOneself_IsRefusedAsNobodyChangesTheirOwnRoles()
    {
        await using var console = await TestConsole.StartAsync();

        (await GrantAsync(console, console.Founder.Person!.Value, Role.Auditor)).Refusals.RefusedAs<NobodyChangesTheirOwnRoles>();
    }

    [Fact]
    public async Task Grant_ToALeaver_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();

        (await GrantAsync(console, await console.LeaverAsync("Lea"), Role.Auditor)).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Theory]
    [InlineData(DirectoryEntryKind.SharedMailbox)]
    [InlineData(DirectoryEntryKind.DistributionList)]
    [Trait("row", "R-182")]
    public async Task Grant_ToSomethingThatIsNoIndividual_IsRefusedAsRolesAreForIndividuals(DirectoryEntryKind kind)
    {
        await using var console = await TestConsole.StartAsync();

        (await GrantAsync(console, await console.EntryAsync("M1", "Desk mailbox", kind), Role.DeskAgent)).Refusals.RefusedAs<RolesAreForIndividuals>();
    }

    [Fact]
    public async Task Grant_ARoleThatIsHeld_IsRefusedAsRoleIsHeldAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);

        (await GrantAsync(console, gert.Person!.Value, Role.Governance)).Refusals.RefusedAs<RoleIsHeldAlready>();
    }

    [Fact]
    public async Task Grant_ToSomebodyWhoDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await GrantAsync(console, PersonId.From(Guid.Empty), Role.Auditor)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Grant_ByGovernanceAlone_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var governance = await console.PersonAsync("Gert", Role.Governance);
        var ada = await console.PersonAsync("Ada");

        var refused = await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(ada.Person!.Value, Role.Auditor), governance);

        refused.Refusals.RefusedAs<NotAllowed>();
    }

    private static Task<Outcome<Done>> GrantAsync(TestConsole console, PersonId person, Role role) =>
        console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, role), console.Founder);
}
