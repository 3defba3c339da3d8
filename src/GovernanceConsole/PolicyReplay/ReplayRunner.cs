using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GovernanceConsole.PolicyReplay;

/// <summary>
/// Runs replays in the background: one goes on when the page that asked for it is closed, and every page sees how far it
/// is. One at a time.
/// </summary>
public sealed partial class ReplayRunner(
    StartPolicyReplay start, JudgePolicyReplay judge, CancelPolicyReplay cancel, BreakOffPolicyReplay breakOff, ReadOnlyStore store, ILogger<ReplayRunner> log)
{
    private readonly Lock _lock = new();
    private (ReplayId Run, Task Work, CancellationTokenSource? Cancellation)? _present;

    /// <summary>Raised on any thread when a replay begins, is further on, or ends.</summary>
    public event EventHandler? Changed;

    /// <summary>How far the present replay is; null where none runs here.</summary>
    public ReplayProgress? Progress { get; private set; }

    /// <summary>Ends with the replay that runs here, however it ends; at once where none does.</summary>
    public Task Work => _present?.Work ?? Task.CompletedTask;

    /// <summary>Asks for a replay and begins to work on it. The answer comes at once.</summary>
    public async Task<Outcome<StartedReplay>> StartAsync(CommandId commandId, StartPolicyReplayInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var started = await start.ExecuteAsync(commandId, input, actor, cancellationToken);
        if (started.IsAccepted)
            Begin(started.Value.Id);
        return started;
    }

    /// <summary>Gives a replay up in the name of a person.</summary>
    public async Task<Outcome<Done>> CancelAsync(CommandId commandId, ReplayId run, Actor actor, CancellationToken cancellationToken = default)
    {
        var outcome = await cancel.ExecuteAsync(commandId, new CancelPolicyReplayInput(run), actor, cancellationToken);
        if (outcome.IsAccepted)
            Stop(run);
        return outcome;
    }

    /// <summary>Breaks off what an earlier process left half done.</summary>
    /// <param name="startedBefore">Replays that began earlier are nobody's; the start of this process, where one process writes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task BreakOffLeftoversAsync(DateTimeOffset startedBefore, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var leftovers = await context.Set<ReplayRun>().Where(r => r.State == ReplayState.Running && r.StartedAt < startedBefore).Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var run in leftovers)
            _ = (await breakOff.ExecuteAsync(CommandId.New(), new BreakOffPolicyReplayInput(run, "The console stopped before it was done."), JudgePolicyReplay.Machine, cancellationToken)).Value;
    }

    private void Stop(ReplayId run)
    {
        lock (_lock)
        {
            if (_present is { } present && present.Run == run)
                present.Cancellation?.Cancel();
        }
    }

    private void Begin(ReplayId run)
    {
        lock (_lock)
        {
            // The same command again gets the stored answer: its replay runs or ran already.
            if (_present?.Run == run)
                return;
            // One that was cancelled may still be on its way out.
            var before = Work;
            var cancellation = new CancellationTokenSource();
            Progress = new ReplayProgress(run, 0, 0);
            _present = (run, Task.Run(() => RunAsync(run, before, cancellation), CancellationToken.None), cancellation);
        }
    }

    private async Task RunAsync(ReplayId run, Task before, CancellationTokenSource cancellation)
    {
        await before;
        try
        {
            _ = await judge.ExecuteAsync(CommandId.New(), new JudgePolicyReplayInput(run), JudgePolicyReplay.Machine, new Teller(this), cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever cancelled it has said so to the record.
        }
#pragma warning disable CA1031 // the record says that it was broken off, the log says why
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure, run.Value);
            _ = await breakOff.ExecuteAsync(
                CommandId.New(), new BreakOffPolicyReplayInput(run, "Something went wrong; the log of the console says what."), JudgePolicyReplay.Machine, CancellationToken.None);
        }
        finally
        {
            lock (_lock)
            {
                cancellation.Dispose();
                if (_present is { } present && present.Run == run)
                    _present = present with { Cancellation = null };
            }

            Tell(null);
        }
    }

    private void Tell(ReplayProgress? progress)
    {
        Progress = progress;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy replay {Run} was broken off.")]
    private partial void LogFailure(Exception failure, Guid run);

    /// <summary>Unlike <see cref="Progress{T}"/>, tells at once and in order.</summary>
    private sealed class Teller(ReplayRunner runner) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => runner.Tell(value);
    }
}
