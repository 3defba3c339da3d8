using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class MarkPersonAsLeftTests
{
    [Fact]
    [Trait("row", "R-016")]
    public async Task Leave_HoldingRoles_EndsThemAndNothingIsAcceptedAnyMore()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance, Role.Auditor);
        console.Clock.Advance(TimeSpan.FromHours(1));

        await console.LeaveAsync(gert.Person!.Value);

        var found = (await console.Use<PeopleQueries>().FindAsync(console.Founder, gert.Person!.Value))!;
        Assert.Equal(TestConsole.Start.AddHours(1), found.LeftAt);
        Assert.All(found.Roles, r => Assert.Equal(found.LeftAt, r.EndedAt));
        var attempt = await console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("V1", "Vendor"), gert);
        attempt.Refusals.RefusedAs<NotAllowed>();
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "R-016")]
    public async Task Leave_ToldByTheDirectoryFeed_IsAccepted()
    {
        await using var console = await TestConsole.StartAsync();
        var ada = await console.EntryAsync("E7", "Ada");

        var outcome = await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(ada), Actor.ForJob("directory-feed"));

        Assert.True(outcome.IsAccepted);
    }

    [Fact]
    public async Task Leave_Twice_IsRefusedAsPersonHasLeftAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var leaver = await console.LeaverAsync("Lea Leaver");

        (await LeaveAsync(console, leaver)).Refusals.RefusedAs<PersonHasLeftAlready>();
    }

    [Fact]
    public async Task Leave_NotedByThePersonThemselves_IsRefusedAsNobodyMarksThemselvesAsLeft()
    {
        await using var console = await TestConsole.StartAsync();

        (await LeaveAsync(console, console.Founder.Person!.Value)).Refusals.RefusedAs<NobodyMarksThemselvesAsLeft>();
    }

    [Fact]
    public async Task Leave_SomebodyWhoDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await LeaveAsync(console, PersonId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> LeaveAsync(TestConsole console, PersonId person) =>
        console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), console.Founder);
}
