using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>How refusals are counted when the commands of a commit are run again from their beginning.</summary>
public sealed class RefusalCapTests : IAsyncLifetime
{
    private const int PerMinute = 30;

    private TestConsole _console = null!;
    private Actor _agent = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _agent = await _console.PersonAsync("Dirk Agent", Role.DeskAgent);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    public async Task Refusal_RunAgain_TellsOfThoseLeftOutOnceAndInFull(int leftOut)
    {
        await BeRefusedAsync(PerMinute + leftOut);
        _console.Clock.Advance(TimeSpan.FromMinutes(1));

        await BeRefusedInACommitThatIsRunAgainAsync();
        await BeRefusedAsync(1);

        Assert.Equal([(long)leftOut, null], (await RefusalsAsync()).Skip(PerMinute).Select(e => e.Told("leftOutBefore")));
    }

    [Fact]
    public async Task Refusal_TheLastThatIsWrittenAndRunAgain_IsWritten()
    {
        await BeRefusedAsync(PerMinute - 1);

        await BeRefusedInACommitThatIsRunAgainAsync();
        await BeRefusedAsync(1);

        Assert.Equal(PerMinute, (await RefusalsAsync()).Count);
    }

    [Fact]
    public async Task Refusal_LeftOutAndRunAgain_IsLeftOutOnce()
    {
        await BeRefusedAsync(PerMinute);
        await BeRefusedInACommitThatIsRunAgainAsync();
        _console.Clock.Advance(TimeSpan.FromMinutes(1));

        await BeRefusedAsync(1);

        Assert.Equal(1L, (await RefusalsAsync())[^1].Told("leftOutBefore"));
    }

    [Fact]
    public void End_OfACommandOfWhichNothingIsStored_CountsNothing()
    {
        var cap = new RefusalCap(_console.Clock, perActor: 1);
        cap.Count("A");
        cap.Count("A");
        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        var lost = new RefusalCap.OfOneCommand(cap, "A");
        lost.Begin();
        Assert.Equal(1, lost.Count().LeftOutBefore);

        lost.End(isStored: false);

        Assert.Equal((true, 1), (cap.Count("A") is var next ? next.IsWritten : default, next.LeftOutBefore));
    }

    [Fact]
    public void End_OfACommandThatWasAcceptedWhenItRanAgain_CountsNothing()
    {
        var cap = new RefusalCap(_console.Clock, perActor: 1);
        var accepted = new RefusalCap.OfOneCommand(cap, "A");
        accepted.Begin();
        accepted.Count();
        accepted.Begin();

        accepted.End(isStored: true);

        Assert.True(cap.Count("A").IsWritten);
    }

    private async Task BeRefusedAsync(int times)
    {
        for (var i = 0; i < times; i++)
            await BeRefusedAsync();
    }

    private async Task BeRefusedAsync() =>
        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), _agent)).Refusals));

    /// <summary>In one commit with a command that is undone after it wrote.</summary>
    private async Task BeRefusedInACommitThatIsRunAgainAsync()
    {
        var (isRunning, go, runs) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var first = _console.Store.WriteAsync(
            async _ =>
            {
                runs++;
                isRunning.TrySetResult();
                await go.Task;
                return 0;
            },
            default);
        await isRunning.Task;
        var refused = BeRefusedAsync();
        var undone = _console.Store.WriteAsync(
            async session =>
            {
                await session.NextNumberAsync("X");
                await session.UndoAsync();
                return 0;
            },
            default);

        go.SetResult();
        await Task.WhenAll(first, refused, undone);
        Assert.Equal(2, runs);
    }

    private Task<List<GovernanceConsole.Ledger.LedgerEntry>> RefusalsAsync() => _console.OfTypeAsync(LedgerEvents.ActRefused);
}
