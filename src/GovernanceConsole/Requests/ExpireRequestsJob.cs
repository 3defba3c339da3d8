using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Requests;

/// <summary>Has lapsed requests noted. They stopped being decidable by themselves (D13).</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireRequestsJob(ExpireRequests expire) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(ExpireRequestsJob),
        nameof(ExpireRequests),
        "Note lapsed requests",
        "Notes requests that nobody decided or executed in time, and tells who entered them. The lapse itself counts at once, without it.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var lapsed = (await expire.ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(ExpireRequests)), cancellationToken)).Value;
        context.Result = lapsed == 0 ? JobRunReport.Skipped("No request has lapsed.") : JobRunReport.Succeeded($"Requests that lapsed: {lapsed}.");
    }
}
