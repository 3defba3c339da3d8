using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <summary>Proves to a stranger that one entry stands in the ledger at its place, without showing him any other (docs/ledger-format.md, section 13).</summary>
public sealed class LedgerProofs(ReadOnlyStore store, RecordProofRelease record)
{
    /// <summary>The proof of an entry against the newest signed checkpoint, checked before it is given out.</summary>
    /// <param name="commandId">The same one again is recorded once.</param>
    /// <param name="ledger">Which ledger.</param>
    /// <param name="idx">The entry's number in it.</param>
    /// <param name="actor">Who takes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome<LogProof>> OfAsync(CommandId commandId, TrailLedger ledger, long idx, Actor actor, CancellationToken cancellationToken = default)
    {
        var proof = await store.AtOneMomentAsync(() => BuildAsync(ledger, idx, cancellationToken), cancellationToken);
        // Recorded first where there is something to give: a proof that nobody recorded is not given out.
        if (!proof.IsAccepted && (TrailQueries.Readers.Any(actor.KnowsRole) || actor.KnowsScope(ApiScope.LedgerProve)))
            return proof;
        var recorded = await record.ExecuteAsync(commandId, new ProofReleaseFacts(ledger, idx), actor, cancellationToken);
        return recorded.IsAccepted ? proof : Outcome<LogProof>.Refuse(recorded.Refusals);
    }

    private async Task<Outcome<LogProof>> BuildAsync(TrailLedger ledger, long idx, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var stream = (short)(ledger == TrailLedger.Decisions ? LedgerStream.Decisions : LedgerStream.SecurityEvents);
        var body = await context.Set<StoredEntry>().Where(e => e.Ledger == stream && e.Idx == idx).Select(e => e.Body).SingleOrDefaultAsync(cancellationToken);
        if (body is null)
            return new NotFound("entry");
        if (body.Length == 0)
            return new EntryIsPruned(idx);
        var note = await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == stream).OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefaultAsync(cancellationToken);
        if (note is null)
            return new NotSignedYet(idx, 0);
        var signed = SignedNote.Parse(note);
        var checkpoint = Checkpoint.Parse(signed.Text);
        if (idx >= checkpoint.Size)
            return new NotSignedYet(idx, checkpoint.Size);

        var full = checkpoint.Size / LedgerTile.Length;
        var rest = (int)(checkpoint.Size % LedgerTile.Length);
        var tile = idx / LedgerTile.Length;
        var stored = await context.Set<LedgerTile>().Where(t => t.Ledger == stream && t.Tile < full).ToDictionaryAsync(t => t.Tile, t => t.Hash, cancellationToken);
        var tiles = new List<byte[]>();
        for (long n = 0; n < full; n++) // one that somebody removed follows from its entries
            tiles.Add(stored.GetValueOrDefault(n) ?? MerkleTree.Root(await LedgerSealer.LeavesAsync(context, stream, n, LedgerTile.Length, cancellationToken)));
        var last = rest > 0 ? await LedgerSealer.LeavesAsync(context, stream, full, rest, cancellationToken) : [];
        var leaves = tile == full ? last : await LedgerSealer.LeavesAsync(context, stream, tile, LedgerTile.Length, cancellationToken);
        if (rest > 0)
            tiles.Add(MerkleTree.Root(last)); // the rest behaves as one more tile: RFC 9162 splits at multiples of full ones first

        // Without the entries that another hand removed there would be nothing to prove with.
        var within = (int)(idx % LedgerTile.Length);
        if (within >= leaves.Count || last.Count != rest)
            return new ProofDoesNotHold(idx);
        var hashes = MerkleTree.InclusionProof(leaves, within).Concat(MerkleTree.InclusionProof(tiles, (int)tile)).ToList();
        return MerkleTree.VerifyInclusion(LeafHash.Of(body), idx, checkpoint.Size, hashes, checkpoint.Root)
            ? new LogProof(idx, hashes, signed, body)
            : new ProofDoesNotHold(idx);
    }
}
