using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Requests;

/// <summary>Has notices of executed requests followed up.</summary>
[DisallowConcurrentExecution]
internal sealed class FollowUpNoticesJob(FollowUpNotices followUp) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(FollowUpNoticesJob),
        nameof(FollowUpNotices),
        "Follow up notices of requests",
        "Notes which notices of executed requests arrived, and asks after those that did not. A mail that was sent counts at once, without it.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var found = (await followUp.ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(FollowUpNotices)), cancellationToken)).Value;
        context.Result = found is { Delivered: 0, Failed: 0, Chased: 0 }
            ? JobRunReport.Skipped("Nothing happened to a notice.")
            : JobRunReport.Succeeded($"Notices that arrived: {found.Delivered}, that failed: {found.Failed}, that are open for long: {found.Chased}.");
    }
}
