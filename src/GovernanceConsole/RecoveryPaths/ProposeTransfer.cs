using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="To">Who is to take over. Nothing changes until they accept.</param>
/// <param name="Reason">Why; a paragraph at most.</param>
public sealed record ProposeTransferInput(RecoveryPathId Path, long SeenVersion, PathSeat Seat, PersonId To, string Reason) : ISeatInput;

/// <summary>Offers a seat to somebody else. The owner stays accountable until the offer is accepted (O3).</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
public sealed class ProposeTransfer(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ProposeTransferInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<ProposeTransferInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (path.State == PathState.Retired)
                return new PathIsRetired(path.Number);
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return empty;
            if (await OrganisationReads.PersonAsync(change, input.To) is not { } to)
                return new NotFound("person");
            var waitsFor = path.PendingTransferOf(input.Seat) is { } pending ? await OrganisationReads.PersonAsync(change, pending.ToId) : null;
            if (OwnershipRules.MayBeProposed(path, input.Seat, to, waitsFor) is { Count: > 0 } refusals)
                return refusals;

            var offer = change.NewId<TransferId>();
            path.Propose(
                offer, input.Seat, to.Id, change.ActingPerson, TextRules.Clean(input.Reason), change.Now, change.Today,
                await PolicyInForce.ReadAsync(change.Context));
            change.Tell(to.Id, PathNotices.SeatIsOffered(path, input.Seat, offer, TextRules.Clean(input.Reason)));
            change.Record(RecoveryPathEvents.TransferProposed, path, EventDetail.Public("seat", PathWords.Of(input.Seat)));
            return default(Done);
        }, cancellationToken);
}
