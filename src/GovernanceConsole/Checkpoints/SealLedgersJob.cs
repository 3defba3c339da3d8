using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Ledger.Signing;
using Quartz;

namespace GovernanceConsole.Checkpoints;

/// <summary>Signs what the ledgers have grown by and hands it to the anchors. What fails is thrown, so that it shows as a failure.</summary>
[DisallowConcurrentExecution]
internal sealed class SealLedgersJob(LedgerSealer sealer, CheckpointAnchoring anchoring) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(SealLedgersJob),
        "SealLedgers",
        "Seal the audit trail",
        "Signs a checkpoint of each ledger that grew and hands it to the anchors. Without it the end of the trail could be cut off or rewritten unseen.",
        EveryMinutes: 15,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var actor = Actor.ForJob(Schedule.Name);
        List<string> failures = [];
        var signed = 0;
        try
        {
            foreach (var ledger in await sealer.SealAsync(actor, cancellationToken))
            {
                signed += ledger.Note is null ? 0 : 1;
                failures.AddRange(ledger.Faults);
            }
        }
        catch (SignerException refused)
        {
            failures.Add(refused.Message);
        }

        var report = await anchoring.RunAsync(actor, cancellationToken); // what was signed before still goes out
        failures.AddRange(report.Failures);
        if (failures.Count > 0)
            throw new InvalidOperationException(string.Join(' ', failures));
        context.Result = signed + report.Kept == 0
            ? JobRunReport.Skipped("Nothing was added since the last checkpoints.")
            : JobRunReport.Succeeded($"Signed {signed} {(signed == 1 ? "checkpoint" : "checkpoints")}; anchors took {report.Kept}.");
    }
}
