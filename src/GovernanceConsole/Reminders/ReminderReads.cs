using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Reminders;

/// <summary>Compares duties with what was told already.</summary>
internal static class ReminderReads
{
    /// <summary>What is to be told now; empty where everybody knows.</summary>
    public static async Task<List<DueReminder>> FindDueAsync(
        GovernanceDbContext context, IReadOnlyList<Obligation> obligations, DateOnly today, CancellationToken cancellationToken)
    {
        var decided = new List<Reminder>();
        foreach (var some in obligations.Select(o => o.About).Distinct().Chunk(IdsAtOnce))
            decided.AddRange(await context.Set<Reminder>().AsNoTracking().Where(r => some.Contains(r.ObjectId)).ToListAsync(cancellationToken));

        var stages = decided.ToLookup(r => (r.ObjectId, r.Obligation, r.DueOn), r => (r.Stage, r.RecipientId));
        return [.. obligations.SelectMany(o => DueReminder.Of(o, today, stages[(o.About, o.Kind, o.DueOn)].ToHashSet()))];
    }

    private const int IdsAtOnce = 1000;
}
