using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Reminders;

/// <summary>Looks for what is due and has it told, some at a time. A refused step throws, so that it shows as a failure.</summary>
[DisallowConcurrentExecution]
internal sealed class SendDueRemindersJob(ReminderQueries reminders, SendDueReminders send) : IJob
{
    /// <summary>Duties per command: the writer is free for people in between.</summary>
    private const int AtOnce = 50;

    public static ScheduledJob Schedule { get; } = new(
        typeof(SendDueRemindersJob),
        nameof(SendDueReminders),
        "Send due reminders",
        "Tells people 30, 14, 7 and 1 days before a duty, on the day and then weekly, and escalates what is overdue.",
        EveryMinutes: 5,
        MissedRun.CatchUp);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (sent, skipped) = (0, 0);
        foreach (var some in (await reminders.DueAsync(cancellationToken)).Chunk(AtOnce))
        {
            var told = (await send.ExecuteAsync(CommandId.New(), new SendDueRemindersInput(some), Actor.ForJob(nameof(SendDueReminders)), cancellationToken)).Value;
            (sent, skipped) = (sent + told.Sent, skipped + told.Skipped);
        }

        context.Result = sent == 0
            ? JobRunReport.Skipped("Everybody knows what is due.")
            : JobRunReport.Succeeded($"Sent {sent} {(sent == 1 ? "reminder" : "reminders")}{(skipped == 0 ? "" : $"; {skipped} earlier {(skipped == 1 ? "stage" : "stages")} had passed")}.");
    }
}
