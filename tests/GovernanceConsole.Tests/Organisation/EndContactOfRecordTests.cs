using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class EndContactOfRecordTests
{
    [Fact]
    public async Task End_AContact_KeepsItAsAFormerOne()
    {
        await using var console = await TestConsole.StartAsync();
        var (ada, number) = await AdaAsync(console);
        console.Clock.Advance(TimeSpan.FromDays(3));

        _ = (await EndAsync(console, number)).Value;

        Assert.Equal((number, console.Clock.GetUtcNow()), Assert.Single(await console.Use<ContactQueries>().OfAsync(console.Founder, ada)) is var c ? (c.Id, c.EndedAt) : default);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task End_Twice_IsRefusedAsContactHasEndedAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var (_, number) = await AdaAsync(console);
        _ = (await EndAsync(console, number)).Value;

        (await EndAsync(console, number)).Refusals.RefusedAs<ContactHasEndedAlready>();
    }

    [Fact]
    public async Task End_WhatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await EndAsync(console, ContactId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task End_OnesOwn_IsRefusedAsNobodyKeepsTheirOwnContacts()
    {
        await using var console = await TestConsole.StartAsync();
        await console.DirectorySaysAsync("E0000", TestContacts.Number, TestContacts.Old);
        var own = Assert.Single(await console.Use<ContactQueries>().OfAsync(console.Founder, console.Founder.Person!.Value)).Id;

        (await EndAsync(console, own)).Refusals.RefusedAs<NobodyKeepsTheirOwnContacts>();
        Assert.True((await EndAsync(console, own, await console.PersonAsync("Petra", Role.PlatformAdministrator))).IsAccepted);
    }

    [Fact]
    public async Task End_BySomebodyOfADesk_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var (_, number) = await AdaAsync(console);

        (await EndAsync(console, number, await console.PersonAsync("Anna", Role.DeskAgent))).Refusals.RefusedAs<NotAllowed>();
        (await EndAsync(console, number, await console.PersonAsync("Dora", Role.Governance, Role.DeskLead))).Refusals.RefusedAs<DesksKeepNoContacts>();
    }

    private static async Task<(PersonId Person, ContactId Number)> AdaAsync(TestConsole console)
    {
        var ada = (await console.PersonAsync("Ada")).Person!.Value;
        return (ada, (await console.Use<RecordContactOfRecord>().ExecuteAsync(
            CommandId.New(), new RecordContactOfRecordInput(ada, ContactKind.Phone, TestContacts.Number, "Personnel file"), console.Founder)).Value);
    }

    private static Task<Outcome<Done>> EndAsync(TestConsole console, ContactId contact, Actor? by = null) =>
        console.Use<EndContactOfRecord>().ExecuteAsync(CommandId.New(), new EndContactOfRecordInput(contact), by ?? console.Founder);
}
