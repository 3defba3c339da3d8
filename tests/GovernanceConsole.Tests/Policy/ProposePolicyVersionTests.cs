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

        var refused = await console.ProposePolicyAsync(Shorter, reason: reason ?? new string('x', TextRules.Paragraph + 1));

        Assert.Equal(code, Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task Propose_AgainstAPolicyThatWasReplacedMeanwhile_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        await console.SetPolicyAsync(Shorter, await console.PersonAsync("Gert", Role.Governance));
        var draft = (await console.BeginPolicyDraftAsync(PolicyDocument.Default)).Value;

        (await ProposeAsync(console, draft, seenVersion: 1, seenInForce: 1)).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Propose_ADraftThatWasWrittenOnMeanwhile_IsRefusedAsChangedMeanwhile()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync(PolicyDocument.Default with { Limits = Shorter })).Value;

        (await ProposeAsync(console, draft, seenVersion: 0, seenInForce: 1)).Refusals.RefusedAs<ChangedMeanwhile>();
    }

    [Fact]
    public async Task Propose_ADraftThatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await ProposeAsync(console, PolicyDraftId.From(Guid.CreateVersion7()), 1, 1)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Propose_ADraftTwice_IsRefusedAsPolicyDraftIsClosed()
    {
        await using var console = await TestConsole.StartAsync();
        var draft = (await console.BeginPolicyDraftAsync(PolicyDocument.Default with { Limits = Shorter })).Value;
        _ = (await ProposeAsync(console, draft, 1, 1)).Value;

        (await ProposeAsync(console, draft, 2, 1)).Refusals.RefusedAs<PolicyDraftIsClosed>();
    }

    [Fact]
    [Trait("row", "R-027")]
    public async Task Propose_WhatDoesNotHoldTogether_IsRefusedAsPolicyDoesNotHold()
    {
        await using var console = await TestConsole.StartAsync();
        var iris = await console.PersonAsync("Iris", Role.IamPolicy);

        (await console.ProposePolicyAsync(PolicyDocument.Default with { Rules = [.. PolicyDocument.Default.Rules.Skip(1)] }, iris)).Refusals.RefusedAs<PolicyDoesNotHold>();
    }

    [Fact]
    [Trait("row", "D12")]
    public async Task Propose_ASeatForWhichTooFewAreOnDuty_IsRefused_AndAcceptedOnceTwoMayBeAway()
    {
        await using var console = await TestConsole.StartAsync();
        var iris = await console.PersonAsync("Iris", Role.IamPolicy);
        var rule = PolicyDocument.Default.FindRule("K01-STD")!;
        var needsSecurity = PolicyDocument.Default.With(rule with { Approval = rule.Approval with { Seats = [["SEC"]] } });
        await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));

        Assert.Equal("quorum", Assert.IsType<PolicyDoesNotHold>(Assert.Single((await console.ProposePolicyAsync(needsSecurity, iris)).Refusals)).Check);

        await console.OnDutyAsync("SEC", await console.PersonAsync("Sven"));
        Assert.True((await console.ProposeDraftAsync(iris)).IsAccepted);
    }

    [Fact]
    [Trait("row", "R-052")]
    public async Task Propose_OfSignalsByIamPolicy_WaitsForGovernance_AndIsInForceAfterItsApproval()
    {
        await using var console = await TestConsole.StartAsync();
        var (iris, gert) = (await console.PersonAsync("Iris", Role.IamPolicy), await console.PersonAsync("Gert", Role.Governance));
        var stricter = Stricter();

        var version = (await console.ProposePolicyAsync(stricter, iris)).Value;
        Assert.Equal(PolicyDocument.Default, (await console.Use<PolicyQueries>().InForceAsync()).Document);
        (await console.ApprovePolicyAsync(version, iris)).Refusals.RefusedAs<NotAllowed>();
        _ = (await console.ApprovePolicyAsync(version, gert)).Value;

        Assert.Equal(stricter, (await console.Use<PolicyQueries>().InForceAsync()).Document);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "D4")]
    public async Task Approve_BySomebodyWhoWroteOnTheDraftThatAnotherProposed_IsRefusedAsEditorApprovesThemselves()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        var draft = (await console.BeginPolicyDraftAsync(PolicyDocument.Default with { Limits = Shorter }, gert)).Value;
        var version = (await ProposeAsync(console, draft, 1, 1)).Value;

        (await console.ApprovePolicyAsync(version, gert)).Refusals.RefusedAs<EditorApprovesThemselves>();
    }

    [Fact]
    public async Task Propose_AfterAWithdrawal_GivesTheNextNumber()
    {
        await using var console = await TestConsole.StartAsync();
        _ = (await console.WithdrawPolicyAsync(await console.ProposedPolicyAsync(Shorter), console.Founder)).Value;

        await console.ProposedPolicyAsync(Shorter);

        Assert.Equal(3, (await console.Use<PolicyQueries>().ProposalAsync())!.Number);
    }

    private static PolicyDocument Stricter()
    {
        var rule = PolicyDocument.Default.FindRule("K02-STD")!;
        return PolicyDocument.Default.With(rule with { Signals = rule.Signals with { Independent = 2 } });
    }

    private static Task<Outcome<PolicyVersionId>> ProposeAsync(TestConsole console, PolicyDraftId draft, long seenVersion, int seenInForce) =>
        console.Use<ProposePolicyVersion>().ExecuteAsync(CommandId.New(), new ProposePolicyVersionInput(draft, seenVersion, seenInForce, "Because."), console.Founder);
}
