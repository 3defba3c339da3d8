using GovernanceConsole.Storage;

namespace GovernanceConsole.Reminders;

/// <summary>What the reminder job looks at before it asks for a place on the write road.</summary>
public sealed class ReminderQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>
    /// What the duties are about of which somebody is to be told now, soonest first; empty on nearly every tick, which
    /// then writes nothing at all.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var today = time.Today;
        var obligations = await Obligations.ReadAsync(context, time, today, about: null, cancellationToken);
        var due = await ReminderReads.FindDueAsync(context, obligations, today, cancellationToken);
        return [.. due.Select(d => d.Obligation.About).Distinct()];
    }
}
