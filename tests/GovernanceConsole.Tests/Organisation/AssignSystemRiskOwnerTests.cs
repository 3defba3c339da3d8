using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class AssignSystemRiskOwnerTests
{
    [Fact]
    public async Task Assign_AnActiveIndividual_AnswersFromThisInstantOn()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");
        var rita = (await console.PersonAsync("Rita Risk")).Person!.Value;
        console.Clock.Advance(TimeSpan.FromHours(2));

        Assert.True((await AssignAsync(console, system, rita)).IsAccepted);

        var found = (await console.Use<OrganisationQueries>().SystemAsync(system))!;
        Assert.Equal((rita, TestConsole.Start.AddHours(2)), (found.RiskOwner!.Id, found.RiskOwnerAssignedAt));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(DirectoryEntryKind.SharedMailbox)]
    [InlineData(DirectoryEntryKind.DistributionList)]
    [Trait("row", "R-004")]
    public async Task Assign_SomethingThatIsNoIndividual_IsRefusedAsSeatsAreForIndividuals(DirectoryEntryKind kind)
    {
        await using var console = await TestConsole.StartAsync();
        var entry = await console.EntryAsync("M1", "Owners", kind);

        (await AssignAsync(console, await console.SystemAsync("X"), entry)).Refusals.RefusedAs<SeatsAreForIndividuals>();
    }

    [Fact]
    public async Task Assign_ALeaver_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();
        var leaver = await console.LeaverAsync("Lea");

        (await AssignAsync(console, await console.SystemAsync("X"), leaver)).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    public async Task Assign_WhoItIsAlready_IsRefusedAsPersonIsRiskOwnerAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var system = await console.SystemAsync("X");
        var rita = (await console.PersonAsync("Rita Risk")).Person!.Value;
        await AssignAsync(console, system, rita);

        (await AssignAsync(console, system, rita)).Refusals.RefusedAs<PersonIsRiskOwnerAlready>();
    }

    [Fact]
    public async Task Assign_SomebodyWhoDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Equal("person", (await AssignAsync(console, await console.SystemAsync("X"), PersonId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>().What);
    }

    [Fact]
    public async Task Assign_ForWhatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await AssignAsync(console, GovernedSystemId.From(Guid.Empty), console.Founder.Person!.Value)).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> AssignAsync(TestConsole console, GovernedSystemId system, PersonId person) =>
        console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(system, person), console.Founder);
}
