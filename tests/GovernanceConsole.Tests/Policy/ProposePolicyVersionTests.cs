using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
[Trait("row", "R-204")]
public sealed class ProposePolicyVersionTests
{
    private static readonly Limits Shorter = Limits.Default with { SignOffDays = 120 };

    [Fact]
    public async Task Propose_ByGovernance_WaitsAndChangesNothing()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);

        var version = await console.ProposedPolicyAsync(Shorter);

        var waits = (await console.Use<PolicyQueries>().ProposalAsync())!;
        Assert.Equal((version, 2, PolicyVersionState.Proposed, Shorter), (waits.Id, waits.Number, waits.State, waits.Limits));
        Assert.Equal((console.Founder.Person, TestConsole.Start, "The findings of spring ask for it."), (waits.ProposedBy, waits.ProposedAt, waits.Reason));
        var inForce = await console.Use<PolicyQueries>().InForceAsync();
        Assert.Equal((1, Limits.Default), (inForce.Number, inForce.Limits));
        Assert.Equal("Policy 2 waits for your approval", Assert.Single(await console.Use<InboxQueries>().UnreadAsync(gert)).Subject);
        Assert.Empty(await console.Use<InboxQueries>().UnreadAsync(console.Founder));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.IamPolicy)]
    [InlineData(Role.SecurityOperations)]
    [InlineData(Role.Auditor)]
    public async Task Propose_ByAnyOtherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposePolicyAsync(Shorter, await console.PersonAsync("Lena", role))).Refusals.RefusedAs<NotAllowed>();
        Assert.Null(await console.Use<PolicyQueries>().ProposalAsync());
    }

    [Fact]
    public async Task Propose_ALimitOutOfBounds_IsRefusedAsLimitIsOutOfBounds()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposePolicyAsync(Limits.Default with { SignOffDays = 366 })).Refusals.RefusedAs<LimitIsOutOfBounds>();
    }

    [Fact]
    public async Task Propose_WhatIsInForce_IsRefusedAsPolicyIsTheSame()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ProposePolicyAsync(Limits.Default)).Refusals.RefusedAs<PolicyIsTheSame>();
    }

    [Fact]
    public async Task Propose_WhileAnotherWaits_IsRefusedAsPolicyVersionWaits()
    {
        await using var console = await TestConsole.StartAsync();
        await console.ProposedPolicyAsync(Shorter);

        (await console.ProposePolicyAsync(Limits.Default with { SignOffDays = 100 })).Refusals.RefusedAs<PolicyVersionWaits>();
    }

    [Theory]
    [InlineData("", nameof(FieldIsEmpty))]
    [InlineData(null, nameof(TextIsTooLong))]
    public async Task Propose_WithoutAReasonOrWithTooLongAOne_IsRefused(string? reason, string code)
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await console.Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(1, Shorter, reason ?? new string('x', TextRules.Paragraph + 1)), console.Founder);

        Assert.Equal(code, Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Propose_AgainstAPolicyThatWasReplacedMeanwhile_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        await console.SetPolicyAsync(Shorter, await console.PersonAsync("Gert", Role.Governance));

        var refused = await console.Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(1, Limits.Default with { GraceWorkingDays = 5 }, "Shorter grace."), console.Founder);

        refused.Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Propose_AfterAWithdrawal_GivesTheNextNumber()
    {
        await using var console = await TestConsole.StartAsync();
        _ = (await console.WithdrawPolicyAsync(await console.ProposedPolicyAsync(Shorter), console.Founder)).Value;

        await console.ProposedPolicyAsync(Shorter);

        Assert.Equal(3, (await console.Use<PolicyQueries>().ProposalAsync())!.Number);
    }
}
