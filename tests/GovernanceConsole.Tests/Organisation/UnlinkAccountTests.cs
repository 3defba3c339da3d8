using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class UnlinkAccountTests
{
    [Fact]
    public async Task Unlink_ALinkedAccount_FreesItAndTheLedgerKeepsIt()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");
        var input = new LinkAccountInput(ada, "https://login.example.test", "subject-1");
        var account = (await console.Use<LinkAccount>().ExecuteAsync(CommandId.New(), input, console.Founder)).Value;

        Assert.True((await UnlinkAsync(console, account)).IsAccepted);

        Assert.Empty((await console.Use<PeopleQueries>().FindAsync(console.Founder, ada))!.Accounts);
        Assert.True((await console.Use<LinkAccount>().ExecuteAsync(CommandId.New(), input, console.Founder)).IsAccepted);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Unlink_AnAccountThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await UnlinkAsync(console, AccountId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> UnlinkAsync(TestConsole console, AccountId account) =>
        console.Use<UnlinkAccount>().ExecuteAsync(CommandId.New(), new UnlinkAccountInput(account), console.Founder);
}
