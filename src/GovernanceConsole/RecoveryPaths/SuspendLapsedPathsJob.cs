using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Has lapsed paths suspended. It neither waits for reminders nor cares whether they work (B-06).</summary>
[DisallowConcurrentExecution]
internal sealed class SuspendLapsedPathsJob(SuspendLapsedPaths suspend) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(SuspendLapsedPathsJob),
        nameof(SuspendLapsedPaths),
        "Suspend lapsed paths",
        "Suspends paths whose owner or sign-off has lapsed for longer than the grace. The lapse itself counts at once, without it.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var suspended = (await suspend.ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(SuspendLapsedPaths)), cancellationToken)).Value;
        context.Result = suspended.Count == 0
            ? JobRunReport.Skipped("No path has lapsed.")
            : JobRunReport.Succeeded($"Suspended {string.Join(", ", suspended.Select(p => p.Number))}.");
    }
}
