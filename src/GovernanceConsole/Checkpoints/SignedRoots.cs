using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <summary>
/// The roots of the checkpoints that are kept, and the one that the signer remembers outside the database. Signatures are not looked at
/// here: whoever can forge a note needs the key for it, and the signer's own memory besides.
/// </summary>
public sealed class SignedRoots(ReadOnlyStore store, SignerFiles? files = null) : IKnownRoots
{
    /// <inheritdoc/>
    public int TileLength => LedgerTile.Length;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<long, byte[]>> TilesOfAsync(string ledger, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var stream = await context.Set<StoredHead>().Where(h => h.Name == ledger).Select(h => h.Ledger).SingleAsync(cancellationToken);
        return await context.Set<LedgerTile>().Where(t => t.Ledger == stream).ToDictionaryAsync(t => t.Tile, t => t.Hash, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KnownRoot>> OfAsync(string ledger, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var stream = await context.Set<StoredHead>().Where(h => h.Name == ledger).Select(h => h.Ledger).SingleAsync(cancellationToken);
        var kept = await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == stream).Select(c => new { c.Size, c.Note }).ToListAsync(cancellationToken);
        var known = kept.ConvertAll(c => new KnownRoot(c.Size, RootIn(c.Note, ledger, c.Size), "a checkpoint that was kept", IsStoredBeside: true));
        if (files is not null && CheckpointSigner.Remembered(files.StateFile, ledger) is var (size, root))
            known.Add(new KnownRoot(size, root, "the signer's state file", IsStoredBeside: false));
        return [.. known.OrderBy(k => k.Size)];
    }

    private static byte[] RootIn(string note, string ledger, long size)
    {
        try
        {
            var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
            return checkpoint.Origin == ledger && checkpoint.Size == size ? checkpoint.Root : [];
        }
        catch (LedgerFormatException)
        {
            return [];
        }
    }
}
