using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <summary>
/// Runs the control tests in the background: the run goes on when the page that asked for it is closed, and every page
/// sees how far it is. One run at a time.
/// </summary>
public sealed class ControlTestRunner(RunControlTests runControlTests, GiveUpControlTests giveUp, ReadOnlyStore store)
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _cancellation;
    private Task<Outcome<ControlTestRunId>>? _work;

    /// <summary>Raised on any thread when a run begins, is further on, or ends.</summary>
    public event EventHandler? Changed;

    /// <summary>How far the present run is; null where none runs here.</summary>
    public ControlTestProgress? Progress { get; private set; }

    /// <summary>
    /// Begins a run, or joins the one that is at work. The task ends with the run, faults with what went wrong, and is
    /// cancelled where the run was given up; nobody has to wait for it.
    /// </summary>
    public Task<Outcome<ControlTestRunId>> Start(CommandId commandId, RunControlTestsInput input, Actor actor)
    {
        lock (_lock)
        {
            if (_work is { IsCompleted: false })
                return _work;
            _cancellation?.Dispose();
            _cancellation = new CancellationTokenSource();
            var cancellation = _cancellation.Token;
            _work = Task.Run(() => RunAsync(commandId, input, actor, cancellation), cancellation);
            return _work;
        }
    }

    /// <summary>Gives the present run up in the name of a person.</summary>
    public async Task<Outcome<Done>> GiveUpAsync(CommandId commandId, ControlTestRunId run, Actor actor, CancellationToken cancellationToken = default)
    {
        var outcome = await giveUp.ExecuteAsync(commandId, new GiveUpControlTestsInput(run), actor, cancellationToken);
        if (outcome.IsAccepted && Progress?.Run == run && _cancellation is { } cancellation)
            await cancellation.CancelAsync();
        return outcome;
    }

    /// <summary>Gives up what an earlier process left half done.</summary>
    /// <param name="startedBefore">Runs that began earlier are nobody's; the start of this process, where one process writes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task GiveUpLeftoversAsync(DateTimeOffset startedBefore, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var leftovers = await context.Set<ControlTestRun>()
            .Where(r => r.State == ControlTestRunState.Running && r.StartedAt < startedBefore)
            .Select(r => r.Id)
            .ToListAsync(cancellationToken);
        foreach (var run in leftovers)
            _ = (await giveUp.ExecuteAsync(CommandId.New(), new GiveUpControlTestsInput(run), RunControlTests.Machine, cancellationToken)).Value;
    }

    private async Task<Outcome<ControlTestRunId>> RunAsync(CommandId commandId, RunControlTestsInput input, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return await runControlTests.ExecuteAsync(commandId, input, actor, new Teller(this), cancellationToken);
        }
        finally
        {
            Tell(null);
        }
    }

    private void Tell(ControlTestProgress? progress)
    {
        Progress = progress;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, tells at once and in order.</summary>
    private sealed class Teller(ControlTestRunner runner) : IProgress<ControlTestProgress>
    {
        public void Report(ControlTestProgress value) => runner.Tell(value);
    }
}
