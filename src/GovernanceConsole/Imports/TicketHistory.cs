using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>The imported tickets as others read them: of visible imports only.</summary>
internal static class TicketHistory
{
    public static IQueryable<ImportBatch> VisibleHistories(this GovernanceDbContext context) =>
        context.Set<ImportBatch>().Where(i => i.Kind == ImportKind.TicketHistory && i.State == ImportState.Visible);

    public static IQueryable<Ticket> VisibleTickets(this GovernanceDbContext context) =>
        context.Set<Ticket>().Where(t => context.Set<ImportBatch>().Any(i => i.Id == t.ImportId && i.State == ImportState.Visible));

    /// <summary>The rows of one ticket, oldest first.</summary>
    public static IQueryable<TicketEvent> EventsOf(this GovernanceDbContext context, TicketId ticket) =>
        context.Set<TicketEvent>().Where(e => e.TicketId == ticket).OrderBy(e => e.Sequence);
}
