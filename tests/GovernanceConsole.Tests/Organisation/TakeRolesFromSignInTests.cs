using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class TakeRolesFromSignInTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Fact]
    public async Task Roles_ThatASignInBrings_CountUntilTheLongestSessionIsOver()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert");

        await TakeAsync(console, gert, Role.Governance);
        Assert.True((await RegisterVendorAsync(console, gert, "V1")).IsAccepted);
        Assert.Equal([Role.Governance], (await console.Use<WhoMaySignIn>().FindAsync(gert.Person!.Value))!.Roles);

        console.Clock.Advance(Longest);
        (await RegisterVendorAsync(console, gert, "V2")).Refusals.RefusedAs<NotAllowed>();
        Assert.Empty((await console.Use<WhoMaySignIn>().FindAsync(gert.Person!.Value))!.Roles);
        Assert.Empty((await console.Use<PeopleQueries>().RolesHeldAsync(console.Founder, Role.Governance, "Gert", new())).Rows);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>A right that is lost at the provider is lost in every session with the next sign-in (X3).</summary>
    [Fact]
    [Trait("row", "X3")]
    public async Task Roles_ThatASignInBringsNoLonger_EndAtOnce()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert");
        await TakeAsync(console, gert, Role.Governance, Role.Auditor);

        await TakeAsync(console, gert, Role.Auditor);

        (await RegisterVendorAsync(console, gert, "V1")).Refusals.RefusedAs<NotAllowed>();
        Assert.Equal([Role.Auditor], (await console.Use<WhoMaySignIn>().FindAsync(gert.Person!.Value))!.Roles);
    }

    [Fact]
    public async Task Roles_ThatComeAgain_LastOnAsOneGrant()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert");
        await TakeAsync(console, gert, Role.Governance);
        console.Clock.Advance(TimeSpan.FromHours(8));

        await TakeAsync(console, gert, Role.Governance);
        console.Clock.Advance(TimeSpan.FromHours(8));

        Assert.True((await RegisterVendorAsync(console, gert, "V1")).IsAccepted);
        Assert.Single(await console.RowsAsync<RoleGrant>(), g => g.PersonId == gert.Person);
    }

    [Fact]
    public async Task Roles_ThatComeAfterTheyLapsed_AreAnotherGrantAndTheFirstEndedWhenItLapsed()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert");
        await TakeAsync(console, gert, Role.Governance);
        console.Clock.Advance(TimeSpan.FromDays(3));

        await TakeAsync(console, gert, Role.Governance);

        var grants = (await console.RowsAsync<RoleGrant>()).Where(g => g.PersonId == gert.Person).OrderBy(g => g.GrantedAt).ToList();
        Assert.Equal([TestConsole.Start + Longest, null], grants.Select(g => g.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Roles_GrantedInTheConsole_AreLeftAsTheyAre()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);

        await TakeAsync(console, gert, Role.Governance);
        await TakeAsync(console, gert);
        console.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await RegisterVendorAsync(console, gert, "V1")).IsAccepted);
    }

    [Fact]
    public async Task Role_GrantedWhileItCameWithASignIn_StaysWhenTheSessionIsOver()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert");
        await TakeAsync(console, gert, Role.Governance);

        _ = (await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(gert.Person!.Value, Role.Governance), console.Founder)).Value;
        await TakeAsync(console, gert);
        console.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await RegisterVendorAsync(console, gert, "V1")).IsAccepted);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Roles_OfALeaver_AreRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();
        var lea = await console.LeaverAsync("Lea");

        (await console.Use<TakeRolesFromSignIn>().ExecuteAsync(
            CommandId.New(), new TakeRolesFromSignInInput(lea, [Role.Auditor], console.Clock.GetUtcNow() + Longest), Actor.ForSignInPage())).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    public async Task Roles_OfASharedMailbox_AreRefusedAsRolesAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var mailbox = await console.EntryAsync("M1", "Service desk", DirectoryEntryKind.SharedMailbox);

        (await console.Use<TakeRolesFromSignIn>().ExecuteAsync(
            CommandId.New(), new TakeRolesFromSignInInput(mailbox, [Role.Auditor], console.Clock.GetUtcNow() + Longest), Actor.ForSignInPage())).Refusals.RefusedAs<RolesAreForIndividuals>();
    }

    /// <summary>Nobody brings themselves roles: only the sign-in page does, from what the provider said.</summary>
    [Fact]
    public async Task Roles_TakenByAPerson_AreRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.Use<TakeRolesFromSignIn>().ExecuteAsync(
            CommandId.New(), new TakeRolesFromSignInInput(console.Founder.Person!.Value, [Role.Auditor], console.Clock.GetUtcNow() + Longest), console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    private static async Task TakeAsync(TestConsole console, Actor person, params Role[] roles) =>
        _ = (await console.Use<TakeRolesFromSignIn>().ExecuteAsync(
            CommandId.New(), new TakeRolesFromSignInInput(person.Person!.Value, roles, console.Clock.GetUtcNow() + Longest), Actor.ForSignInPage())).Value;

    private static Task<Outcome<VendorId>> RegisterVendorAsync(TestConsole console, Actor by, string code) =>
        console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput(code, $"Vendor {code}"), by);
}
