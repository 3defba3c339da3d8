using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
[Trait("row", "R-204")]
public sealed class ApprovePolicyVersionTests
{
    private static readonly Limits Shorter = Limits.Default with { SignOffDays = 120 };

    [Fact]
    public async Task Approve_ByASecondPersonOfGovernance_PutsItInForceAtThatInstant()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        var version = await console.ProposedPolicyAsync(Shorter);
        console.Clock.Advance(TimeSpan.FromDays(1));

        _ = (await console.ApprovePolicyAsync(version, gert)).Value;

        var inForce = await console.Use<PolicyQueries>().InForceAsync();
        Assert.Equal((2, Shorter, gert.Person, TestConsole.Start.AddDays(1)), (inForce.Number, inForce.Limits, inForce.ApprovedBy, inForce.InForceFrom));
        var first = (await console.Use<PolicyQueries>().FindAsync(1))!;
        Assert.Equal((PolicyVersionState.Replaced, Limits.Default, TestConsole.Start.AddDays(1)), (first.State, first.Limits, first.EndedAt));
        Assert.Equal("Policy 2 is in force", Assert.Single(await console.Use<InboxQueries>().UnreadAsync(console.Founder)).Subject);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Approve_TellsTheHashOfWhatWasProposed()
    {
        await using var console = await TestConsole.StartAsync();

        await console.SetPolicyAsync(Shorter, await console.PersonAsync("Gert", Role.Governance));

        var entries = (await console.RowsAsync<StoredEntry>()).Where(e => e.Ledger == 1 && e.ObjectKind == "policy-version").OrderBy(e => e.Idx).Select(e => LedgerEntry.Parse(e.Body)).ToList();
        var approval = entries.Single(e => e.Type == PolicyEvents.VersionApproved.Type);
        var proposal = entries.Single(e => e.Obj.Id == approval.Obj.Id && e.Obj.To == approval.Obj.From);
        Assert.Equal(proposal.Obj.StateHash, approval.Act.Single(a => a.Key == "subjectHash").Value);
    }

    [Fact]
    public async Task Approve_TheNextVersion_ReplacesTheOneInForceAndKeepsWhatItSaid()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        await console.SetPolicyAsync(Shorter, gert);
        var second = (await console.Use<PolicyQueries>().FindAsync(2))!;
        console.Clock.Advance(TimeSpan.FromDays(30));

        await console.SetPolicyAsync(Shorter with { GraceWorkingDays = 5 }, gert);

        Assert.Equal(3, (await console.Use<PolicyQueries>().InForceAsync()).Number);
        var replaced = (await console.Use<PolicyQueries>().FindAsync(2))!;
        Assert.Equal(second.Editors, replaced.Editors);
        Assert.Equal(second with { State = PolicyVersionState.Replaced, EndedAt = console.Clock.GetUtcNow(), Editors = replaced.Editors }, replaced);
        var told = await console.Use<TimelineQueries>().OfAsync(second.Id!.Value.Value);
        Assert.Equal(
            ["replaced policy 2 by policy 3", "approved policy 2; it is in force from now on", "proposed policy 2"], told.Select(e => e.Text));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>Ids of one instant sort by chance, and the database holds that one version alone is in force.</summary>
    [Fact]
    public async Task Approve_OneVersionAfterTheOtherInOneInstant_ReplacesEach()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);

        for (var days = 100; days < 120; days++)
            await console.SetPolicyAsync(Limits.Default with { SignOffDays = days }, gert);

        var inForce = await console.Use<PolicyQueries>().InForceAsync();
        Assert.Equal((21, 119), (inForce.Number, inForce.Limits.SignOffDays));
    }

    [Fact]
    public async Task Approve_ByTheProposer_IsRefusedAsProposerApprovesThemselves()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ApprovePolicyAsync(await console.ProposedPolicyAsync(Shorter), console.Founder)).Refusals.RefusedAs<ProposerApprovesThemselves>();
        Assert.Equal(1, (await console.Use<PolicyQueries>().InForceAsync()).Number);
    }

    [Theory]
    [InlineData(Role.DeskLead)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.IamPolicy)]
    public async Task Approve_ByAnyOtherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ApprovePolicyAsync(await console.ProposedPolicyAsync(Shorter), await console.PersonAsync("Lena", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Theory]
    [InlineData("role ended")]
    [InlineData("left")]
    public async Task Approve_WhatSomebodyProposedWhoIsNoLongerInGovernance_IsRefusedAsPolicyProposerHasLeftGovernance(string how)
    {
        await using var console = await TestConsole.StartAsync();
        var paula = await console.PersonAsync("Paula Proposer", Role.Governance);
        var version = await console.ProposedPolicyAsync(Shorter, paula);
        if (how == "left")
            await console.LeaveAsync(paula.Person!.Value);
        else
            await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(paula.Person!.Value, Role.Governance), console.Founder);

        (await console.ApprovePolicyAsync(version, console.Founder)).Refusals.RefusedAs<PolicyProposerHasLeftGovernance>();
    }

    [Fact]
    public async Task Approve_WhatIsInForceOrWithdrawn_IsRefusedAsPolicyVersionIsDecided()
    {
        await using var console = await TestConsole.StartAsync();
        var gert = await console.PersonAsync("Gert", Role.Governance);
        var inForce = await console.ProposedPolicyAsync(Shorter);
        _ = (await console.ApprovePolicyAsync(inForce, gert)).Value;
        var withdrawn = await console.ProposedPolicyAsync(Limits.Default);
        _ = (await console.WithdrawPolicyAsync(withdrawn, console.Founder)).Value;

        (await console.ApprovePolicyAsync(inForce, gert)).Refusals.RefusedAs<PolicyVersionIsDecided>();
        (await console.ApprovePolicyAsync(withdrawn, gert)).Refusals.RefusedAs<PolicyVersionIsDecided>();
    }

    [Fact]
    public async Task Approve_AVersionThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.ApprovePolicyAsync(PolicyVersionId.From(Guid.Empty), console.Founder)).Refusals.RefusedAs<NotFound>();
    }
}
