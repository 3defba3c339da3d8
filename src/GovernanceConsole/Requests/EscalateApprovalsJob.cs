using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Requests;

/// <summary>Has those told who stand in for approvers that did not answer.</summary>
[DisallowConcurrentExecution]
internal sealed class EscalateApprovalsJob(EscalateApprovals escalate) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(EscalateApprovalsJob),
        nameof(EscalateApprovals),
        "Escalate approvals",
        "Asks those who stand in for approvers that did not answer in time. Nothing is approved by it.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var escalated = (await escalate.ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(EscalateApprovals)), cancellationToken)).Value;
        context.Result = escalated == 0 ? JobRunReport.Skipped("No approval is overdue.") : JobRunReport.Succeeded($"Requests whose approval is overdue: {escalated}.");
    }
}
