using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>Says in a word what a test needs to exist: a vendor, a desk, a system, a domain. All made by the founder.</summary>
internal static class TestOrganisation
{
    public static async Task<PersonId> EntryAsync(this TestConsole console, string key, string name, DirectoryEntryKind kind = DirectoryEntryKind.Individual, PersonId? manager = null) =>
        (await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(key, name, null, kind, ManagerId: manager), console.Founder)).Value;

    public static async Task<PersonId> LeaverAsync(this TestConsole console, string name)
    {
        var person = (await console.PersonAsync(name)).Person!.Value;
        await console.LeaveAsync(person);
        return person;
    }

    public static async Task LeaveAsync(this TestConsole console, PersonId person) =>
        _ = (await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), console.Founder)).Value;

    public static async Task<OrganisationalUnitId> UnitAsync(this TestConsole console, string code, OrganisationalUnitId? parent = null) =>
        (await console.Use<RegisterUnit>().ExecuteAsync(CommandId.New(), new RegisterUnitInput(code, $"Unit {code}", parent), console.Founder)).Value;

    public static async Task<VendorId> VendorAsync(this TestConsole console, string code) =>
        (await console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput(code, $"Vendor {code}"), console.Founder)).Value;

    /// <summary>An own desk, led by the founder unless somebody else is named.</summary>
    public static async Task<DeskId> DeskAsync(this TestConsole console, string code, PersonId? lead = null) =>
        (await console.Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(), new RegisterDeskInput(code, $"Desk {code}", DeskKind.Own, lead ?? console.Founder.Person!.Value), console.Founder)).Value;

    public static async Task<IdentityDomainId> DomainAsync(this TestConsole console, string code) =>
        (await console.Use<RegisterIdentityDomain>().ExecuteAsync(
            CommandId.New(), new RegisterIdentityDomainInput(code, $"Domain {code}", $"Boundary of {code}"), console.Founder)).Value;

    public static async Task<GovernedSystemId> SystemAsync(this TestConsole console, string code, IdentityDomainId? domain = null) =>
        (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput(code, $"System {code}", domain), console.Founder)).Value;

    /// <summary>Says that an act was refused for one reason, and for which.</summary>
    public static TRefusal RefusedAs<TRefusal>(this IReadOnlyList<Refusal> refusals)
        where TRefusal : Refusal => Assert.IsType<TRefusal>(Assert.Single(refusals));
}
