using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Retention;

/// <summary>What a run did.</summary>
/// <param name="Deleted">How many records went.</param>
/// <param name="Failure">What is not right afterwards, in a sentence: the files could not be cleaned, or no anchor knows of it. Null where all is.</param>
public sealed record DeletionReport(long Deleted, string? Failure);

/// <summary>
/// Carries out an approved deletion to its end, batch by batch, others' commands in between; empties the database's log before it says
/// that it is done, and hands the anchors a checkpoint at once. Killed at any moment, the next run goes on.
/// </summary>
public sealed class Deletions(RetentionQueries retention, DeleteNextBatch batch, IGovernanceStore store, LedgerSealer sealer, CheckpointAnchoring anchoring)
{
    /// <summary>Does what is approved; null where nothing is.</summary>
    public async Task<DeletionReport?> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (await retention.UnderWayAsync(cancellationToken) is not { } deletion)
            return null;
        var deleted = 0L;
        DeletionPlace? at = null;
        do
        {
            if (at == DeletionPlace.End)
                await store.ForgetDeletedAsync(CancellationToken.None); // what was deleted must not lie on in the files
            var outcome = await batch.ExecuteAsync(CommandId.New(), new DeleteNextBatchInput(deletion, at), actor, cancellationToken);
            if (!outcome.IsAccepted)
                return new DeletionReport(deleted, outcome.Refusals[0].Sentence);
            (deleted, at) = (deleted + outcome.Value.Deleted, outcome.Value.Next);
        }
        while (at is not null);

        return new DeletionReport(deleted, await AnchorAsync(actor, cancellationToken));
    }

    private async Task<string?> AnchorAsync(Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            var failures = (await sealer.SealAsync(actor, cancellationToken)).SelectMany(l => l.Faults).ToList();
            failures.AddRange((await anchoring.RunAsync(actor, cancellationToken)).Failures);
            return failures.Count == 0 ? null : string.Join(' ', failures);
        }
        catch (SignerException refused)
        {
            return refused.Message;
        }
    }
}
