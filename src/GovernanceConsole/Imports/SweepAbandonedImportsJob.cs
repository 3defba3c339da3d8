using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Storage;
using Quartz;

namespace GovernanceConsole.Imports;

/// <summary>Has imports swept whose process is gone, while others may still be under way in this or another process.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepAbandonedImportsJob(SweepAbandonedImports sweep, OrganisationTime time) : IJob
{
    /// <summary>Longer than any import that is still alive.</summary>
    private static readonly TimeSpan LongestImport = TimeSpan.FromHours(6);

    public static ScheduledJob Schedule { get; } = new(
        typeof(SweepAbandonedImportsJob),
        nameof(SweepAbandonedImports),
        "Sweep abandoned imports",
        "Removes what an import left behind whose process was ended. Without it the rows lie about unseen.",
        EveryMinutes: 60,
        MissedRun.WaitForNext);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var swept = (await sweep.ExecuteAsync(
            CommandId.New(), new SweepAbandonedImportsInput(time.Now - LongestImport), Actor.ForJob(nameof(SweepAbandonedImports)), cancellationToken)).Value;
        context.Result = swept == 0
            ? JobRunReport.Skipped("No import was abandoned.")
            : JobRunReport.Succeeded($"Swept {swept} {(swept == 1 ? "import" : "imports")}.");
    }
}
