using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why they do not take over; a paragraph at most.</param>
public sealed record DeclineTransferInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat, string Reason) : ISeatInput;

/// <summary>Turns down a seat that was offered. The owner stays who it was.</summary>
[MayBeDoneBy(Relation.ProposedOwner)]
public sealed class DeclineTransfer(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DeclineTransferInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<DeclineTransferInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return empty;

            var transfer = path.PendingTransferOf(input.Seat)!; // or the actor would not be the proposed owner
            var reason = TextRules.Clean(input.Reason);
            transfer.End(TransferOutcome.Declined, reason, change.Now);
            var person = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            change.Tell(transfer.ProposedById, PathNotices.SeatWasDeclined(path, input.Seat, person.Name, reason));
            change.Record(RecoveryPathEvents.TransferDeclined, path, EventDetail.Public("seat", PathWords.Of(input.Seat)))
                .Because(RecoveryPathEvents.TransferProposed, transfer.ProposedAt);
            return default(Done);
        }, cancellationToken);
}
