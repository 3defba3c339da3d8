using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RecordContactOfRecordTests
{
    [Fact]
    public async Task Record_ANumber_IsShownMaskedWithItsSource_AndIsAsNewAsTheRecord()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        var id = (await RecordAsync(console, Input(ada))).Value;

        var contact = Assert.Single(await console.Use<ContactQueries>().OfAsync(console.Founder, ada));
        Assert.Equal(
            new ContactStanding(id, ada, ContactKind.Phone, "•••• 01", "Personnel file", TestConsole.Start, EndedAt: null, console.Founder.Person), contact);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>The trail says that a number came and when, and not which.</summary>
    [Fact]
    public async Task Record_ANumber_StandsInNoHistoryInFull()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;
        var contact = (await RecordAsync(console, Input(ada))).Value;
        _ = (await console.Use<EndContactOfRecord>().ExecuteAsync(CommandId.New(), new EndContactOfRecordInput(contact), console.Founder)).Value;

        var timeline = await console.Use<TimelineQueries>().OfAsync(ada.Value);
        var entry = (await console.Use<TrailEntryQueries>().FindAsync(console.Founder, TrailLedger.Decisions, timeline[1].Idx))!;

        Assert.Equal(["ended a contact of record of the person: Phone", "recorded a contact of record of the person: Phone"], timeline.Take(2).Select(e => e.Text));
        Assert.Contains(timeline[1].Changes, c => c.Field.EndsWith("contact address", StringComparison.Ordinal) && c.After == "•••• 01");
        Assert.Contains(entry.Changes, c => c.After == "•••• 01");
        Assert.DoesNotContain(TestContacts.Number, System.Text.Json.JsonSerializer.Serialize(new { timeline, entry.Changes, entry.Details, entry.Body, entry.Entry }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_ForSomebodyWhoIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Input(PersonId.From(Guid.Empty)))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Record_OnesOwn_IsRefusedAsNobodyKeepsTheirOwnContacts()
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Input(console.Founder.Person!.Value))).Refusals.RefusedAs<NobodyKeepsTheirOwnContacts>();
    }

    [Theory]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.DeskLead)]
    public async Task Record_BySomebodyWhoWorksAtADeskToo_IsRefusedAsDesksKeepNoContacts(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        (await RecordAsync(console, Input(ada), await console.PersonAsync("Dora", Role.PlatformAdministrator, role))).Refusals.RefusedAs<DesksKeepNoContacts>();
        Assert.True((await RecordAsync(console, Input(ada), await console.PersonAsync("Petra", Role.PlatformAdministrator))).IsAccepted);
    }

    [Theory]
    [InlineData(Role.DeskAgent)]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.Manager)]
    [InlineData(Role.SecurityOperations)]
    public async Task Record_ByARoleThatDoesNotKeepTheDirectory_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        (await RecordAsync(console, Input(ada), await console.PersonAsync("Nora", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData("+49 30 23125 101", true)]
    [InlineData("(030) 23125-101", true)]
    [InlineData("+1 206 555 0101", true)]
    [InlineData("+12345", false)] // five digits
    [InlineData("+123456", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+1234567890123456", false)] // sixteen
    [InlineData("23125 101", false)] // of no country
    [InlineData("+49 30 23125 ext. 101", false)]
    [InlineData("ask for Ada", false)]
    public async Task Record_ANumber_IsOneThatADeskCanDial(string number, bool can)
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        var outcome = await RecordAsync(console, Input(ada) with { Address = number });

        Assert.Equal(can, outcome.IsAccepted);
        if (!can)
            outcome.Refusals.RefusedAs<NumberCannotBeDialled>();
    }

    [Fact]
    public async Task Record_AnAddressThatIsNone_IsRefusedAsContactIsNoAddress()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        (await RecordAsync(console, Input(ada) with { Kind = ContactKind.RecoveryAddress, Address = "ada at home" })).Refusals.RefusedAs<ContactIsNoAddress>();
        Assert.True((await RecordAsync(console, Input(ada) with { Kind = ContactKind.RecoveryAddress, Address = "ada@example.net" })).IsAccepted);
        Assert.Equal("a••••@example.net", Assert.Single(await console.Use<ContactQueries>().OfAsync(console.Founder, ada)).Masked);
    }

    [Fact]
    public async Task Record_TheMailboxOfTheDirectory_IsRefusedAsDirectoryAddressStandsOnTheEntry()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        (await RecordAsync(console, Input(ada) with { Kind = ContactKind.DirectoryAddress, Address = "ada@example.test" })).Refusals.RefusedAs<DirectoryAddressStandsOnTheEntry>();
    }

    [Fact]
    public async Task Record_WithoutASource_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;

        Assert.Equal("Source", (await RecordAsync(console, Input(ada) with { Source = " " })).Refusals.RefusedAs<FieldIsEmpty>().Field);
    }

    [Fact]
    public async Task Record_TheSameNumberWrittenDifferently_IsRefusedAsContactIsOnRecord()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = (await console.PersonAsync("Ada")).Person!.Value;
        _ = (await RecordAsync(console, Input(ada))).Value;

        (await RecordAsync(console, Input(ada) with { Address = "+49-30-23125101" })).Refusals.RefusedAs<ContactIsOnRecord>();
        Assert.True((await RecordAsync(console, Input(ada) with { Address = "+49 30 23125 102" })).IsAccepted);
    }

    [Fact]
    public async Task Record_WhereTheDirectoryTellsOne_IsRefusedAsDirectoryTellsThisContact()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        await console.DirectorySaysAsync("E0001", TestContacts.Number, TestContacts.Old);

        (await RecordAsync(console, Input(ada.Person!.Value) with { Address = "+49 30 23125 102" })).Refusals.RefusedAs<DirectoryTellsThisContact>();
        Assert.True((await RecordAsync(console, Input(ada.Person.Value) with { Kind = ContactKind.RecoveryAddress, Address = "ada@example.net" })).IsAccepted);
    }

    [Fact]
    public async Task Record_ForASharedMailbox_IsRefusedAsContactsAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Input(await console.EntryAsync("M1", "Desk mailbox", DirectoryEntryKind.SharedMailbox)))).Refusals.RefusedAs<ContactsAreForIndividuals>();
    }

    [Fact]
    public async Task Record_ForALeaver_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();

        (await RecordAsync(console, Input(await console.LeaverAsync("Lea")))).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    public async Task Contacts_AreOpenToWhoReadsTheDirectoryAndToOneself_AndToNobodyElse()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        _ = (await RecordAsync(console, Input(ada.Person!.Value))).Value;

        Assert.Single(await console.Use<ContactQueries>().OfAsync(ada, ada.Person.Value));
        Assert.Empty(await console.Use<ContactQueries>().OfAsync(await console.PersonAsync("Anna", Role.DeskAgent), ada.Person.Value));
    }

    private static RecordContactOfRecordInput Input(PersonId person) => new(person, ContactKind.Phone, TestContacts.Number, "Personnel file");

    private static Task<Outcome<ContactId>> RecordAsync(TestConsole console, RecordContactOfRecordInput input, Actor? by = null) =>
        console.Use<RecordContactOfRecord>().ExecuteAsync(CommandId.New(), input, by ?? console.Founder);
}
