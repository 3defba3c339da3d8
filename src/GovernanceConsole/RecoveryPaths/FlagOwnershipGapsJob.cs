using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Has the seats of people who left written down as empty, and their escalation contacts told.</summary>
[DisallowConcurrentExecution]
internal sealed class FlagOwnershipGapsJob(FlagOwnershipGaps flag) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(FlagOwnershipGapsJob),
        nameof(FlagOwnershipGaps),
        "Flag ownership gaps",
        "Writes down that owners have left, tells the escalation contact, and counts the gaps. The gap shows at once, without it.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var flagged = (await flag.ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(FlagOwnershipGaps)), cancellationToken)).Value;
        context.Result = flagged.Seats.Count == 0 && flagged.Areas.Count == 0
            ? JobRunReport.Skipped("Nobody who answers for something has left.")
            : JobRunReport.Succeeded($"Found empty: {string.Join(", ", flagged.Seats.Select(s => $"{PathWords.Of(s.Seat)} of {s.Number}").Concat(flagged.Areas.Select(PathWords.Of)))}.");
    }
}
