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
    /// <summary>That the database's own note of how far it was signed is wrong, or that checkpoints are gone, in a sentence; null where all is right. Signing goes on.</summary>
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
                        await TellAsync(ledger.Sealed.Ledger, ledger.SignedBefore, wrong, actor, cancellationToken);
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

    /// <summary>Tells people that what the database keeps of the signer's work was changed.</summary>
    /// <param name="ledger">The ledger's name.</param>
    /// <param name="signed">How far it was signed by the signer's own word.</param>
    /// <param name="what">What was changed, in a sentence.</param>
    /// <param name="actor">Who signs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task TellAsync(string ledger, long signed, string what, Actor actor, CancellationToken cancellationToken) =>
        record.ExecuteAsync(CommandId.New(), new RecordKeepingInput(LedgerKeeper.SignerName, ledger, signed, what, NoteWasChanged: true), actor, cancellationToken);

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
            var (note, removed, failure, isFault) = await SignAsync(context, signer, head, kept.GetValueOrDefault(head.Ledger), cancellationToken);
            ledgers.Add((new SealedLedger(head.Name, note is null ? signed : head.Size, note, failure) { WrongNote = wrongNote ?? removed }, isFault, signed));
        }

        return ledgers;
    }

    private static async Task<(string? Note, string? Removed, string? Failure, bool IsFaultOfTheLedger)> SignAsync(
        GovernanceDbContext context, CheckpointSigner signer, StoredHead head, long kept, CancellationToken cancellationToken)
    {
        var signed = signer.SignedSize(head.Name);
        if (head.Size == kept && head.Size == signed)
        {
            return signer.Continue(head.Name).Root().AsSpan().SequenceEqual(head.Root)
                ? (null, null, null, false)
                : (null, null, $"The end of {head.Name} is another one than was signed: its {signed} entries were rewritten past the console.", true);
        }

        try
        {
            var entries = await EntriesToSign.ContinueAsync(context, signer, head, cancellationToken);
            await AddAsync(context, head, entries, cancellationToken);
            return ((await entries.SignAsync(signer, cancellationToken)).ToText(), entries.Removed, null, false);
        }
        catch (SignerException refused)
        {
            return (null, null, refused.Message, refused.Fault is not null);
        }
    }

    private static async Task AddAsync(GovernanceDbContext context, StoredHead head, EntriesToSign entries, CancellationToken cancellationToken)
    {
        for (var from = entries.Size; from < head.Size; from += EntriesAtOnce)
        {
            var before = Math.Min(from + EntriesAtOnce, head.Size);
            var added = await context.Set<StoredEntry>().Where(e => e.Ledger == head.Ledger && e.Idx >= from && e.Idx < before)
                .OrderBy(e => e.Idx).Select(e => new { e.Body, e.PrunedLeafHash }).ToListAsync(cancellationToken);
            foreach (var entry in added)
                await entries.AddAsync(entry.Body, entry.PrunedLeafHash, cancellationToken);
        }
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
