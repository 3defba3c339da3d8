using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Reminders;

/// <param name="About">What the duties are about, as <see cref="ReminderQueries.DueAsync"/> found them; at most a few dozen, so that nobody waits for the writer.</param>
public sealed record SendDueRemindersInput(IReadOnlyList<Guid> About);

/// <param name="Sent">How many people were told something.</param>
/// <param name="Skipped">How many stages had passed before and are noted as skipped.</param>
public sealed record RemindersSent(int Sent, int Skipped);

/// <summary>
/// Tells people of duties that are due. What was due when the job looked is looked at again here: a duty fulfilled in
/// between, or passed on to somebody else, is not told to the wrong person. Running it again tells nobody twice.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("a reminder tells of a duty and decides nothing")]
public sealed class SendDueReminders(LedgeredChange road)
{
    public Task<Outcome<RemindersSent>> ExecuteAsync(CommandId commandId, SendDueRemindersInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<SendDueRemindersInput, RemindersSent>(this, commandId, input, actor, async change =>
        {
            var obligations = await Obligations.ReadAsync(change.Context, change.Time, change.Today, input.About, CancellationToken.None);
            var due = await ReminderReads.FindDueAsync(change.Context, obligations, change.Today, CancellationToken.None);
            foreach (var reminder in due)
            {
                foreach (var missed in reminder.Missed)
                    change.Context.Add(Reminder.Of(change.NewId<ReminderId>(), reminder, missed, ReminderState.Skipped, change.Now));
                change.Context.Add(Reminder.Of(change.NewId<ReminderId>(), reminder, reminder.Stage, ReminderState.Sent, change.Now));
            }

            await change.TellLatestAsync(due.ConvertAll(reminder => (reminder.Recipient, reminder.ToNotice(change.Today))));
            return new RemindersSent(due.Count, due.Sum(reminder => reminder.Missed.Count));
        }, cancellationToken);
}
