using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

public sealed record ConfirmOwnershipInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat) : ISeatInput;

/// <summary>The owner says: this path is still mine. The next confirmation is due a full period later.</summary>
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
public sealed class ConfirmOwnership(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ConfirmOwnershipInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<ConfirmOwnershipInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            path.Confirm(change.NewId<OwnershipAnswerId>(), input.Seat, change.Now, change.Today, await PolicyInForce.ReadAsync(change.Context));
            change.Record(RecoveryPathEvents.OwnershipConfirmed, path, EventDetail.Public("seat", PathWords.Of(input.Seat)));
            return default(Done);
        }, cancellationToken);
}
