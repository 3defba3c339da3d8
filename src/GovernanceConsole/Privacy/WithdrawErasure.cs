using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Privacy;

/// <param name="Erasure">Which.</param>
public sealed record WithdrawErasureInput(ErasureId Erasure);

/// <summary>Takes a request back before it is carried out. Any member of governance may: it only keeps.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class WithdrawErasure(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WithdrawErasureInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<WithdrawErasureInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Erasure>(input.Erasure) is not { } erasure)
                return new NotFound("erasure");
            change.IsAbout(erasure);
            if (PrivacyRules.MayBeWithdrawn(erasure) is { } refusal)
                return refusal;

            erasure.Withdraw(change.ActingPerson, change.Now);
            await change.TakeBackAsync([erasure.Id.Value]);
            change.Record(PrivacyEvents.ErasureWithdrawn, erasure, EventDetail.Public("number", erasure.Number));
            return default(Done);
        }, cancellationToken);
}
