using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <summary>A notice as its person sees it.</summary>
public sealed record InboxRow(InboxItemId Id, string Subject, string Text, string Href, DateTimeOffset CreatedAt);

/// <summary>Everybody reads their own inbox, nobody another's.</summary>
public sealed class InboxQueries(ReadOnlyStore store)
{
    /// <summary>Unread notices of the actor, newest first. Empty for machines.</summary>
    public async Task<IReadOnlyList<InboxRow>> UnreadAsync(Actor actor, int take = 50, CancellationToken cancellationToken = default)
    {
        if (actor.Person is not { } person)
            return [];
        await using var context = store.Open();
        return await context.Set<InboxItem>()
            .Where(i => i.PersonId == person && i.ReadAt == null)
            .OrderByDescending(i => i.CreatedAt)
            .Take(take)
            .Select(i => new InboxRow(i.Id, i.Subject, i.Text, i.Href, i.CreatedAt))
            .ToListAsync(cancellationToken);
    }
}
