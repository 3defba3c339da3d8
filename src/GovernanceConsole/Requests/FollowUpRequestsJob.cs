using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Requests;

/// <summary>Has people told of what is due after an approval and after an execution.</summary>
[DisallowConcurrentExecution]
internal sealed class FollowUpRequestsJob(FollowUpRequests followUp) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(FollowUpRequestsJob),
        nameof(FollowUpRequests),
        "Follow up requests",
        "Tells the desk of requests that are approved and not executed, of windows that are over, of access that must be removed, and of reviews that are due. All of it is shown without it.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var told = (await followUp.ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(FollowUpRequests)), cancellationToken)).Value;
        context.Result = told == 0 ? JobRunReport.Skipped("Nothing was due.") : JobRunReport.Succeeded($"Requests followed up: {told}.");
    }
}
