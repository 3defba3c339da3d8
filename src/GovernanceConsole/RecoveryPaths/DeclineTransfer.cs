using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why they do not take over; a paragraph at most.</param>
public sealed record DeclineTransferInput(RecoveryPathId Path, long SeenVersion, Seat Seat, string Reason) : ISeatInput;

/// <summary>Turns down a seat that was offered. The owner stays who it was.</summary>
[MayBeDoneBy(Relation.ProposedOwner)]
public sealed class DeclineTransfer(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DeclineTransferInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<DeclineTransferInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);
            if (path.PendingTransferOf(input.Seat) is not { } transfer)
                return Task.FromResult<Outcome<Done>>(new NoTransferWaits(input.Seat));

            transfer.End(TransferOutcome.Declined, TextRules.Clean(input.Reason), change.Now);
            change.Record(RecoveryPathEvents.TransferDeclined, path, EventDetail.Public("seat", PathWords.Of(input.Seat)));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
