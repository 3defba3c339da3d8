using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class MakeDeskExecutorOnlyTests
{
    [Fact]
    [Trait("row", "R-014")]
    public async Task MakeExecutorOnly_ADecisionMaker_NeedsOnePersonOnly()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await ProposedAsync(console);
        await console.Use<ConfirmDeskAsDecisionMaker>().ExecuteAsync(
            CommandId.New(), new ConfirmDeskAsDecisionMakerInput(desk, 2, await console.Use<OrganisationQueries>().ShowDeskForApprovalAsync(desk)), await console.PersonAsync("Gert", Role.Governance));

        Assert.True((await MakeAsync(console, desk)).IsAccepted);

        Assert.Equal(DeskDecisionMode.ExecutorOnly, (await console.Use<OrganisationQueries>().DeskAsync(desk))!.DecisionMode);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task MakeExecutorOnly_WhileAProposalWaits_DropsIt()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await ProposedAsync(console);

        Assert.True((await MakeAsync(console, desk)).IsAccepted);

        Assert.Null((await console.Use<OrganisationQueries>().DeskAsync(desk))!.Proposal);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task MakeExecutorOnly_WhatOnlyExecutes_IsRefusedAsDeskOnlyExecutesAlready()
    {
        await using var console = await TestConsole.StartAsync();

        (await MakeAsync(console, await console.DeskAsync("NIGHT"))).Refusals.RefusedAs<DeskOnlyExecutesAlready>();
    }

    [Fact]
    public async Task MakeExecutorOnly_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        (await MakeAsync(console, await ProposedAsync(console), "")).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task MakeExecutorOnly_ADeskThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await MakeAsync(console, DeskId.From(Guid.Empty))).Refusals.RefusedAs<NotFound>();
    }

    private static async Task<DeskId> ProposedAsync(TestConsole console)
    {
        var desk = await console.DeskAsync("NIGHT");
        _ = (await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(
            CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), console.Founder)).Value;
        return desk;
    }

    private static Task<Outcome<Done>> MakeAsync(TestConsole console, DeskId desk, string reason = "It accepted risks it did not know.") =>
        console.Use<MakeDeskExecutorOnly>().ExecuteAsync(CommandId.New(), new MakeDeskExecutorOnlyInput(desk, reason), console.Founder);
}
