using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class BreakOffPolicyReplayTests
{
    [Fact]
    public async Task BreakOff_AtTheStartAfterAKill_LeavesNoReplayHalfDoneAndTheWayFree()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var run = await CancelPolicyReplayTests.HalfDoneAsync(console);
        await console.RestartAsync();
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await console.Use<ReplayRunner>().BreakOffLeftoversAsync(console.Clock.GetUtcNow());

        Assert.Empty(await console.RowsAsync<ReplayRow>());
        var broken = Assert.Single(await console.RowsAsync<ReplayRun>());
        Assert.Equal((run, ReplayState.BrokenOff, "The console stopped before it was done."), (broken.Id, broken.State, broken.EndReason));
        Assert.Equal(ReplayState.Complete, (await console.ReplayAsync()).Summary.State);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task BreakOffLeftovers_OfAReplayThatBeganWithTheProcess_LeavesItRunning()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        _ = await CancelPolicyReplayTests.HalfDoneAsync(console);

        await console.Use<ReplayRunner>().BreakOffLeftoversAsync(console.Clock.GetUtcNow());

        Assert.Equal(ReplayState.Running, Assert.Single(await console.RowsAsync<ReplayRun>()).State);
    }

    [Fact]
    public async Task BreakOff_ACancelledReplay_IsRefusedAsReplayIsNotRunning()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var run = await CancelPolicyReplayTests.HalfDoneAsync(console);
        _ = (await console.Use<CancelPolicyReplay>().ExecuteAsync(CommandId.New(), new CancelPolicyReplayInput(run), console.Founder)).Value;

        (await BreakOffAsync(console, run, JudgePolicyReplay.Machine)).Refusals.RefusedAs<ReplayIsNotRunning>();
    }

    [Fact]
    public async Task BreakOff_AReplayThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync("UTC");

        (await BreakOffAsync(console, new ReplayId(Guid.CreateVersion7()), JudgePolicyReplay.Machine)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task BreakOff_ByAPerson_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var run = await CancelPolicyReplayTests.HalfDoneAsync(console);

        (await BreakOffAsync(console, run, console.Founder)).Refusals.RefusedAs<NotAllowed>();
    }

    private static Task<Outcome<Done>> BreakOffAsync(TestConsole console, ReplayId run, Actor by) =>
        console.Use<BreakOffPolicyReplay>().ExecuteAsync(CommandId.New(), new BreakOffPolicyReplayInput(run, "The console stopped before it was done."), by);
}
