using GovernanceConsole.AuditLedger;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ControlTesting;

public sealed class GiveUpControlTestsTests
{
    [Fact]
    public async Task GiveUp_ARunHalfDone_RemovesItsFindingsAndIsRecorded()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").Ticket("A2").ImportAsync(console);
        var run = await UnfinishedRun.PlantAsync(console);
        Assert.Equal(2, (await console.RowsAsync<ControlFinding>()).Count);

        var outcome = await console.Use<GiveUpControlTests>().ExecuteAsync(CommandId.New(), new GiveUpControlTestsInput(run), console.Founder);

        Assert.True(outcome.IsAccepted);
        Assert.Empty(await console.RowsAsync<ControlFinding>());
        Assert.Equal(ControlTestRunState.GivenUp, Assert.Single(await console.RowsAsync<ControlTestRun>()).State);
        Assert.Contains(await console.Use<TimelineQueries>().OfAsync(run.Value), e => e.Text == "gave the control tests up; nothing of them is stored");
    }

    [Fact]
    public async Task GiveUp_AtTheStartAfterAKill_LeavesNoRunHalfDone()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        await UnfinishedRun.PlantAsync(console);
        await console.RestartAsync();
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await console.Use<ControlTestRunner>().GiveUpLeftoversAsync(console.Clock.GetUtcNow());

        Assert.Empty(await console.RowsAsync<ControlFinding>());
        var run = await RunControlTestsTests.RunAsync(console);
        Assert.Equal(run, await console.Use<ControlTestQueries>().LatestAsync(console.Founder));
    }

    [Fact]
    public async Task GiveUpLeftovers_OfARunThatBeganWithTheProcess_LeavesItRunning()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await new MadeUpHistory().Ticket("A1").ImportAsync(console);
        await UnfinishedRun.PlantAsync(console);

        await console.Use<ControlTestRunner>().GiveUpLeftoversAsync(console.Clock.GetUtcNow());

        Assert.Equal(ControlTestRunState.Running, Assert.Single(await console.RowsAsync<ControlTestRun>()).State);
    }

    [Fact]
    public async Task GiveUp_ACompleteRun_IsRefusedAsRunIsNotRunning()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        var run = await RunControlTestsTests.RunAsync(console);

        var outcome = await console.Use<GiveUpControlTests>().ExecuteAsync(CommandId.New(), new GiveUpControlTestsInput(run), console.Founder);

        Assert.IsType<RunIsNotRunning>(Assert.Single(outcome.Refusals));
        Assert.NotEmpty(await console.RowsAsync<ControlFinding>());
    }

    [Fact]
    public async Task GiveUp_ARunThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await console.Use<GiveUpControlTests>().ExecuteAsync(
            CommandId.New(), new GiveUpControlTestsInput(new ControlTestRunId(Guid.CreateVersion7())), console.Founder);

        Assert.IsType<NotFound>(Assert.Single(outcome.Refusals));
    }
}
