using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class ConfirmDeskAsDecisionMakerTests
{
    [Fact]
    [Trait("row", "R-014")]
    public async Task Confirm_ByASecondPersonOfGovernance_MakesItADecisionMaker()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await ProposedAsync(console);
        console.Clock.Advance(TimeSpan.FromDays(1));

        Assert.True((await ConfirmAsync(console, desk, await console.PersonAsync("Gert", Role.Governance))).IsAccepted);

        var found = (await console.Use<OrganisationQueries>().DeskAsync(desk))!;
        Assert.Equal((DeskDecisionMode.DecisionMaker, TestConsole.Start.AddDays(1), null), (found.DecisionMode, found.DecisionModeDecidedAt, found.Proposal));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "R-014")]
    public async Task Confirm_ByTheProposer_IsRefusedAsProposerConfirmsThemselves()
    {
        await using var console = await TestConsole.StartAsync();

        (await ConfirmAsync(console, await ProposedAsync(console), console.Founder)).Refusals.RefusedAs<ProposerConfirmsThemselves>();
    }

    [Fact]
    [Trait("row", "R-014")]
    public async Task Confirm_ByTheLeadOfTheDesk_IsRefusedAsDeskLeadConfirmsTheirOwnDesk()
    {
        await using var console = await TestConsole.StartAsync();
        var lead = await console.PersonAsync("Lena Lead", Role.Governance);

        (await ConfirmAsync(console, await ProposedAsync(console, lead.Person), lead)).Refusals.RefusedAs<DeskLeadConfirmsTheirOwnDesk>();
    }

    [Fact]
    [Trait("row", "R-014")]
    public async Task Confirm_ByTheLeadOfTheDeskInTheDesk_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var lead = await console.PersonAsync("Lena Lead", Role.DeskLead);

        (await ConfirmAsync(console, await ProposedAsync(console, lead.Person), lead)).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData("role ended")]
    [InlineData("left")]
    [Trait("row", "R-014")]
    public async Task Confirm_WhatSomebodyProposedWhoIsNoLongerInGovernance_IsRefusedAsProposerIsNoLongerInGovernance(string how)
    {
        await using var console = await TestConsole.StartAsync();
        var proposer = await console.PersonAsync("Paula Proposer", Role.Governance);
        var desk = await console.DeskAsync("NIGHT");
        await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), proposer);
        if (how == "left")
            await console.LeaveAsync(proposer.Person!.Value);
        else
            await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(proposer.Person!.Value, Role.Governance), console.Founder);

        (await ConfirmAsync(console, desk, await console.PersonAsync("Gert", Role.Governance))).Refusals.RefusedAs<ProposerIsNoLongerInGovernance>();
    }

    [Fact]
    public async Task Confirm_WhatNobodyProposed_IsRefusedAsNothingIsProposed()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await console.DeskAsync("NIGHT");

        var refused = await console.Use<ConfirmDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ConfirmDeskAsDecisionMakerInput(desk, 1, Shown: null), console.Founder);

        refused.Refusals.RefusedAs<NothingIsProposed>();
    }

    [Fact]
    public async Task Confirm_ADeskThatWasChangedAfterItWasShown_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var desk = await ProposedAsync(console);
        await console.Use<UpdateDesk>().ExecuteAsync(
            CommandId.New(), new UpdateDeskInput(desk, 2, "Another desk altogether", DeskKind.Own, console.Founder.Person!.Value), console.Founder);

        (await ConfirmAsync(console, desk, await console.PersonAsync("Gert", Role.Governance))).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Confirm_ADeskThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await ConfirmAsync(console, DeskId.From(Guid.Empty), console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    private static async Task<DeskId> ProposedAsync(TestConsole console, PersonId? lead = null)
    {
        var desk = await console.DeskAsync("NIGHT", lead);
        _ = (await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(
            CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), console.Founder)).Value;
        return desk;
    }

    private static async Task<Outcome<Done>> ConfirmAsync(TestConsole console, DeskId desk, Actor actor) =>
        await console.Use<ConfirmDeskAsDecisionMaker>().ExecuteAsync(
            CommandId.New(), new ConfirmDeskAsDecisionMakerInput(desk, 2, await console.Use<OrganisationQueries>().ShowDeskForApprovalAsync(desk)), actor);
}
