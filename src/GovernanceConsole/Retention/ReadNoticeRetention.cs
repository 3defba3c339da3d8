using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>Notices that their person put away. What is unread stays, however old.</summary>
internal sealed class ReadNoticeRetention : IRetainedRecords
{
    private const int AtOnce = 2000;

    public string Type => "read-notices";

    public string Name => "Notices that were put away";

    public string Meaning => "The period begins when the notice was put away or replaced by a later one; at its end it is deleted. What is unread stays.";

    public Limit Period { get; } = LimitCatalogue.Of(nameof(Limits.ReadNoticeMonths));

    async Task<DueRecords> IRetainedRecords.LookAsync(RetentionScope scope, string? after, CancellationToken cancellationToken)
    {
        var items = scope.Context.Set<InboxItem>().Where(i => i.ReadAt != null && i.ReadAt < scope.DueBefore);
        if (after is not null)
        {
            var last = InboxItemId.From(Guid.Parse(after));
            items = items.Where(i => KeyOrder.Compare(i.Id, last) > 0);
        }

        var rows = await items.OrderBy(i => i.Id).Take(AtOnce).Select(i => new { i.Id, i.PersonId, i.ReadAt, i.Subject, i.Text }).ToListAsync(cancellationToken);
        var due = rows.FindAll(i => !scope.Held.Has(i.PersonId.Value) && !scope.Held.AreNamedIn(i.Subject) && !scope.Held.AreNamedIn(i.Text));
        var ids = due.ConvertAll(i => i.Id);
        return new DueRecords(
            due.Count, rows.Count - due.Count, due.Min(i => i.ReadAt), rows.Count < AtOnce ? null : rows[^1].Id.Value.ToString("N"),
            async (change, _) =>
            {
                await change.DeleteInBulkAsync<OutgoingMail>(m => ids.Contains(m.NoticeId)); // its way by mail goes with it
                await change.DeleteInBulkAsync<InboxItem>(i => ids.Contains(i.Id));
            });
    }

    Task<DateTimeOffset?> IRetainedRecords.NextFromAsync(GovernanceDbContext context, DateTimeOffset from, CancellationToken cancellationToken) =>
        context.Set<InboxItem>().Where(i => i.ReadAt >= from).MinAsync(i => i.ReadAt, cancellationToken);
}
