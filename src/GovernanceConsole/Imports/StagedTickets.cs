using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <summary>Tickets that are stored and belong to nothing visible: put there in chunks, and removed in chunks, each as far as others who wait leave time for it.</summary>
internal static class StagedTickets
{
    private const int TicketsAtOnce = 500;

    /// <summary>Stores a chunk, unless the import was given up meanwhile.</summary>
    /// <returns>How many tickets of it, from the first.</returns>
    public static async Task<Outcome<int>> StoreAsync(Change change, ImportId import, ReadOnlyMemory<ReadTicket> tickets)
    {
        var batch = await change.Context.Set<ImportBatch>().AsNoTracking().SingleAsync(i => i.Id == import);
        if (batch.State != ImportState.Storing)
            return new ImportIsOver(batch.Number, batch.State);
        return await change.WriteSomeAsync(tickets.Length, async range =>
        {
            var some = tickets[range].ToArray();
            await change.BulkInsertAsync(some.Select(t => t.Ticket));
            await change.BulkInsertAsync(some.SelectMany(t => t.Events));
        });
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
        return await change.WriteSomeAsync(tickets.Count, async range =>
        {
            var some = tickets[range];
            await change.DeleteInBulkAsync<TicketEvent>(e => some.Contains(e.TicketId));
            await change.DeleteInBulkAsync<Ticket>(t => some.Contains(t.Id));
        });
    }
}
