using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Integrity;

/// <summary>Looks every hour whether the guards are still there.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckGuardsJob(IntegrityQueries integrity, RecordGuardCheck record) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(CheckGuardsJob),
        nameof(RecordGuardCheck),
        "Check the guards of the database",
        "Compares tables, indexes and triggers with this version's scripts: without its guards, the ledger could be changed in the database.",
        EveryMinutes: 60,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var differences = await integrity.GuardDifferencesAsync(cancellationToken);
        _ = (await record.ExecuteAsync(CommandId.New(), new RecordGuardCheckInput(differences), Actor.ForJob(nameof(RecordGuardCheck)), cancellationToken)).Value;
        context.Result = differences.Count == 0
            ? JobRunReport.Skipped("All is as the scripts made it.")
            : JobRunReport.Succeeded($"Found {differences.Count} {(differences.Count == 1 ? "difference" : "differences")}: {string.Join("; ", differences)}.");
    }
}
