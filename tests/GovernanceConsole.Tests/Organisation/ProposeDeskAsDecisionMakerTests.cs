using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class ProposeDeskAsDecisionMakerTests
{
    [Fact]
    [Trait("row", "R-014")]
    public async Task Propose_AnExecutor_ChangesNothingButWaitsForASecondPerson()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");

        Assert.True((await ProposeAsync(console, desk)).IsAccepted);

        var found = (await console.Use<OrganisationQueries>().DeskAsync(desk))!;
        Assert.Equal(DeskDecisionMode.ExecutorOnly, found.DecisionMode);
        Assert.Equal(("Gesa Founder", TestConsole.Start, "It knows its users."), (found.Proposal!.By.Name, found.Proposal.At, found.Proposal.Reason));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Propose_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");

        (await ProposeAsync(console, desk, " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Propose_WhatIsProposed_IsRefusedAsDecisionMakerIsProposedAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");
        await ProposeAsync(console, desk);

        (await ProposeAsync(console, desk)).Refusals.RefusedAs<DecisionMakerIsProposedAlready>();
    }

    [Fact]
    public async Task Propose_ADecisionMaker_IsRefusedAsDeskDecidesAlready()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");
        await ProposeAsync(console, desk);
        await console.Use<ConfirmDeskAsDecisionMaker>().ExecuteAsync(
            CommandId.New(), new ConfirmDeskAsDecisionMakerInput(desk, 2, await console.Use<OrganisationQueries>().ShowDeskForApprovalAsync(desk)), await console.PersonAsync("Gert", Role.Governance));

        (await ProposeAsync(console, desk)).Refusals.RefusedAs<DeskDecidesAlready>();
    }

    [Fact]
    public async Task Propose_ADeskThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await ProposeAsync(console, DeskId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<Done>> ProposeAsync(TestConsole console, DeskId desk, string reason = "It knows its users.") =>
        console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, reason), console.Founder);
}
