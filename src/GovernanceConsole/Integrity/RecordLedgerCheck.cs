using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Integrity;

/// <param name="Entries">How many entries were found good, of both ledgers.</param>
/// <param name="Fault">What is wrong, in a sentence; null where nothing is.</param>
/// <param name="IsOfSecurityEvents">Whether a command met the fault at the end of the ledger of security events: then the other ledger says so.</param>
public sealed record RecordLedgerCheckInput(long Entries, string? Fault, bool IsOfSecurityEvents = false);

/// <summary>Writes down what reading both ledgers again found, and tells governance and audit of a fault.</summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordLedgerCheck(LedgeredChange road) : ILedgerCheckRecord, ILedgerFaultRecord
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordLedgerCheckInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordLedgerCheckInput, Done>(this, commandId, input, actor, async change =>
        {
            if (input.Fault is not { } fault)
            {
                change.Record(IntegrityEvents.Verified, IntegrityTopic.Kind, IntegrityTopic.Chains, EventDetail.Public("entries", input.Entries));
                return default(Done);
            }

            if (input.IsOfSecurityEvents)
                change.Record(IntegrityEvents.SecurityEventsChanged, IntegrityTopic.Kind, IntegrityTopic.SecurityEvents, EventDetail.Public("fault", fault));
            else
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

    /// <remarks>Refused where neither ledger takes an entry any more: then the health check alone says it.</remarks>
    Task ILedgerFaultRecord.TellAsync(string fault, bool isOfSecurityEvents) =>
        ExecuteAsync(CommandId.New(), new RecordLedgerCheckInput(Entries: 0, fault, isOfSecurityEvents), Actor.ForJob(nameof(RecordLedgerCheck)));
}
