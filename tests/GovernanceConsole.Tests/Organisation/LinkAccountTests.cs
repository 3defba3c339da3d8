using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class LinkAccountTests
{
    private const string Issuer = "https://login.example.test";

    [Fact]
    public async Task Link_TwoAccounts_BothStandForThePerson()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");

        await LinkAsync(console, ada, "subject-1");
        await LinkAsync(console, ada, "subject-2");

        var found = (await console.Use<PeopleQueries>().FindAsync(console.Founder, ada))!;
        Assert.Equal(["subject-1", "subject-2"], found.Accounts.Select(a => a.Subject));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Link_AnAccountOfSomebodyElse_IsRefusedAsAccountIsLinkedAlready()
    {
        await using var console = await TestConsole.StartAsync();
        await LinkAsync(console, await console.EntryAsync("E7", "Ada"), "subject-1");
        var eve = await console.EntryAsync("E8", "Eve");

        var refused = await LinkAsync(console, eve, "subject-1");

        Assert.Equal("Ada", refused.Refusals.RefusedAs<AccountIsLinkedAlready>().Holder);
    }

    [Fact]
    [Trait("row", "R-182")]
    public async Task Link_AnAccountToASharedMailbox_IsRefusedAsAccountsAreForIndividuals()
    {
        await using var console = await TestConsole.StartAsync();
        var mailbox = await console.EntryAsync("M1", "Vendor desk mailbox", DirectoryEntryKind.SharedMailbox);

        (await LinkAsync(console, mailbox, "subject-1")).Refusals.RefusedAs<AccountsAreForIndividuals>();
    }

    [Fact]
    public async Task Link_AnAccountToALeaver_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();

        (await LinkAsync(console, await console.LeaverAsync("Lea"), "subject-1")).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    public async Task Link_WithoutASubject_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        (await LinkAsync(console, await console.EntryAsync("E7", "Ada"), " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Link_ToSomebodyWhoDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await LinkAsync(console, PersonId.From(Guid.Empty), "subject-1")).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<AccountId>> LinkAsync(TestConsole console, PersonId person, string subject) =>
        console.Use<LinkAccount>().ExecuteAsync(CommandId.New(), new LinkAccountInput(person, Issuer, subject), console.Founder);
}
