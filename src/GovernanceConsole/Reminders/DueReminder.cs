using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Reminders;

/// <summary>One person who is to be told now.</summary>
/// <param name="Obligation">Of what.</param>
/// <param name="Recipient">Who.</param>
/// <param name="Stage">The stage that is current for them.</param>
/// <param name="Missed">Earlier stages that never went out to them.</param>
/// <param name="IsEscalation">Whether they are told because somebody else has not acted.</param>
internal sealed record DueReminder(Obligation Obligation, PersonId Recipient, int Stage, IReadOnlyList<int> Missed, bool IsEscalation)
{
    /// <summary>
    /// Who is to be told of a duty on a date: at most one reminder per person, however long nothing ran (B-04).
    /// </summary>
    /// <param name="obligation">The duty as it stands now.</param>
    /// <param name="today">The present date.</param>
    /// <param name="decided">The stages that were sent to somebody, or skipped for them, for this due date.</param>
    public static IEnumerable<DueReminder> Of(Obligation obligation, DateOnly today, IReadOnlySet<(int Stage, PersonId Recipient)> decided) =>
        from told in WhoIsTold(obligation, today)
        let stage = ReminderStages.Current(obligation.DueOn, today, told.Since)
        where stage is not null && !decided.Contains((stage.Value, told.Person))
        select new DueReminder(
            obligation,
            told.Person,
            stage.Value,
            [.. ReminderStages.Missed(obligation.DueOn, stage.Value, told.Since).Where(missed => !decided.Contains((missed, told.Person)))],
            told.IsEscalation);

    /// <summary>The words, which stay true while the notice waits to be read.</summary>
    public Notice ToNotice(DateOnly today)
    {
        var isOverdue = today > Obligation.DueOn;
        var until = isOverdue ? $"overdue since {DateText.Of(Obligation.DueOn)}" : $"due on {DateText.Of(Obligation.DueOn)}";
        return IsEscalation
            ? new Notice($"{Obligation.Undone}: {until}", $"Owed by {Obligation.Owed}. You are told because nothing was done in time.", Obligation.Href, Obligation.About)
            : new Notice($"{Obligation.What}: {until}", Obligation.Consequence, Obligation.Href, Obligation.About);
    }

    /// <summary>Whoever owes it, from the day the duty arose; each step of the escalation from its own day on.</summary>
    private static IEnumerable<(PersonId Person, DateOnly Since, bool IsEscalation)> WhoIsTold(Obligation obligation, DateOnly today)
    {
        var owed = obligation.Recipients.Select(person => (person, obligation.Since, IsEscalation: false));
        var escalated = today > obligation.DueOn
            ? obligation.Escalation.SelectMany((people, step) =>
                people.Select(person => (person, Since: obligation.DueOn.AddDays(step * ReminderStages.DaysBetweenAfter), IsEscalation: true)))
            : [];
        return owed.Concat(escalated).DistinctBy(told => told.person);
    }
}
