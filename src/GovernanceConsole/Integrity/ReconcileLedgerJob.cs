using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Integrity;

/// <summary>Compares the ledger with the tables every night, while nobody waits for the disk.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconcileLedgerJob(Reconciliation reconciliation, RecordReconciliation record) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(ReconcileLedgerJob),
        nameof(RecordReconciliation),
        "Compare the ledger with the tables",
        "Finds rows that were changed, added or removed past the console, and names object and field.",
        EveryMinutes: ScheduledJob.ADay,
        MissedRun.CatchUp)
    { AtHour = 1 };

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await reconciliation.RunAsync(cancellationToken);
        var input = new RecordReconciliationInput(report.Objects, report.Rows, report.Size, report.Count, [.. report.Differences.Select(d => d.Place)]);
        _ = (await record.ExecuteAsync(CommandId.New(), input, Actor.ForJob(nameof(RecordReconciliation)), cancellationToken)).Value;
        context.Result = JobRunReport.Succeeded($"Compared {report.Objects} objects with {report.Rows} rows: {(report.Count == 0 ? "no difference" : $"{report.Count} differences")}.");
    }
}
