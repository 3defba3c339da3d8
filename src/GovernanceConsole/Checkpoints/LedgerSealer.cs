using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <summary>Where the signer's files are. Without them a process signs nothing.</summary>
/// <param name="KeyFile">See <see cref="CheckpointSigner.Open"/>.</param>
/// <param name="StateFile">See <see cref="CheckpointSigner.Open"/>.</param>
public sealed record SignerFiles(string KeyFile, string StateFile);

/// <summary>What sealing did to one ledger.</summary>
/// <param name="Ledger">Its name.</param>
/// <param name="Size">How many entries are signed now.</param>
/// <param name="Note">The checkpoint; null where there was nothing new, or it was not signed.</param>
/// <param name="Failure">Why it was not signed; null where it was, or need not be.</param>
public sealed record SealedLedger(string Ledger, long Size, string? Note, string? Failure)
{
    /// <summary>That the database's own note of how far it was signed is wrong, in a sentence; null where it is right. Signing goes on.</summary>
    public string? WrongNote { get; init; }

    /// <summary>What somebody must look at.</summary>
    public IEnumerable<string> Faults => new[] { Failure, WrongNote }.OfType<string>();
}

/// <summary>
/// Has the ledgers signed as they stand: reads what was added since the last checkpoint, checks each entry, and keeps the note. It
/// asks for the signer's files each time and gives them back, so that several processes can take turns.
/// </summary>
public sealed class LedgerSealer(ReadOnlyStore store, KeepCheckpoint keep, RecordKeeping record, SignerFiles? files = null)
{
    private const int EntriesAtOnce = 4096;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Works with the signer, alone in this process and in all others.</summary>
    /// <exception cref="SignerException">This process has no signer, or another process signs, or one of its files is damaged.</exception>
    public async Task<T> WithSignerAsync<T>(Func<CheckpointSigner, Task<T>> work, CancellationToken cancellationToken = default)
    {
        if (files is null)
            throw new SignerException("This process signs no checkpoints.");
        await _one.WaitAsync(cancellationToken);
        try
        {
            using var signer = CheckpointSigner.Open(files.KeyFile, files.StateFile);
            if (signer is { IsNew: true, FoundItsKey: false } && !await IsAnythingKeptAsync(cancellationToken))
                signer.Remember();
            return await work(signer);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> IsAnythingKeptAsync(CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        return await context.Set<LedgerCheckpoint>().AnyAsync(cancellationToken);
    }

    /// <summary>Signs and keeps a checkpoint of every ledger that grew since its last one. What is wrong with one keeps no other from being signed.</summary>
    /// <exception cref="SignerException">The signer cannot be had; nothing was signed.</exception>
    public Task<IReadOnlyList<SealedLedger>> SealAsync(Actor actor, CancellationToken cancellationToken = default) =>
        WithSignerAsync<IReadOnlyList<SealedLedger>>(
            async signer =>
            {
                var grown = await store.AtOneMomentAsync(() => SignAsync(signer, cancellationToken), cancellationToken);
                foreach (var ledger in grown)
                {
                    if (ledger.Sealed.WrongNote is { } wrong)
                        await record.ExecuteAsync(
                            CommandId.New(), new RecordKeepingInput(LedgerKeeper.SignerName, ledger.Sealed.Ledger, ledger.SignedBefore, wrong, NoteWasChanged: true), actor, cancellationToken);
                    if (ledger.Sealed.Note is { } note)
                        await KeepAsync(note, actor, cancellationToken);
                    else if (ledger.Sealed.Failure is { } failure)
                        await record.ExecuteAsync(
                            CommandId.New(), new RecordKeepingInput(LedgerKeeper.SignerName, ledger.Sealed.Ledger, Size: null, failure, ledger.IsFaultOfTheLedger), actor, cancellationToken);
                }

                return [.. grown.Select(g => g.Sealed)];
            },
            cancellationToken);

    /// <summary>Keeps a note that the signer gave out, with the tiles that its entries filled.</summary>
    public async Task KeepAsync(string note, Actor actor, CancellationToken cancellationToken = default)
    {
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
        var (first, tiles) = await FilledTilesAsync(checkpoint, cancellationToken);
        var kept = await keep.ExecuteAsync(CommandId.New(), new KeepCheckpointInput(note, first, tiles), actor, cancellationToken);
        if (!kept.IsAccepted)
            throw new InvalidOperationException($"A checkpoint that was signed is not kept: {kept.Refusals[0].Sentence}");
    }

    /// <summary>Continues a ledger from what was signed of it.</summary>
    /// <exception cref="SignerException">The database holds less than was signed or anchored, or the signer has forgotten what it signed.</exception>
    internal static async Task<ChainVerifier> ContinueAsync(GovernanceDbContext context, CheckpointSigner signer, StoredHead head, CancellationToken cancellationToken)
    {
        var kept = await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == head.Ledger).MaxAsync(c => (long?)c.Size, cancellationToken) ?? 0;
        // What the database notes of the signer is a copy of what the signer itself knows; what it notes of an anchor may be the only trace of a lost end.
        var held = await context.Set<LedgerKeeper>().Where(k => k.Ledger == head.Ledger && k.Keeper != LedgerKeeper.SignerName)
            .OrderByDescending(k => k.Size).Select(k => new { k.Keeper, k.Size }).FirstOrDefaultAsync(cancellationToken);
        if (Math.Max(kept, signer.SignedSize(head.Name)) is var known && known > head.Size)
        {
            throw new SignerException(
                $"{known} entries of {head.Name} are signed, and the database holds {head.Size}: it was set back.",
                new LedgerFault(LedgerFaultCode.TailMissing, head.Size, "The database was set back."));
        }

        if (held?.Size > head.Size)
        {
            throw new SignerException(
                $"The database notes that the anchor {held.Keeper} holds {held.Size} entries of {head.Name}, and there are {head.Size}: it was set back, or the note was changed. Ask the anchor: docs/ledger-operations.md, \"The signer's two files\".",
                new LedgerFault(LedgerFaultCode.TailMissing, head.Size, "The database was set back."));
        }

        if (signer.IsNew && (kept > 0 || signer.FoundItsKey))
        {
            throw new SignerException(
                $"{(kept > 0 ? $"{kept} entries of {head.Name} are signed" : "The signer's key is there")}, and the signer's state file, which says what was signed and by whom, is not there. Bring it back; if it is lost, or this database was restored under another name, see docs/ledger-operations.md, \"Change the key\".");
        }

        return signer.Continue(head.Name);
    }

    /// <summary>Signs the entries that were added to <paramref name="chain"/>, if they are those that the ledger's end speaks of.</summary>
    /// <exception cref="SignerException">They are not.</exception>
    internal static SignedNote Sign(CheckpointSigner signer, StoredHead head, ChainVerifier chain) => chain.Root().AsSpan().SequenceEqual(head.Root)
        ? signer.Sign(head.Name, chain)
        : throw new SignerException(
            $"The entries of {head.Name} are not those its end speaks of.", new LedgerFault(LedgerFaultCode.Content, head.Size, "The entries are not those the ledger's end speaks of."));

    private async Task<List<(SealedLedger Sealed, bool IsFaultOfTheLedger, long SignedBefore)>> SignAsync(CheckpointSigner signer, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var kept = await context.Set<LedgerCheckpoint>().GroupBy(c => c.Ledger).Select(g => new { Ledger = g.Key, Size = g.Max(c => c.Size) }).ToDictionaryAsync(c => c.Ledger, c => c.Size, cancellationToken);
        var noted = await context.Set<LedgerKeeper>().Where(k => k.Keeper == LedgerKeeper.SignerName).ToDictionaryAsync(k => k.Ledger, k => k.Size, cancellationToken);
        var ledgers = new List<(SealedLedger, bool, long)>();
        foreach (var head in await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken))
        {
            var signed = signer.SignedSize(head.Name);
            var wrongNote = noted.GetValueOrDefault(head.Ledger) is var size && size > head.Size && signed <= head.Size
                ? $"The database notes that the signer signed {size} entries of {head.Name}; there are {head.Size}, and the signer itself knows of {signed}: the note was changed past the console. It was put right, and signing goes on."
                : null;
            var (note, failure, isFault) = await SignAsync(context, signer, head, kept.GetValueOrDefault(head.Ledger), cancellationToken);
            ledgers.Add((new SealedLedger(head.Name, note is null ? signed : head.Size, note, failure) { WrongNote = wrongNote }, isFault, signed));
        }

        return ledgers;
    }

    private static async Task<(string? Note, string? Failure, bool IsFaultOfTheLedger)> SignAsync(
        GovernanceDbContext context, CheckpointSigner signer, StoredHead head, long kept, CancellationToken cancellationToken)
    {
        var signed = signer.SignedSize(head.Name);
        if (head.Size == kept && head.Size == signed)
        {
            return signer.Continue(head.Name).Root().AsSpan().SequenceEqual(head.Root)
                ? (null, null, false)
                : (null, $"The end of {head.Name} is another one than was signed: its {signed} entries were rewritten past the console.", true);
        }

        try
        {
            var chain = await ContinueAsync(context, signer, head, cancellationToken);
            await AddAsync(context, head, chain, cancellationToken);
            return (Sign(signer, head, chain).ToText(), null, false);
        }
        catch (SignerException refused)
        {
            return (null, refused.Message, refused.Fault is not null);
        }
    }

    private static async Task AddAsync(GovernanceDbContext context, StoredHead head, ChainVerifier chain, CancellationToken cancellationToken)
    {
        for (var from = chain.Size; from < head.Size; from += EntriesAtOnce)
        {
            var before = Math.Min(from + EntriesAtOnce, head.Size);
            var entries = await context.Set<StoredEntry>().Where(e => e.Ledger == head.Ledger && e.Idx >= from && e.Idx < before)
                .OrderBy(e => e.Idx).Select(e => new { e.Body, e.PrunedLeafHash }).ToListAsync(cancellationToken);
            foreach (var entry in entries)
                Add(chain, entry.Body, entry.PrunedLeafHash);
        }
    }

    /// <summary>Adds the next entry to a chain that is to be signed.</summary>
    /// <exception cref="SignerException">It does not belong there.</exception>
    internal static void Add(ChainVerifier chain, byte[] body, byte[]? prunedLeafHash)
    {
        if ((body.Length == 0 ? chain.AddPruned(prunedLeafHash) : chain.Add(body)) is { } fault)
            throw new SignerException(fault.Text, fault);
    }

    private async Task<(long First, List<byte[]> Tiles)> FilledTilesAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var ledger = await context.Set<StoredHead>().Where(h => h.Name == checkpoint.Origin).Select(h => h.Ledger).SingleAsync(cancellationToken);
        var first = await context.Set<LedgerTile>().Where(t => t.Ledger == ledger).MaxAsync(t => (long?)t.Tile, cancellationToken) + 1 ?? 0;
        var tiles = new List<byte[]>();
        for (var tile = first; (tile + 1) * LedgerTile.Length <= checkpoint.Size; tile++)
            tiles.Add(MerkleTree.Root(await LeavesAsync(context, ledger, tile, LedgerTile.Length, cancellationToken)));
        return (first, tiles);
    }

    /// <summary>The leaf hashes below a tile, as the database has them.</summary>
    internal static async Task<List<byte[]>> LeavesAsync(GovernanceDbContext context, short ledger, long tile, int count, CancellationToken cancellationToken)
    {
        var from = tile * LedgerTile.Length;
        var before = from + count;
        var entries = await context.Set<StoredEntry>().Where(e => e.Ledger == ledger && e.Idx >= from && e.Idx < before)
            .OrderBy(e => e.Idx).Select(e => new { e.Body, e.PrunedLeafHash }).ToListAsync(cancellationToken);
        return entries.ConvertAll(e => StoredEntry.LeafHashOf(e.Body, e.PrunedLeafHash));
    }
}
