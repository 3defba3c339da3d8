using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Imports;

/// <param name="StartedBefore">Imports whose last reading began earlier and that are still under way have lost their process.</param>
public sealed record SweepAbandonedImportsInput(DateTimeOffset StartedBefore);

/// <summary>
/// Removes what a killed import left behind. Runs when the console starts: where one process writes, every import found
/// under way then is abandoned. Several nodes give the present minus the longest time an import may take.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ActorKind.CommandLine)]
[MayLeaveNoEntry("what was staged goes in chunks after the entry that the import was swept")]
public sealed class SweepAbandonedImports(LedgeredChange road)
{
    /// <returns>How many imports were cancelled.</returns>
    public async Task<Outcome<int>> ExecuteAsync(CommandId commandId, SweepAbandonedImportsInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var swept = await road.ExecuteAsync<SweepAbandonedImportsInput, IReadOnlyList<ImportId>>(
            this, commandId, input, actor, change => CancelAsync(change, input.StartedBefore), cancellationToken);
        if (!swept.IsAccepted)
            return Outcome<int>.Refuse(swept.Refusals);

        // Also of imports that were cancelled while the process that should have cleared them was ended.
        var leftovers = await road.ExecuteAsync<string, IReadOnlyList<ImportId>>(
            this, CommandId.New(), "leftovers", actor, change => LeftoversAsync(change), cancellationToken);
        foreach (var import in leftovers.Value)
            await StagedTickets.RemoveAsync(road, this, import, actor);
        return swept.Value.Count;
    }

    private static async Task<Outcome<IReadOnlyList<ImportId>>> CancelAsync(Change change, DateTimeOffset startedBefore)
    {
        var abandoned = await change.Context.Set<ImportBatch>()
            .Where(i => (i.State == ImportState.Checking || i.State == ImportState.Storing) && (i.ReadAgainAt ?? i.StartedAt) < startedBefore)
            .ToListAsync();
        foreach (var batch in abandoned)
        {
            batch.GiveUp(change.Now);
            change.Record(ImportEvents.ImportSwept, batch);
        }

        return Outcome<IReadOnlyList<ImportId>>.Accept([.. abandoned.Select(b => b.Id)]);
    }

    private static async Task<Outcome<IReadOnlyList<ImportId>>> LeftoversAsync(Change change) =>
        Outcome<IReadOnlyList<ImportId>>.Accept(await change.Context.Set<ImportBatch>()
            .Where(i => i.Kind == ImportKind.TicketHistory)
            .Where(i => i.State == ImportState.Cancelled || i.State == ImportState.Checked || i.State == ImportState.Refused)
            .Where(i => change.Context.Set<Ticket>().Any(t => t.ImportId == i.Id))
            .Select(i => i.Id)
            .ToListAsync());
}
