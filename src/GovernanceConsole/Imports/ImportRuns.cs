using System.Collections.Concurrent;
using GovernanceConsole.Identity;
using Microsoft.Extensions.Logging;

namespace GovernanceConsole.Imports;

/// <summary>A check or an import on its way. Belongs to the process, not to a browser tab: closing one loses nothing.</summary>
public sealed class ImportRun : IProgress<ImportProgress>
{
    private static long _begun;

    private readonly CancellationTokenSource _stop;
    private volatile ImportProgress _progress;

    internal ImportRun(string fileName, long bytes, CancellationToken hostStops)
    {
        FileName = fileName;
        _progress = new ImportProgress(Import: null, ImportPhase.Reading, 0, bytes, 0);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(hostStops);
    }

    /// <summary>Names the run in an address, before the import has a number.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Counts the runs of this process: two ids of one millisecond have no order.</summary>
    internal long Place { get; } = Interlocked.Increment(ref _begun);

    public string FileName { get; }

    /// <summary>How far it is. Replaced as a whole, so it can be read from any thread.</summary>
    public ImportProgress Progress => _progress;

    /// <summary>Ends when the run does. Cancelled after <see cref="Cancel"/>; faulted where something broke.</summary>
    public Task<Outcome<ImportResult>> Completion { get; internal set; } = null!;

    public bool IsOver => Completion.IsCompleted;

    internal CancellationToken Stopped => _stop.Token;

    /// <summary>Asks the run to end. It removes what it has stored and then is over.</summary>
    public void Cancel() => _stop.Cancel();

    void IProgress<ImportProgress>.Report(ImportProgress value) => _progress = value;
}

/// <summary>Runs checks and imports in the background, one at a time, each with a progress that anybody may look at.</summary>
public sealed class ImportRuns(CheckImport check, ImportFile import, FileIntake intake, ILogger<ImportRuns> log) : IAsyncDisposable
{
    private static readonly Action<ILogger, string, Exception> BrokeOff = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(1, nameof(BrokeOff)), "The check or import of {FileName} broke off. Nothing of the file is stored.");

    /// <summary>How many runs that are over are remembered for whoever comes back to look.</summary>
    private const int RunsRemembered = 50;

    private readonly ConcurrentDictionary<Guid, ImportRun> _runs = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _hostStops = new();

    /// <summary>Runs that are not over, oldest first.</summary>
    public IReadOnlyList<ImportRun> UnderWay => [.. _runs.Values.Where(r => !r.IsOver).OrderBy(r => r.Place)];

    public ImportRun? Find(Guid run) => _runs.GetValueOrDefault(run);

    /// <summary>The run that works on an import; null where none does.</summary>
    public ImportRun? FindFor(ImportId import) => _runs.Values.FirstOrDefault(r => !r.IsOver && r.Progress.Import == import);

    /// <summary>Begins a check.</summary>
    public ImportRun Check(CommandId commandId, ImportInput input, ReceivedFile file, Actor actor) =>
        Start(file, run => check.ExecuteAsync(commandId, input, file, actor, run, run.Stopped));

    /// <summary>Begins an import. Its file is forgotten once everything is visible.</summary>
    public ImportRun Import(CommandId commandId, ImportInput input, ReceivedFile file, Actor actor) =>
        Start(file, async run =>
        {
            var outcome = await import.ExecuteAsync(commandId, input, file, actor, run, run.Stopped);
            if (outcome is { IsAccepted: true, Value.State: ImportState.Visible })
                intake.Forget(file.Sha256);
            return outcome;
        });

    /// <summary>Cancels what is under way and waits until it has cleared up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _hostStops.CancelAsync();
        foreach (var run in _runs.Values)
            await Task.WhenAny(run.Completion);
        _oneAtATime.Dispose();
        _hostStops.Dispose();
    }

    private ImportRun Start(ReceivedFile file, Func<ImportRun, Task<Outcome<ImportResult>>> work)
    {
        var run = new ImportRun(file.FileName, file.Bytes, _hostStops.Token);
        run.Completion = Task.Run(async () =>
        {
            await _oneAtATime.WaitAsync(run.Stopped);
            try
            {
                return await work(run);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                BrokeOff(log, run.FileName, fault); // the page tells people what it means for them, not this text
                throw;
            }
            finally
            {
                _oneAtATime.Release();
            }
        });
        _runs[run.Id] = run;
        foreach (var old in _runs.Values.Where(r => r.IsOver).OrderByDescending(r => r.Place).Skip(RunsRemembered))
            _runs.TryRemove(old.Id, out _);
        return run;
    }
}
