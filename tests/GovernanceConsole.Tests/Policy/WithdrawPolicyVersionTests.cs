using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class WithdrawPolicyVersionTests
{
    private static readonly Limits Shorter = Limits.Default with { SignOffDays = 120 };

    [Fact]
    public async Task Withdraw_ByAnotherPersonOfGovernance_DropsItAndTellsTheProposer()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);

        _ = (await console.WithdrawPolicyAsync(await console.ProposedPolicyAsync(Shorter), gert)).Value;

        var withdrawn = (await console.Use<PolicyQueries>().FindAsync(2))!;
        Assert.Equal((PolicyVersionState.Withdrawn, "Needs more thought.", null), (withdrawn.State, withdrawn.WithdrawalReason, withdrawn.InForceFrom));
        var first = await console.Use<PolicyQueries>().InForceAsync();
        Assert.Equal((1, null), (first.Number, first.EndedAt));
        Assert.Equal("Policy 2 was withdrawn", Assert.Single(await console.Use<InboxQueries>().UnreadAsync(console.Founder)).Subject);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Withdraw_ByTheProposerWhoIsNoLongerInGovernance_IsAccepted()
    {
        await using var console = await TestConsole.StartAsync();
        var paula = await console.PersonAsync("Paula Proposer", Role.Governance);
        var version = await console.ProposedPolicyAsync(Shorter, paula);
        await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(paula.Person!.Value, Role.Governance), console.Founder);

        Assert.True((await console.WithdrawPolicyAsync(version, paula)).IsAccepted);
    }

    [Fact]
    public async Task Withdraw_BySomebodyElse_IsRefusedAsNotAllowed_WhetherOrNotItExists()
    {
        await using var console = await TestConsole.StartAsync();
        var lena = await console.PersonAsync("Lena Lead", Role.DeskLead);

        (await console.WithdrawPolicyAsync(await console.ProposedPolicyAsync(Shorter), lena)).Refusals.RefusedAs<NotAllowed>();
        (await console.WithdrawPolicyAsync(PolicyVersionId.From(Guid.Empty), lena)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Withdraw_AVersionThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.WithdrawPolicyAsync(PolicyVersionId.From(Guid.Empty), console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Withdraw_WhatIsInForce_IsRefusedAsPolicyVersionIsDecided()
    {
        await using var console = await TestConsole.StartAsync();
        var version = await console.ProposedPolicyAsync(Shorter);
        _ = (await console.ApprovePolicyAsync(version, await console.PersonAsync("Gert", Role.Governance))).Value;

        (await console.WithdrawPolicyAsync(version, console.Founder)).Refusals.RefusedAs<PolicyVersionIsDecided>();
    }

    [Fact]
    public async Task Withdraw_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.WithdrawPolicyAsync(await console.ProposedPolicyAsync(Shorter), console.Founder, " ")).Refusals.RefusedAs<FieldIsEmpty>();
    }
}
