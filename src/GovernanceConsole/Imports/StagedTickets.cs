using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>Tickets that are stored and belong to nothing visible: put there in chunks, and removed in chunks.</summary>
internal static class StagedTickets
{
    private const int TicketsAtOnce = 500;

    /// <summary>Stores one chunk, unless the import was given up meanwhile.</summary>
    public static async Task<Outcome<Done>> StoreAsync(Change change, ImportId import, IReadOnlyList<ReadTicket> tickets)
    {
        var batch = await change.Context.Set<ImportBatch>().AsNoTracking().SingleAsync(i => i.Id == import);
        if (batch.State != ImportState.Storing)
            return new ImportIsOver(batch.Number, batch.State);
        await change.BulkInsertAsync(tickets.Select(t => t.Ticket));
        await change.BulkInsertAsync(tickets.SelectMany(t => t.Events));
        return default(Done);
    }

    /// <summary>Removes all of an import that is not visible, a few tickets in each transaction.</summary>
    public static async Task RemoveAsync(LedgeredChange road, object useCase, ImportId import, Actor actor)
    {
        for (var step = 0; ; step++)
        {
            var removed = await road.ExecuteAsync<(ImportId, int), int>(
                useCase, CommandId.New(), (import, step), actor, change => RemoveSomeAsync(change, import), CancellationToken.None);
            if (!removed.IsAccepted || removed.Value == 0)
                return; // refused where the actor's role ended meanwhile: the next start sweeps
        }
    }

    private static async Task<Outcome<int>> RemoveSomeAsync(Change change, ImportId import)
    {
        var batch = await change.Context.Set<ImportBatch>().AsNoTracking().SingleAsync(i => i.Id == import);
        if (batch.State is ImportState.Visible or ImportState.Replaced)
            throw new InvalidOperationException($"{batch.Number} was visible; its tickets are kept.");
        var tickets = await change.Context.Set<Ticket>().Where(t => t.ImportId == import).OrderBy(t => t.Number).Take(TicketsAtOnce).Select(t => t.Id).ToListAsync();
        if (tickets.Count > 0)
        {
            await change.DeleteInBulkAsync<TicketEvent>(e => tickets.Contains(e.TicketId));
            await change.DeleteInBulkAsync<Ticket>(t => tickets.Contains(t.Id));
        }

        return tickets.Count;
    }
}
