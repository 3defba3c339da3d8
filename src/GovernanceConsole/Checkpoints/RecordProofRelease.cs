using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Checkpoints;

/// <param name="Ledger">Which ledger.</param>
/// <param name="Idx">The entry's number in it.</param>
public sealed record ProofReleaseFacts(TrailLedger Ledger, long Idx);

/// <summary>Writes down who took the proof of which entry. It changes no record, so its entry is a security event.</summary>
[MayBeDoneBy(Role.Auditor)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.IamPolicy)]
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(ApiScope.LedgerProve)]
public sealed class RecordProofRelease(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ProofReleaseFacts input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ProofReleaseFacts, Done>(this, commandId, input, actor, change =>
        {
            change.Record(
                CheckpointEvents.ProofReleased, "ledger-proof", Guid.CreateVersion7(change.Now),
                EventDetail.Public("ledger", input.Ledger == TrailLedger.Decisions ? "decisions" : "security-events"),
                EventDetail.Public("idx", input.Idx));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
