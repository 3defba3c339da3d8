using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

/// <summary>What the directory says of contacts, import after import.</summary>
public sealed class ContactsOfRecordTests
{
    private const string Other = "+49 30 23125 102";

    [Fact]
    public async Task Follow_TheFirstNumber_IsAsOldAsTheDirectorySays_FromTheEndOfThatDay()
    {
        await using var console = await TestConsole.StartAsync(timeZone: "UTC");
        var ada = await console.PersonAsync("Ada");

        await console.DirectorySaysAsync("E0001", TestContacts.Number, new DateOnly(2026, 2, 10));

        Assert.Equal((new DateTimeOffset(2026, 2, 11, 0, 0, 0, TimeSpan.Zero), "Directory"), Assert.Single(await OfAsync(console, ada)) is var c ? (c.ChangedAt, c.Source) : default);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-03-02")] // today, which has not ended
    [InlineData("2031-01-01")]
    public async Task Follow_ANumberWithoutADayInThePast_IsAsNewAsTheImport(string? saidOn)
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");

        await console.DirectorySaysAsync("E0001", TestContacts.Number, saidOn is null ? null : DateOnly.Parse(saidOn, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(TestConsole.Start, Assert.Single(await OfAsync(console, ada)).ChangedAt);
    }

    /// <summary>Who gets at the directory must not be able to make a number old by writing so.</summary>
    [Fact]
    [Trait("row", "R-056")]
    public async Task Follow_AnotherNumber_IsAsNewAsTheImport_WhateverTheDirectorySays_AndTheFormerStaysKnown()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        await console.DirectorySaysAsync("E0001", TestContacts.Number, TestContacts.Old);
        console.Clock.Advance(TimeSpan.FromDays(40));

        await console.DirectorySaysAsync("E0001", Other, TestContacts.Old);

        var contacts = await OfAsync(console, ada);
        var now = console.Clock.GetUtcNow();
        Assert.Equal([("•••• 02", now, null), ("•••• 01", contacts[1].ChangedAt, now)], contacts.Select(c => (c.Masked, c.ChangedAt, c.EndedAt)));
        Assert.True(contacts[1].ChangedAt < TestConsole.Start);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Follow_TheSameNumberAgain_ChangesNothing_HoweverItIsWritten()
    {
        await using var console = await TestConsole.StartAsync();
        _ = await console.PersonAsync("Ada");
        await console.DirectorySaysAsync("E0001", TestContacts.Number, TestContacts.Old);
        var entries = LedgerFold.VerifyChain(console.File, 1);

        Assert.Equal(1, (await console.DirectorySaysAsync("E0001", "+493023125101", TestContacts.Old)).Unchanged);
        Assert.Equal(1, (await console.DirectorySaysAsync("E0001", TestContacts.Number)).Unchanged);
        Assert.Equal(entries, LedgerFold.VerifyChain(console.File, 1));
    }

    /// <summary>Between two imports it was somebody else's and came back.</summary>
    [Fact]
    public async Task Follow_TheSameNumberWithALaterDay_IsAsNewAsThatDay()
    {
        await using var console = await TestConsole.StartAsync(timeZone: "UTC");
        var ada = await console.PersonAsync("Ada");
        await console.DirectorySaysAsync("E0001", TestContacts.Number, TestContacts.Old);

        Assert.Equal(1, (await console.DirectorySaysAsync("E0001", TestContacts.Number, new DateOnly(2026, 2, 27))).Changed);

        Assert.Equal(new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero), Assert.Single(await OfAsync(console, ada)).ChangedAt);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Follow_AnEmptyCell_EndsTheDirectorysContact_AndNotOneThatWasRecorded()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        var recorded = (await console.Use<RecordContactOfRecord>().ExecuteAsync(
            CommandId.New(), new RecordContactOfRecordInput(ada.Person!.Value, ContactKind.RecoveryAddress, TestContacts.Address, "Personnel file"), console.Founder)).Value;
        await console.DirectorySaysAsync("E0001", TestContacts.Number, TestContacts.Old);

        await console.DirectorySaysAsync("E0001", phone: null);

        Assert.Equal([(ContactKind.RecoveryAddress, true), (ContactKind.Phone, false)], (await OfAsync(console, ada)).Select(c => (c.Kind, c.EndedAt is null)));
        Assert.Contains(await OfAsync(console, ada), c => c.Id == recorded);
    }

    [Fact]
    public async Task Follow_WhatIsNoNumber_IsAFindingThatDoesNotRepeatIt()
    {
        await using var console = await TestConsole.StartAsync();
        _ = await console.PersonAsync("Ada");

        var finding = Assert.Single((await console.DirectorySaysAsync("E0001", "4711")).Findings);

        Assert.IsType<NumberCannotBeDialled>(finding.Refusal);
        Assert.DoesNotContain("4711", finding.Refusal.Sentence, StringComparison.Ordinal);
    }

    /// <summary>A changed address is told to the former one too, as long as it is asked for; the mailbox and the recovery address are both told.</summary>
    [Fact]
    public async Task MailAddresses_AfterAChangeOfTheEntry_HoldTheFormerOneAsLongAsItIsAskedFor()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.PersonAsync("Ada");
        await console.DirectorySaysAsync("E0001", null, null, TestContacts.Address, TestContacts.Old);
        console.Clock.Advance(TimeSpan.FromDays(1));
        _ = (await console.Use<UpdatePerson>().ExecuteAsync(
            CommandId.New(), new UpdatePersonInput(ada.Person!.Value, 2, "Ada", "ada.new@example.test", DirectoryEntryKind.Individual, Engagement.Employee, null, null, null), console.Founder)).Value;
        var changedAt = console.Clock.GetUtcNow();

        Assert.Equal(["ada.new@example.test", TestContacts.Address, "E0001@example.test"], await MailAsync(console, ada, changedAt));
        Assert.Equal(["ada.new@example.test", TestContacts.Address], await MailAsync(console, ada, changedAt.AddMilliseconds(1)));
        Assert.Equal(ContactKind.RecoveryAddress, Assert.Single(await OfAsync(console, ada)).Kind); // a former mailbox is no contact to verify by
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    private static Task<IReadOnlyList<ContactStanding>> OfAsync(TestConsole console, Actor person) => console.Use<ContactQueries>().OfAsync(console.Founder, person.Person!.Value);

    private static async Task<IReadOnlyList<string>> MailAsync(TestConsole console, Actor person, DateTimeOffset formerSince)
    {
        await using var context = console.Store.OpenForReading();
        return await ContactReads.MailAddressesAsync(context, person.Person!.Value, formerSince);
    }
}
