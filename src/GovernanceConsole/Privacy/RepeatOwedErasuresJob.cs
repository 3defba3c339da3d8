using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Privacy;

/// <summary>Carries out erasures that are owed since a restore, as soon as no legal hold is in the way, and keeps the register complete.</summary>
[DisallowConcurrentExecution]
internal sealed class RepeatOwedErasuresJob(OwedErasures owed) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(RepeatOwedErasuresJob),
        nameof(RepeatErasure),
        "Repeat erasures after a restore",
        "Erases again whom a restored backup brought back, once no legal hold keeps their data, and keeps the register outside the database complete.",
        EveryMinutes: 60,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await owed.RunAsync(Actor.ForJob(Schedule.Name), cancellationToken: cancellationToken);
        var told = string.Join(' ', report.Sentences());
        context.Result = report.Repeated.Count > 0 ? JobRunReport.Succeeded(told) : JobRunReport.Skipped(told.Length > 0 ? told : "No erasure is owed.");
    }
}
