using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why; a paragraph at most.</param>
public sealed record WithdrawTransferInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat, string Reason) : ISeatInput;

/// <summary>Takes back the offer of a seat before it is answered.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
public sealed class WithdrawTransfer(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WithdrawTransferInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<WithdrawTransferInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);
            if (path.PendingTransferOf(input.Seat) is not { } transfer)
                return Task.FromResult<Outcome<Done>>(new NoTransferWaits(input.Seat));

            transfer.End(TransferOutcome.Withdrawn, TextRules.Clean(input.Reason), change.Now);
            change.Record(RecoveryPathEvents.TransferWithdrawn, path, EventDetail.Public("seat", PathWords.Of(input.Seat)))
                .Because(RecoveryPathEvents.TransferProposed, transfer.ProposedAt);
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
