using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Path">Of which path.</param>
/// <param name="SeenVersion">Its version that was on the screen.</param>
/// <param name="Seat">Which seat.</param>
/// <param name="Shown">What the approver was shown, from <see cref="RecoveryPathQueries.ShowOfferAsync"/>.</param>
public sealed record AcceptTransferInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat, ApprovalView? Shown) : ISeatInput;

/// <summary>Takes over a seat that was offered. From this instant on the one who accepts is accountable (O3).</summary>
[MayBeDoneBy(Relation.ProposedOwner)]
public sealed class AcceptTransfer(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, AcceptTransferInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<AcceptTransferInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            var person = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            if (OwnershipRules.MayAccept(path, input.Seat, person) is { } refusal)
                return refusal;
            if (await change.ApprovesAsync(input.Shown, (await PathApproval.ShowOfferAsync(change.Context, path, input.Seat, change.Time))!) is { } notAsShown)
                return notAsShown;

            var transfer = path.PendingTransferOf(input.Seat)!;
            if (path.OwnershipOf(input.Seat) is { } held && await OrganisationReads.PersonAsync(change, held.PersonId) is { LeftAt: { } leftAt })
                path.Empty(input.Seat, leftAt, OwnershipEnd.HolderLeft); // nobody was accountable since, whatever comes now
            path.AcceptTransfer(input.Seat, change.NewId<OwnershipId>(), change.Now, change.Today, await PolicyInForce.ReadAsync(change.Context));
            foreach (var told in new[] { transfer.ProposedById, transfer.FromId ?? transfer.ProposedById }.Distinct())
                change.Tell(told, PathNotices.SeatWasTakenOver(path, input.Seat, person.Name));
            change.Record(RecoveryPathEvents.TransferAccepted, path, EventDetail.Public("seat", PathWords.Of(input.Seat)))
                .Because(RecoveryPathEvents.TransferProposed, transfer.ProposedAt);
            return default(Done);
        }, cancellationToken);
}
