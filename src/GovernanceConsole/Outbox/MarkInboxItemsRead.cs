using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <param name="Items">The notices; at most 500 at once.</param>
public sealed record MarkInboxItemsReadInput(IReadOnlyList<InboxItemId> Items);

/// <summary>Takes notices out of one's own inbox. The duty they are about stays.</summary>
[MayBeDoneBy(Relation.Self)]
[MayLeaveNoEntry("what somebody has read is theirs")]
public sealed class MarkInboxItemsRead(LedgeredChange road)
{
    /// <summary>The most that one command takes.</summary>
    public const int Most = 500;

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, MarkInboxItemsReadInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<MarkInboxItemsReadInput, Done>(this, commandId, input, actor, async change =>
        {
            var ids = input.Items.Distinct().Take(Most).ToList();
            var items = await change.Context.Set<InboxItem>().Where(i => ids.Contains(i.Id)).ToListAsync();
            var areMine = items.Count == ids.Count && items.TrueForAll(i => i.PersonId == change.ActingPerson);
            if ((areMine ? change.Authorise(Relation.Self) : change.Authorise()) is { } refusal)
                return refusal;

            foreach (var item in items)
                item.MarkRead(change.Now);
            return default(Done);
        }, cancellationToken);
}
