using GovernanceConsole.Identity;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Tests.ControlTesting;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.PolicyReplay;

public sealed class ReplayRunnerTests
{
    [Fact]
    public async Task Start_AnswersAtOnceAndTheWorkGoesOnToItsEnd()
    {
        await using var console = await ReadyAsync();
        var runner = console.Use<ReplayRunner>();
        var told = 0;
        runner.Changed += (_, _) => told++;

        var started = (await runner.StartAsync(CommandId.New(), ReplayFixture.Question(), console.Founder)).Value;
        await runner.Work;

        Assert.Null(runner.Progress);
        Assert.True(told >= 3);
        Assert.Equal(ReplayState.Complete, (await console.Use<ReplayQueries>().FindAsync(console.Founder, started.Number))!.Summary.State);
    }

    [Fact]
    public async Task Start_TheSameCommandAgain_IsTheSameReplayAndNotDoneTwice()
    {
        await using var console = await ReadyAsync();
        var runner = console.Use<ReplayRunner>();
        var command = CommandId.New();

        var first = (await runner.StartAsync(command, ReplayFixture.Question(), console.Founder)).Value;
        await runner.Work;
        var second = (await runner.StartAsync(command, ReplayFixture.Question(), console.Founder)).Value;
        await runner.Work;

        Assert.Equal(first, second);
        Assert.Equal(ReplayState.Complete, Assert.Single(await console.RowsAsync<ReplayRun>()).State);
    }

    [Fact]
    public async Task Start_Refused_BeginsNothing()
    {
        await using var console = await TestConsole.StartAsync("UTC");
        var runner = console.Use<ReplayRunner>();

        Assert.False((await runner.StartAsync(CommandId.New(), ReplayFixture.Question(), console.Founder)).IsAccepted);

        Assert.Null(runner.Progress);
    }

    /// <summary>Cancelled at the first sign of life, the work ends without a trace but its record.</summary>
    [Fact]
    public async Task Cancel_WhileItIsAtWork_EndsItWithoutARow()
    {
        await using var console = await ReadyAsync();
        var runner = console.Use<ReplayRunner>();
        using var cancelled = new ManualResetEventSlim();
        // On the thread of the work: it goes on only when the record says that it is cancelled.
        runner.Changed += (_, _) => cancelled.Wait(TimeSpan.FromMinutes(1));

        var started = (await runner.StartAsync(CommandId.New(), ReplayFixture.Question(), console.Founder)).Value;
        Assert.Equal(started.Id, runner.Progress!.Run);
        Assert.True((await runner.CancelAsync(CommandId.New(), started.Id, console.Founder)).IsAccepted);
        cancelled.Set();
        await runner.Work;

        Assert.Equal(ReplayState.Cancelled, Assert.Single(await console.RowsAsync<ReplayRun>()).State);
        Assert.Empty(await console.RowsAsync<ReplayRow>());
        Assert.Empty(await console.RowsAsync<ReplayFigure>());
    }

    /// <summary>The record is free before the work has noticed: the next one waits for it and is not lost.</summary>
    [Fact]
    public async Task Start_RightAfterACancellation_BeginsWhenTheOtherHasEnded()
    {
        await using var console = await ReadyAsync();
        var runner = console.Use<ReplayRunner>();
        using var begun = new ManualResetEventSlim();
        runner.Changed += (_, _) => begun.Wait(TimeSpan.FromMinutes(1));
        var first = (await runner.StartAsync(CommandId.New(), ReplayFixture.Question(), console.Founder)).Value;
        Assert.True((await runner.CancelAsync(CommandId.New(), first.Id, console.Founder)).IsAccepted);

        _ = (await runner.StartAsync(CommandId.New(), ReplayFixture.Question(), console.Founder)).Value;
        begun.Set();
        await runner.Work;

        Assert.Equal([ReplayState.Cancelled, ReplayState.Complete], (await console.RowsAsync<ReplayRun>()).OrderBy(r => r.Number, StringComparer.Ordinal).Select(r => r.State));
    }

    private static async Task<TestConsole> ReadyAsync()
    {
        var console = await TestConsole.StartAsync("UTC");
        await MadeUpHistory.OfEachViolation().ImportAsync(console);
        _ = await console.DraftAsync(ReplayFixture.ThreeSignals);
        return console;
    }
}
