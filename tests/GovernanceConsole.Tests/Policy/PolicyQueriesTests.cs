using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class PolicyQueriesTests
{
    [Fact]
    public async Task List_OfANewConsole_HoldsTheDefaultPolicyThatNobodyDecided()
    {
        await using var console = await TestConsole.StartAsync();

        var only = Assert.Single((await console.Use<PolicyQueries>().ListAsync(new PageRequest())).Rows);

        Assert.Equal((null, 1, PolicyVersionState.InForce, Limits.Default), (only.Id, only.Number, only.State, only.Limits));
        Assert.Equal((null, null, null, null), (only.ProposedBy, only.ApprovedBy, only.InForceFrom, only.EndedAt));
    }

    [Fact]
    public async Task List_OfManyVersions_IsPagedNewestFirstAndTurnsRound()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        await console.SetPolicyAsync(Limits.Default with { SignOffDays = 120 }, gert);
        _ = (await console.WithdrawPolicyAsync(await console.ProposedPolicyAsync(Limits.Default), gert)).Value;
        await console.ProposedPolicyAsync(Limits.Default with { SignOffDays = 110 });
        var policy = console.Use<PolicyQueries>();

        var all = await policy.ListAsync(new PageRequest());
        Assert.Equal(
            [(4, PolicyVersionState.Proposed), (3, PolicyVersionState.Withdrawn), (2, PolicyVersionState.InForce), (1, PolicyVersionState.Replaced)],
            all.Rows.Select(v => (v.Number, v.State)));
        var lastPage = await policy.ListAsync(new PageRequest(Skip: 3, Take: 3));
        Assert.Equal((4, 1), (lastPage.Total, Assert.Single(lastPage.Rows).Number));
        Assert.Equal([1, 2], (await policy.ListAsync(new PageRequest(Take: 2, Sort: "Number"))).Rows.Select(v => v.Number));
        Assert.Null(await policy.FindAsync(5));
    }

    [Fact]
    public async Task Editors_OfAVersion_AreAllWhoWroteOnItsDraft()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        var policy = console.Use<PolicyQueries>();
        Assert.False(await policy.HasDraftAsync());
        var draft = (await console.BeginPolicyDraftAsync(by: gert)).Value;
        Assert.True(await policy.HasDraftAsync());
        _ = (await console.Use<WritePolicyDraft>().ExecuteAsync(
            CommandId.New(), new WritePolicyDraftInput(draft, 1, PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 120 } }), console.Founder)).Value;

        _ = (await console.ProposeDraftAsync(gert)).Value;

        Assert.False(await policy.HasDraftAsync());
        Assert.Equal(new HashSet<PersonId> { gert.Person!.Value, console.Founder.Person!.Value }, (await policy.ProposalAsync())!.Editors.ToHashSet());
    }

    [Fact]
    [Trait("row", "D12")]
    public async Task NewQuorumGaps_OfADraft_AreThoseThatThePolicyInForceDoesNotHave()
    {
        await using var console = await TestConsole.StartAsync();
        var policy = console.Use<PolicyQueries>();
        var password = PolicyDocument.Default.FindRule("K01-STD")!;
        var draft = PolicyDocument.Default.With(password with { Approval = password.Approval with { Seats = [["SEC"]] } });

        Assert.Equal(["K01-STD"], (await policy.NewQuorumGapsAsync(draft)).OfType<PolicyDoesNotHold>().Select(g => g.At));
        Assert.Empty(await policy.NewQuorumGapsAsync(PolicyDocument.Default));
        await console.OnDutyAsync("SEC", await console.PersonAsync("Sanna"));
        await console.OnDutyAsync("IAM", await console.PersonAsync("Tomas"));
        Assert.Empty(await policy.NewQuorumGapsAsync(draft));
        Assert.Equal(2, (await console.Use<RosterQueries>().OnDutyAsync()).Count);
    }
}
