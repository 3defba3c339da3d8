using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <param name="Kept">How many checkpoints anchors took.</param>
/// <param name="Failures">What anchors said that did not take one, each once.</param>
public sealed record AnchoringReport(int Kept, IReadOnlyList<string> Failures);

/// <summary>
/// Hands every anchor the checkpoints that it lacks, oldest first, so that an outage leaves no gap. An anchor that is new begins with
/// the newest. An anchor that fails keeps no other waiting for longer than its own time limit, and no decision at all.
/// </summary>
public sealed class CheckpointAnchoring(ReadOnlyStore store, IEnumerable<IAnchor> anchors, RecordKeeping record, OrganisationTime time)
{
    /// <summary>Per anchor, ledger and turn: a day's outage is made up for in one, a month's in a few.</summary>
    private const int AtOnce = 500;

    /// <summary>Hands over what is due.</summary>
    public async Task<AnchoringReport> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var kept = 0;
        var failures = new List<string>();
        foreach (var anchor in anchors)
        {
            foreach (var (ledger, notes, holds, lost) in await WaitingForAsync(anchor, cancellationToken))
            {
                var (done, refused) = await HandOverAsync(anchor, notes, cancellationToken);
                kept += done;
                var failure = lost ?? refused;
                if (failure is not null && !failures.Contains(failure))
                    failures.Add(failure);
                if (done > 0 || failure is not null)
                    await record.ExecuteAsync(CommandId.New(), new RecordKeepingInput(anchor.Name, ledger, done > 0 ? notes[done - 1].Size : lost is null ? null : holds, failure, HasLost: lost is not null), actor, cancellationToken);
            }
        }

        return new AnchoringReport(kept, failures);
    }

    private async Task<(int Done, string? Failure)> HandOverAsync(IAnchor anchor, List<(long Size, string Note)> notes, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            foreach (var (_, note) in notes)
            {
                await anchor.KeepAsync(new AnchoredNote(time.Now, SignedNote.Parse(note)), cancellationToken);
                done++;
            }

            return (done, null);
        }
        catch (AnchorException refused)
        {
            return (done, refused.Message);
        }
        catch (LedgerFormatException damaged)
        {
            return (done, $"A stored checkpoint is damaged: {damaged.Message}");
        }
    }

    /// <returns>By ledger what is to be handed over, what the anchor holds by its own word or, where it gives none, by the note, and what is wrong with that.</returns>
    private async Task<List<(string Ledger, List<(long Size, string Note)> Notes, long? Holds, string? Lost)>> WaitingForAsync(IAnchor anchor, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var waiting = new List<(string, List<(long, string)>, long?, string?)>();
        foreach (var head in await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken))
        {
            var holds = await context.Set<LedgerKeeper>().Where(k => k.Keeper == anchor.Name && k.Ledger == head.Ledger && k.ConfirmedAt != null)
                .Select(k => (long?)k.Size).SingleOrDefaultAsync(cancellationToken);
            var (told, lost) = await AskAsync(anchor, head.Name, holds, cancellationToken);
            holds = told is { } really && holds is not null ? Math.Min(really, holds.Value) : holds;
            var checkpoints = context.Set<LedgerCheckpoint>().Where(c => c.Ledger == head.Ledger);
            var due = await (holds is { } size ? checkpoints.Where(c => c.Size > size).OrderBy(c => c.Size).Take(AtOnce) : checkpoints.OrderByDescending(c => c.Size).Take(1))
                .Select(c => new { c.Size, c.Note }).ToListAsync(cancellationToken);
            if (due.Count > 0 || lost is not null)
                waiting.Add((head.Name, due.ConvertAll(c => (c.Size, c.Note)), holds, lost));
        }

        return waiting;
    }

    /// <summary>The console's note of what it handed over is in the database, and may have been changed there: whoever can be asked is asked.</summary>
    private static async Task<(long? Holds, string? Lost)> AskAsync(IAnchor anchor, string ledger, long? handedOver, CancellationToken cancellationToken)
    {
        try
        {
            var holds = await anchor.HoldsAsync(ledger, cancellationToken);
            return (holds, holds < handedOver
                ? $"{anchor.Place} holds {(holds == 0 ? "no checkpoint" : $"checkpoints over {holds} entries")} of {ledger}, and one over {handedOver} is noted as handed over: it was shortened or exchanged, or the note was changed. What it lacks is handed over again."
                : null);
        }
        catch (AnchorException strange)
        {
            return (null, strange.Message);
        }
    }
}
