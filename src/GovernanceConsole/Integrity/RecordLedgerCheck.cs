using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Integrity;

/// <param name="Entries">How many entries were found good, of both ledgers.</param>
/// <param name="Fault">What is wrong, in a sentence; null where nothing is.</param>
public sealed record RecordLedgerCheckInput(long Entries, string? Fault);

/// <summary>Writes down what reading both ledgers again found, and tells governance and audit of a fault.</summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordLedgerCheck(LedgeredChange road) : ILedgerCheckRecord
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordLedgerCheckInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordLedgerCheckInput, Done>(this, commandId, input, actor, async change =>
        {
            if (input.Fault is not { } fault)
            {
                change.Record(IntegrityEvents.Verified, IntegrityTopic.Kind, IntegrityTopic.Chains, EventDetail.Public("entries", input.Entries));
                return default(Done);
            }

            change.Record(IntegrityEvents.FaultFound, IntegrityTopic.Kind, IntegrityTopic.Chains, EventDetail.Public("fault", fault));
            await change.TellThoseWhoWatchAsync(new Notice(
                "The audit trail is not as it was written",
                $"{fault} Keep a copy of the database as it is, find out who could write to it, and compare it with the last bundle that was exported.",
                "/audit-trail",
                IntegrityTopic.Chains));
            return default(Done);
        }, cancellationToken);

    async Task ILedgerCheckRecord.WriteAsync(LedgerCheckResult result) =>
        _ = (await ExecuteAsync(
            CommandId.New(),
            new RecordLedgerCheckInput(result.Ledgers.Sum(l => l.Size), result.Fault?.Sentence),
            Actor.ForJob(nameof(RecordLedgerCheck)))).Value;
}
