using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <param name="Import">The import that waits or is under way.</param>
public sealed record CancelImportInput(ImportId Import);

/// <summary>
/// Gives up an import that waits for a decision or is under way. One that is under way notices at its next chunk and
/// removes what it has stored.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class CancelImport(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CancelImportInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CancelImportInput, Done>(this, commandId, input, actor, change => ImportSteps.GiveUpAsync(change, input.Import), cancellationToken);
}
