using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <param name="Note">The signed note.</param>
/// <param name="FirstTile">The number of the first of <paramref name="Tiles"/>.</param>
/// <param name="Tiles">Hashes of tiles that were filled since the last checkpoint, in their order.</param>
public sealed record KeepCheckpointInput(string Note, long FirstTile, IReadOnlyList<byte[]> Tiles);

/// <summary>
/// Keeps a checkpoint that the signer gave out. Its signature is not judged here: whoever can write past the console could as well
/// put the row there, so only those who hold the key's other half can judge, and they do.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ActorKind.CommandLine)]
[MayLeaveNoEntry("what was signed of the ledger cannot stand in it: signing it would need signing again")]
public sealed class KeepCheckpoint(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, KeepCheckpointInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<KeepCheckpointInput, Done>(this, commandId, input, actor, async change =>
        {
            Checkpoint checkpoint;
            try
            {
                checkpoint = Checkpoint.Parse(SignedNote.Parse(input.Note).Text);
            }
            catch (LedgerFormatException fault)
            {
                return new NotACheckpoint(fault.Message);
            }

            if (await Keepers.HeadAsync(change, checkpoint.Origin) is not { } head)
                return new NotACheckpoint($"This console keeps no ledger {checkpoint.Origin}.");
            if (checkpoint.Size > head.Size || (checkpoint.Size == head.Size && !checkpoint.Root.AsSpan().SequenceEqual(head.Root)))
                return new NotACheckpoint("It is not of the entries that are stored.");
            var newest = await change.Context.Set<LedgerCheckpoint>().Where(c => c.Ledger == head.Ledger).MaxAsync(c => (long?)c.Size) ?? -1;
            if (checkpoint.Size > newest)
                change.Context.Add(LedgerCheckpoint.Of(head.Ledger, checkpoint.Size, input.Note, change.Now));
            await KeepTilesAsync(change, head, input);
            (await Keepers.FindAsync(change, LedgerKeeper.SignerName, head.Ledger)).Confirm(Math.Max(newest, checkpoint.Size), change.Now);
            return default(Done);
        }, cancellationToken);

    private static async Task KeepTilesAsync(Change change, StoredHead head, KeepCheckpointInput input)
    {
        var next = await change.Context.Set<LedgerTile>().Where(t => t.Ledger == head.Ledger).MaxAsync(t => (long?)t.Tile) + 1 ?? 0;
        if (input.FirstTile > next)
            return;
        // Another process may have been quicker with the first of them.
        await change.BulkInsertAsync(input.Tiles.Skip((int)(next - input.FirstTile)).Select((hash, i) => LedgerTile.Of(head.Ledger, next + i, hash)));
    }
}
