using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Integrity;

/// <summary>Reads both ledgers again every night: the signer looks only at what was added since its last checkpoint.</summary>
[DisallowConcurrentExecution]
internal sealed class VerifyLedgersJob(LedgerCheck check) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(VerifyLedgersJob),
        nameof(RecordLedgerCheck),
        "Verify the audit trail",
        "Recomputes hashes, chains and trees of both ledgers from their first entry, and compares private texts with their commitments.",
        EveryMinutes: ScheduledJob.ADay,
        MissedRun.CatchUp)
    { AtHour = 2 };

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await check.Start(Actor.ForJob(nameof(RecordLedgerCheck)));
        if (check.Failure is { } failure)
            throw new InvalidOperationException(failure);
        context.Result = check.Last is { } result
            ? JobRunReport.Succeeded(result.Fault?.Sentence ?? $"Verified {result.Ledgers.Sum(l => l.Size)} entries.")
            : JobRunReport.Succeeded("Somebody cancelled the check.");
    }
}
