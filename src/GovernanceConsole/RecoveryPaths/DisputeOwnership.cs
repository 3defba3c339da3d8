using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why the path is not theirs; a paragraph at most.</param>
public sealed record DisputeOwnershipInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat, string Reason) : ISeatInput;

/// <summary>
/// The owner says: this path is not mine. They stay accountable until somebody takes over; the dispute shows as
/// a gap.
/// </summary>
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
public sealed class DisputeOwnership(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DisputeOwnershipInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<DisputeOwnershipInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);

            path.Dispute(change.NewId<OwnershipAnswerId>(), input.Seat, TextRules.Clean(input.Reason), change.Now);
            change.Record(RecoveryPathEvents.OwnershipDisputed, path, EventDetail.Public("seat", PathWords.Of(input.Seat)));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
