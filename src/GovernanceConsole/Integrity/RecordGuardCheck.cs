using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Integrity;

/// <param name="Differences">What in the database is not as its scripts made it; empty where all is.</param>
public sealed record RecordGuardCheckInput(IReadOnlyList<string> Differences);

/// <summary>
/// Writes down that the guards of the database changed, or are right again, and tells governance and audit. What was
/// written down last is not written again every hour.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordGuardCheck(LedgeredChange road)
{
    /// <summary>As many as fit into an entry; the sentence of the health check has all.</summary>
    private const int Most = 100;

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordGuardCheckInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordGuardCheckInput, Done>(this, commandId, input, actor, async change =>
        {
            string[] differences = [.. input.Differences.Take(Most)];
            var last = await IntegrityTopic.LastAsync(change.Context, IntegrityTopic.Guards, CancellationToken.None);
            var known = last?.Detail("differences") as IReadOnlyList<string> ?? [];
            if (known.SequenceEqual(differences))
                return default(Done);

            if (differences.Length == 0)
            {
                change.Record(IntegrityEvents.GuardsRestored, IntegrityTopic.Kind, IntegrityTopic.Guards);
                await change.TellThoseWhoWatchAsync(new Notice(
                    "The database is as its scripts made it again", "What was different is told in the ledger of security events.", "/audit-trail", IntegrityTopic.Guards));
            }
            else
            {
                change.Record(
                    IntegrityEvents.GuardsChanged, IntegrityTopic.Kind, IntegrityTopic.Guards,
                    EventDetail.Public("count", input.Differences.Count),
                    EventDetail.Public("differences", differences));
                await change.TellThoseWhoWatchAsync(new Notice(
                    "The guards of the database were changed", SchemaScript.GuardsSentence(differences), "/audit-trail", IntegrityTopic.Guards));
            }

            return default(Done);
        }, cancellationToken);
}
