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

/// <summary>The door through which other slices ask whom they have told of something.</summary>
public static class InboxReads
{
    /// <summary>What somebody was told about lately, put away or not: the ids that their notices are about, newest first.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="person">Whose inbox.</param>
    /// <param name="page">The begin of the address that the notices lead to: <c>/requests/</c>.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static Task<List<Guid>> AboutAsync(GovernanceDbContext context, PersonId person, string page, int take, CancellationToken cancellationToken) =>
        context.Set<InboxItem>().AsNoTracking()
            .Where(i => i.PersonId == person && i.AboutId != null && i.Href.StartsWith(page))
            .GroupBy(i => i.AboutId!.Value)
            .OrderByDescending(g => g.Max(i => i.CreatedAt))
            .Take(take).Select(g => g.Key).ToListAsync(cancellationToken);
}
