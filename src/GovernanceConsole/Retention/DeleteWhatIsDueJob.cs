using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Retention;

/// <summary>Carries on a deletion that two people approved, also after a crash. It never begins one.</summary>
[DisallowConcurrentExecution]
internal sealed class DeleteWhatIsDueJob(Deletions deletions) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(DeleteWhatIsDueJob),
        nameof(DeleteNextBatch),
        "Delete what is due",
        "Deletes the records of a deletion that two people of governance approved, some thousands at a time. Without it an approved deletion would never end.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await deletions.RunAsync(Actor.ForJob(Schedule.Name), cancellationToken);
        if (report?.Failure is { } failure)
            throw new InvalidOperationException(failure);
        context.Result = report is null
            ? JobRunReport.Skipped("No deletion was approved.")
            : JobRunReport.Succeeded($"Deleted {report.Deleted} {(report.Deleted == 1 ? "record" : "records")}.");
    }
}
