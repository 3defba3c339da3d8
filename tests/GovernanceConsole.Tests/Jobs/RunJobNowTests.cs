using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Jobs;

public sealed class RunJobNowTests
{
    [Fact]
    public async Task RunNow_ByThePlatformAdministrator_RunsTheJobAndSaysInTheLedgerWhoAsked()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        jobs.Orders = () => "Counted to three.";

        var row = await jobs.RunAsync(console.Founder);

        Assert.Equal("Counted to three.", row.LastMessage);
        var told = Assert.Single(await console.Use<TimelineQueries>().OfAsync(JobsAtWork.Obedient.LedgerId));
        Assert.Equal(console.Founder.Person, told.ActorId);
        Assert.Equal("asked for a run of Obedient outside its rhythm", told.Text);
        var run = Assert.Single((await jobs.Board.RunsAsync(job: null, state: null, new(), console.Founder)).Rows);
        Assert.True(run.ByHand);
    }

    [Fact]
    public async Task RunNow_RepeatedUnderTheSameCommandId_StartsNoSecondRun()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        var runs = 0;
        jobs.Orders = () => $"Run {Interlocked.Increment(ref runs)}.";
        var once = CommandId.New();
        Assert.True((await jobs.RunNow.ExecuteAsync(once, new RunJobNowInput("Obedient"), console.Founder)).IsAccepted);
        Assert.True((await jobs.RunNow.ExecuteAsync(once, new RunJobNowInput("Obedient"), console.Founder)).IsAccepted);

        for (var waited = 0; waited < 400 && (await jobs.Board.RunsAsync(null, null, new(), console.Founder)).Rows.Count == 0; waited++)
            await Task.Delay(25);

        // Runs of a job come one after the other: when the next one is through, a second one of the first id would be too.
        var row = await jobs.RunAsync(console.Founder);

        Assert.Equal(("Run 2.", 2), (row.LastMessage, runs));
    }

    [Fact]
    public async Task RunNow_ByGovernance_IsRefusedAsNotAllowedAndNothingRuns()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        var governance = await console.PersonAsync("Gudrun", Role.Governance);

        var outcome = await jobs.RunNow.ExecuteAsync(CommandId.New(), new RunJobNowInput("Obedient"), governance);

        Assert.IsType<NotAllowed>(Assert.Single(outcome.Refusals));
        Assert.Empty((await jobs.Board.RunsAsync(null, null, new(), console.Founder)).Rows);
    }

    [Fact]
    public async Task RunNow_OfAJobThatIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);

        var outcome = await jobs.RunNow.ExecuteAsync(CommandId.New(), new RunJobNowInput("DropTables"), console.Founder);

        Assert.IsType<NotFound>(Assert.Single(outcome.Refusals));
    }

    [Fact]
    public async Task RunNow_WithoutAScheduler_IsRefusedAsSchedulerIsOff()
    {
        await using var console = await TestConsole.StartAsync();
        var runNow = new RunJobNow(console.Use<LedgeredChange>(), [JobsAtWork.Obedient]);

        var outcome = await runNow.ExecuteAsync(CommandId.New(), new RunJobNowInput("Obedient"), console.Founder);

        Assert.IsType<SchedulerIsOff>(Assert.Single(outcome.Refusals));
    }
}
