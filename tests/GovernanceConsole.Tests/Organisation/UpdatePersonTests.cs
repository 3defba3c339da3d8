using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UpdatePersonTests
{
    [Fact]
    public async Task Update_NameAndManager_IsInTheDirectoryAndTheLedger()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");
        var manager = await console.EntryAsync("E8", "Mona Manager");

        var outcome = await UpdateAsync(console, Input(ada) with { Name = "Ada Lovelace", ManagerId = manager, ContractEndsOn = new DateOnly(2027, 1, 31) });

        Assert.True(outcome.IsAccepted);
        var found = (await console.Use<PeopleQueries>().FindAsync(console.Founder, ada))!;
        Assert.Equal(("Ada Lovelace", "Mona Manager", 2), (found.Name, found.Manager!.Name, found.Version));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Update_AnEntryThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UpdateAsync(console, Input(PersonId.From(Guid.Empty)))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Update_AVersionSomebodyElseChanged_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");
        await UpdateAsync(console, Input(ada) with { Name = "Ada L." });

        (await UpdateAsync(console, Input(ada) with { Name = "A. Lovelace" })).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    [Trait("row", "R-060")]
    public async Task Update_ToBeOnesOwnManager_IsRefusedAsManagerIsThePersonThemselves()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");

        (await UpdateAsync(console, Input(ada) with { ManagerId = ada })).Refusals.RefusedAs<ManagerIsThePersonThemselves>();
    }

    [Fact]
    [Trait("row", "R-060")]
    public async Task Update_UnderSomebodyWhoReportsToThePerson_IsRefusedAsManagerReportsToThePerson()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");
        var middle = await console.EntryAsync("E8", "Mia Middle", manager: ada);
        var below = await console.EntryAsync("E9", "Bo Below", manager: middle);

        (await UpdateAsync(console, Input(ada) with { ManagerId = below })).Refusals.RefusedAs<ManagerReportsToThePerson>();
    }

    [Fact]
    [Trait("row", "R-060")]
    public async Task Update_UnderASharedMailbox_IsRefusedAsSeatsAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");
        var mailbox = await console.EntryAsync("M1", "Payroll mailbox", DirectoryEntryKind.SharedMailbox);

        (await UpdateAsync(console, Input(ada) with { ManagerId = mailbox })).Refusals.RefusedAs<SeatsAreForIndividuals>();
    }

    [Fact]
    public async Task Update_WithAnUnchangedManagerWhoHasLeftSince_IsAccepted()
    {
        await using var console = await TestConsole.StartAsync();
        var manager = await console.EntryAsync("E8", "Mona Manager");
        var ada = await console.EntryAsync("E7", "Ada", manager: manager);
        await console.LeaveAsync(manager);

        Assert.True((await UpdateAsync(console, Input(ada) with { Name = "Ada L.", ManagerId = manager })).IsAccepted);
    }

    [Fact]
    [Trait("row", "R-182")]
    public async Task Update_AHolderOfARoleIntoASharedMailbox_IsRefusedAsRolesAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = (await console.PersonAsync("Ada", Role.Auditor)).Person!.Value;
        var version = (await console.Use<PeopleQueries>().FindAsync(console.Founder, auditor))!.Version;

        var refused = await UpdateAsync(console, Input(auditor) with { SeenVersion = version, Kind = DirectoryEntryKind.SharedMailbox });

        refused.Refusals.RefusedAs<RolesAreForIndividuals>();
    }

    [Fact]
    public async Task Update_IntoAUnitThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");

        (await UpdateAsync(console, Input(ada) with { UnitId = OrganisationalUnitId.From(Guid.Empty) })).Refusals.RefusedAs<NotFound>();
    }

    private static UpdatePersonInput Input(PersonId person) =>
        new(person, SeenVersion: 1, "Ada", null, DirectoryEntryKind.Individual, Engagement.Employee, ManagerId: null, UnitId: null, ContractEndsOn: null);

    private static Task<Outcome<Done>> UpdateAsync(TestConsole console, UpdatePersonInput input) =>
        console.Use<UpdatePerson>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
