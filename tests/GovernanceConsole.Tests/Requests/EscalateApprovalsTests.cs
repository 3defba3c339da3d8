using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-075")]
public sealed class EscalateApprovalsTests
{
    private static readonly TimeSpan Answer = TimeSpan.FromHours(PolicyDocument.Default.Limits.ApprovalAnswerHours);

    [Fact]
    public async Task Escalate_WhatIsOverdue_AsksThoseWhoStandIn_AndApprovesNothing()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());
        console.Clock.Advance(Answer);

        Assert.Equal(1, (await EscalateAsync(console)).Value);
        Assert.Equal(0, (await EscalateAsync(console)).Value);

        Assert.Equal(RequestState.AwaitingApproval, await console.StateAsync(request));
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Sanna), i => i.Subject == "REQ-2026-000001 waits for your decision");
        Assert.DoesNotContain(await console.Use<InboxQueries>().UnreadAsync(console.Ida), i => i.Subject.Contains("REQ-2026-000001", StringComparison.Ordinal));
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Anna), i => i.Subject == "REQ-2026-000001 still waits for its approval");
    }

    /// <summary>The instant decides, and not whether the job ran.</summary>
    [Fact]
    public async Task Approve_ByWhoeverStandsIn_IsRefusedAMillisecondBeforeItIsDue_AndCountsFromThenOn()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());

        console.Clock.Advance(Answer - TimeSpan.FromMilliseconds(1));
        (await console.ApproveAsync(request, console.Sanna)).Refusals.RefusedAs<NotAllowed>();
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Sanna)).Value.State);
    }

    [Fact]
    public async Task Approve_ByWhoeverWasAskedFirst_StillCountsWhenItIsOverdue()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access());
        console.Clock.Advance(Answer);
        _ = await EscalateAsync(console);

        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Rolf)).Value.State);
    }

    [Fact]
    public async Task Escalate_WhatIsNotDueYet_DoesNothing()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.VerifiedAsync(console.Access());
        console.Clock.Advance(Answer - TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, (await EscalateAsync(console)).Value);
    }

    [Fact]
    public async Task Escalate_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<EscalateApprovals>().ExecuteAsync(CommandId.New(), console.Console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    private static Task<Outcome<int>> EscalateAsync(RequestConsole console) => console.Use<EscalateApprovals>().ExecuteAsync(CommandId.New(), PathConsole.Job);
}
