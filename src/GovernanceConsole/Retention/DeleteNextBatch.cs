using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>Where a deletion goes on.</summary>
/// <param name="Type">The type of record.</param>
/// <param name="After">Where the last batch of that type ended; null to begin.</param>
public sealed record DeletionPlace(string Type, string? After)
{
    /// <summary>Nothing is left: the deletion ends, once the files were cleaned.</summary>
    public static DeletionPlace End { get; } = new("", After: null);
}

/// <param name="Deletion">A deletion that is under way.</param>
/// <param name="At">Where to go on; null to begin. After a crash it begins anew: what went is not found again.</param>
public sealed record DeleteNextBatchInput(RetentionDeletionId Deletion, DeletionPlace? At);

/// <summary>What one batch did.</summary>
/// <param name="Deleted">How many records went.</param>
/// <param name="Next">Where to go on; null where the deletion has ended.</param>
public sealed record DeletedBatch(long Deleted, DeletionPlace? Next);

/// <summary>
/// Deletes the next records of a deletion that a second person approved: found and deleted in one transaction, short enough that others
/// hardly wait. A legal hold on everybody's data ends the deletion; one on a person keeps what is theirs.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("notices and answers of commands go without an entry each; the end of the deletion has one with the counts")]
public sealed class DeleteNextBatch(LedgeredChange road, IEnumerable<IRetainedRecords> types)
{
    public Task<Outcome<DeletedBatch>> ExecuteAsync(CommandId commandId, DeleteNextBatchInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<DeleteNextBatchInput, DeletedBatch>(this, commandId, input, actor, async change =>
        {
            var id = input.Deletion;
            if (await change.Context.Set<RetentionDeletion>().Include(d => d.Counts).SingleOrDefaultAsync(d => d.Id == id) is not { } deletion)
                return new NotFound("deletion");
            change.IsAbout(deletion);
            if (deletion.State != RetentionDeletionState.UnderWay)
                return new DeletionIsDecided(deletion.Number, deletion.State);
            if (await PrivacyReads.HoldOnEverybodyAsync(change.Context) is { } hold)
            {
                deletion.Stop(hold, change.Now);
                change.Record(RetentionEvents.Stopped, deletion, EventDetail.Public("number", deletion.Number), EventDetail.Public("deleted", InWords(deletion)));
                return new DeletedBatch(0, Next: null);
            }

            if (input.At == DeletionPlace.End)
            {
                deletion.End(change.Now);
                change.Record(RetentionEvents.CarriedOut, deletion, EventDetail.Public("number", deletion.Number), EventDetail.Public("deleted", InWords(deletion)));
                return new DeletedBatch(0, Next: null);
            }

            var order = types.ToList();
            var type = input.At is null ? order[0] : order.Find(t => t.Type == input.At.Type);
            if (type is null)
                return new NotFound("type of record");
            var policy = await PolicyInForce.ReadAsync(change.Context);
            // A period that was made longer meanwhile keeps more; one that was made shorter takes no more than was approved.
            var months = Math.Max(type.Period.Of(policy.Limits), type.Period.Of((await PolicyInForce.DocumentOfAsync(change.Context, deletion.PolicyVersion)).Limits));
            var keptFrom = change.Time.StartOf(RetentionRules.KeptFrom(deletion.DueBy, months));
            var found = await type.LookAsync(new RetentionScope(change.Context, keptFrom, await PrivacyReads.HeldAsync(change.Context)), input.At?.After, CancellationToken.None);
            if (found.Due > 0)
                await found.DeleteAsync(change, new DeletionName(deletion.Id.Value, deletion.Number));
            if (found.Due + found.Held > 0)
                deletion.Count(type.Type, found.Due, found.Held, isBeginning: input.At?.After is null);

            var next = found.After is { } after ? new DeletionPlace(type.Type, after)
                : order.IndexOf(type) + 1 < order.Count ? new DeletionPlace(order[order.IndexOf(type) + 1].Type, After: null)
                : DeletionPlace.End;
            return new DeletedBatch(found.Due, next);
        }, cancellationToken);

    private string[] InWords(RetentionDeletion deletion) =>
        [.. deletion.Counts.Where(c => c.Deleted > 0).Select(c => RetentionRules.InWords(types.FirstOrDefault(t => t.Type == c.Type)?.Name ?? c.Type, c.Deleted))];
}
