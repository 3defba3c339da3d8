using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Integrity;

/// <param name="Objects">How many objects were compared.</param>
/// <param name="Rows">With how many rows.</param>
/// <param name="Size">How many decisions the ledger held at that moment.</param>
/// <param name="Differences">How many differences were found.</param>
/// <param name="Places">Where the first of them are, without what stands there.</param>
public sealed record RecordReconciliationInput(long Objects, long Rows, long Size, long Differences, IReadOnlyList<string> Places);

/// <summary>Writes down what a comparison of the ledger with the tables found, and tells governance and audit of differences.</summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordReconciliation(LedgeredChange road)
{
    /// <summary>As many places as an entry and a notice hold in any case.</summary>
    private const int Most = 100;

    private const int MostInANotice = 5;

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordReconciliationInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordReconciliationInput, Done>(this, commandId, input, actor, async change =>
        {
            change.Record(
                IntegrityEvents.Reconciled, IntegrityTopic.Kind, IntegrityTopic.Reconciliation,
                EventDetail.Public("objects", input.Objects),
                EventDetail.Public("rows", input.Rows),
                EventDetail.Public("size", input.Size),
                EventDetail.Public("differences", input.Differences),
                EventDetail.Public("places", input.Places.Take(Most).ToArray()));
            if (input.Differences > 0)
            {
                await change.TellThoseWhoWatchAsync(new Notice(
                    $"The database differs from the ledger in {input.Differences} {(input.Differences == 1 ? "place" : "places")}",
                    $"Somebody changed rows past the console: {string.Join("; ", input.Places.Take(MostInANotice))}{(input.Differences > MostInANotice ? " and more" : "")}. Have the platform administrator run \"database check\", which shows both sides; until it is put right, do not rely on these records.",
                    "/audit-trail",
                    IntegrityTopic.Reconciliation));
            }

            return default(Done);
        }, cancellationToken);
}
