using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class MarkPersonAsReturnedTests
{
    [Fact]
    public async Task Return_AfterLeaving_IsActiveAgainWithoutRoles()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = (await console.PersonAsync("Gert", Role.Governance)).Person!.Value;
        await console.LeaveAsync(gert);

        Assert.True((await ReturnAsync(console, gert)).IsAccepted);

        var found = (await console.Use<PeopleQueries>().FindAsync(console.Founder, gert))!;
        Assert.True(found.MayAct);
        Assert.Null(found.LeftAt);
        Assert.All(found.Roles, r => Assert.NotNull(r.EndedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Return_WhileActive_IsRefusedAsPersonIsActive()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");

        (await ReturnAsync(console, ada)).Refusals.RefusedAs<PersonIsActive>();
    }

    [Fact]
    public async Task Return_SomebodyWhoDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await ReturnAsync(console, PersonId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> ReturnAsync(TestConsole console, PersonId person) =>
        console.Use<MarkPersonAsReturned>().ExecuteAsync(CommandId.New(), new MarkPersonAsReturnedInput(person), console.Founder);
}
