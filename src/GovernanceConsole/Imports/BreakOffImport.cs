using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <param name="Import">The import whose work failed.</param>
public sealed record BreakOffImportInput(ImportId Import);

/// <summary>
/// Ends an import whose check or storing failed, and removes what it stored. The machine does it: nobody who brought a
/// file is on record as having cancelled what broke, and it works also where their role has ended meanwhile.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("what was staged goes in chunks after the entry that the import broke off")]
public sealed class BreakOffImport(LedgeredChange road)
{
    /// <summary>In whose name imports break off.</summary>
    internal static readonly Actor Machine = Actor.ForJob("imports");

    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, BreakOffImportInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var ended = await road.ExecuteAsync<BreakOffImportInput, Done>(
            this, commandId, input, actor, change => ImportSteps.BreakOffAsync(change, input.Import), cancellationToken);
        if (ended.IsAccepted)
            await StagedTickets.RemoveAsync(road, this, input.Import, actor);
        return ended;
    }
}
