using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Retention;

/// <param name="Deletion">Which.</param>
public sealed record WithdrawDeletionInput(RetentionDeletionId Deletion);

/// <summary>Takes a request back before it is carried out. Any member of governance may: it only keeps.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class WithdrawDeletion(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WithdrawDeletionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<WithdrawDeletionInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<RetentionDeletion>(input.Deletion) is not { } deletion)
                return new NotFound("deletion");
            change.IsAbout(deletion);
            if (RetentionRules.MayBeWithdrawn(deletion) is { } refusal)
                return refusal;

            deletion.Withdraw(change.ActingPerson, change.Now);
            await change.TakeBackAsync([deletion.Id.Value]);
            change.Record(RetentionEvents.Withdrawn, deletion, EventDetail.Public("number", deletion.Number));
            return default(Done);
        }, cancellationToken);
}
