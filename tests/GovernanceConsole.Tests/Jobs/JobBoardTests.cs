using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Jobs;

public sealed class JobBoardTests
{
    [Fact]
    public async Task All_BeforeTheFirstRun_SaysWhenItIs()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);

        var row = Assert.Single(await jobs.Board.AllAsync(console.Founder));

        Assert.Equal(JobState.NotRunYet, row.State);
        Assert.InRange(row.NextAt!.Value, DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.Equal("every hour", row.Rhythm);
        Assert.Null(row.LastAt);
    }

    [Fact]
    public async Task All_AfterAFailure_ShowsItsMessageAndCountsUntilARunIsGood()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);

        jobs.Orders = () => throw new InvalidOperationException("The disk is full.");
        await jobs.RunAsync(console.Founder);
        var failed = await jobs.RunAsync(console.Founder);
        Assert.Equal((JobState.Failed, 2, "The disk is full."), (failed.State, failed.FailuresInARow, failed.LastMessage));
        Assert.Equal("Obedient", Assert.Single(await jobs.Board.NeedingALookAsync()).Name);

        jobs.Orders = () => "Done again.";
        var good = await jobs.RunAsync(console.Founder);
        Assert.Equal((JobState.Waiting, 0, "Done again."), (good.State, good.FailuresInARow, good.LastMessage));
        Assert.Empty(await jobs.Board.NeedingALookAsync());
    }

    [Fact]
    public async Task All_WhenPaused_IsStoppedAndNeedsALook()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        await jobs.PauseAsync();

        Assert.Equal(JobState.Stopped, Assert.Single(await jobs.Board.NeedingALookAsync()).State);
    }

    [Fact]
    public async Task All_ForSomebodyWhoNeitherRunsNorAuditsTheSystem_IsEmpty()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        await jobs.RunAsync(console.Founder);
        var agent = await console.PersonAsync("Andrew", Role.DeskAgent);

        Assert.Empty(await jobs.Board.AllAsync(agent));
        Assert.Empty((await jobs.Board.RunsAsync(null, null, new PageRequest(), agent)).Rows);
        Assert.NotEmpty(await jobs.Board.AllAsync(await console.PersonAsync("Ute", Role.Auditor)));
    }

    [Fact]
    public async Task All_WhereAJobLacksWhatItNeeds_SaysWhatToSet()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        jobs.Missing = "Name a folder.";

        var run = await jobs.RunAsync(console.Founder);
        jobs.Missing = null;

        Assert.Equal((JobState.NotSetUp, "Name a folder.", false), (run.State, run.Missing, run.NeedsALook));
        Assert.Equal(JobState.Waiting, Assert.Single(await jobs.Board.AllAsync(console.Founder)).State);
    }

    [Fact]
    public async Task All_WithoutAScheduler_SaysOff()
    {
        await using var console = await TestConsole.StartAsync();
        var board = new JobBoard([JobsAtWork.Obedient], console.Use<OrganisationTime>());

        Assert.Equal(JobState.Off, Assert.Single(await board.AllAsync(console.Founder)).State);
        Assert.Empty(await board.NeedingALookAsync());
        Assert.Equal(0, (await board.RunsAsync(null, null, new PageRequest(), console.Founder)).Total);
    }

    [Fact]
    public async Task Runs_ByResult_AreCountedAndNewestFirst()
    {
        await using var console = await TestConsole.StartAsync();
        await using var jobs = await JobsAtWork.StartAsync(console);
        await jobs.RunAsync(console.Founder);
        jobs.Orders = () => "First.";
        await jobs.RunAsync(console.Founder);
        jobs.Orders = () => "Second.";
        await jobs.RunAsync(console.Founder);

        var done = await jobs.Board.RunsAsync("Obedient", JobRunState.Done, new PageRequest(0, 1), console.Founder);
        Assert.Equal(("Second.", 2), (Assert.Single(done.Rows).Message, done.Total));
        Assert.Equal("Nothing was due.", Assert.Single((await jobs.Board.RunsAsync(null, JobRunState.NothingDue, new PageRequest(), console.Founder)).Rows).Message);
    }
}
