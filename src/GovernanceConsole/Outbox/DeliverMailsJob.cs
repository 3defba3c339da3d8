using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Outbox;

/// <summary>Sends the mails that are due. One that fails does not fail the run: it says so of itself, and is tried again.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliverMailsJob(MailDelivery delivery) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(DeliverMailsJob),
        "DeliverMails",
        "Send mail",
        "Sends by mail what people are told and should act on. Without it they find it in the console alone.",
        EveryMinutes: 1,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var run = await delivery.RunAsync(Actor.ForJob(Schedule.Name), cancellationToken);
        context.Result = run switch
        {
            { Sent: 0, Failed: 0 } => JobRunReport.Skipped("No mail was due."),
            { Failed: 0 } => JobRunReport.Succeeded($"Mails sent: {run.Sent}."),
            _ => JobRunReport.Succeeded($"Mails sent: {run.Sent}. Not sent: {run.Failed}; the page Mail says why."), // the reasons may name people, and the runs are kept elsewhere
        };
    }
}
