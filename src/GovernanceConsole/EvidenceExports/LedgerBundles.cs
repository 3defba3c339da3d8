using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.EvidenceExports;

/// <summary>The database's ledger is not the one that was signed before. Nothing was exported.</summary>
/// <param name="What">What is wrong, in a sentence.</param>
public sealed record LedgerCannotBeSigned(string What) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence => $"Nothing was exported: the ledger cannot be signed. {What}";
}

/// <summary>
/// Writes both ledgers as one bundle that an auditor checks with ledger-verify: every entry as of one moment, all checkpoints and a
/// fresh one, the state of each object and, if asked for, the private texts (docs/ledger-format.md, section 10).
/// </summary>
public sealed class LedgerBundles(ReadOnlyStore store, LedgerSealer sealer, RecordLedgerExport record, OrganisationTime time)
{
    private const int EntriesAtOnce = 4096;

    /// <summary>Writes the bundle and records that it was made. Where it is refused, what was written means nothing.</summary>
    /// <param name="target">Receives the zip; read again to be hashed.</param>
    /// <param name="withTexts">Whether names, reasons and former values go along.</param>
    /// <param name="actor">Who exports.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome<LedgerExportFacts>> ExportAsync(Stream target, bool withTexts, Actor actor, CancellationToken cancellationToken = default)
    {
        List<(SignedNote Note, string? Removed)> fresh;
        try
        {
            fresh = await sealer.WithSignerAsync(
                signer => store.AtOneMomentAsync(() => WriteAsync(target, withTexts, signer, cancellationToken), cancellationToken), cancellationToken);
        }
        catch (SignerException refused)
        {
            return new LedgerCannotBeSigned(refused.Message);
        }

        target.Position = 0;
        var sizes = fresh.ConvertAll(f => Checkpoint.Parse(f.Note.Text).Size);
        var facts = new LedgerExportFacts(sizes[0], sizes[1], withTexts, Convert.ToHexStringLower(await SHA256.HashDataAsync(target, cancellationToken)), target.Length);
        var recorded = await record.ExecuteAsync(CommandId.New(), facts, actor, cancellationToken);
        if (!recorded.IsAccepted)
            return Outcome<LedgerExportFacts>.Refuse(recorded.Refusals);
        foreach (var (note, removed) in fresh)
        {
            if (removed is not null && Checkpoint.Parse(note.Text) is var signed)
                await sealer.TellAsync(signed.Origin, signed.Size, removed, actor, cancellationToken);
            await sealer.KeepAsync(note.ToText(), actor, cancellationToken);
        }

        return facts;
    }

    private async Task<List<(SignedNote Note, string? Removed)>> WriteAsync(Stream target, bool withTexts, CheckpointSigner signer, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var heads = await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken);
        var texts = withTexts ? PrivateTexts.All : PrivateTexts.None;
        var ledgers = heads.ConvertAll(h => new BundledLedger(h.Name, h.Name[(h.Name.LastIndexOf('/') + 1)..], texts));
        var fresh = new List<(SignedNote Note, string? Removed)>();
        using var bundle = new BundleWriter(target, new BundleManifest(ledgers, time.Now));
        foreach (var (head, ledger) in heads.Zip(ledgers))
        {
            var toSign = await EntriesToSign.ContinueAsync(context, signer, head, cancellationToken);
            await using (var entries = bundle.Entries(ledger))
                await WriteEntriesAsync(context, head, new EntryFrameWriter(entries), toSign, cancellationToken);
            fresh.Add((await toSign.SignAsync(signer, cancellationToken), toSign.Removed));
            bundle.Checkpoints(ledger, [.. await CheckpointsBeforeAsync(context, head, signer, cancellationToken), fresh[^1].Note]);
            if (withTexts)
                bundle.Private(ledger, Texts(context, head));
            if (head.Ledger == (short)LedgerStream.Decisions)
                bundle.States(ledger, States(context));
        }

        return fresh;
    }

    /// <summary>What was signed before, but for what a revoked key alone had signed: nobody is asked to believe that.</summary>
    private static async Task<List<SignedNote>> CheckpointsBeforeAsync(GovernanceDbContext context, StoredHead head, CheckpointSigner signer, CancellationToken cancellationToken)
    {
        var notes = await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == head.Ledger && c.Size < head.Size).OrderBy(c => c.Size).Select(c => c.Note).ToListAsync(cancellationToken);
        try
        {
            return [.. notes.Select(SignedNote.Parse).Where(signer.NamesAKeyThatMaySign)];
        }
        catch (LedgerFormatException damaged)
        {
            throw new SignerException(
                $"A checkpoint of {head.Name} that was kept in the database is damaged: {damaged.Message} It was changed past the console; docs/ledger-operations.md, \"Reconciliation\".",
                new LedgerFault(LedgerFaultCode.Malformed, head.Size, "A kept checkpoint is damaged."));
        }
    }

    private static async Task WriteEntriesAsync(GovernanceDbContext context, StoredHead head, EntryFrameWriter frames, EntriesToSign toSign, CancellationToken cancellationToken)
    {
        for (long from = 0; from < head.Size; from += EntriesAtOnce)
        {
            var before = from + EntriesAtOnce;
            var entries = await context.Set<StoredEntry>()
                .Where(e => e.Ledger == head.Ledger && e.Idx >= from && e.Idx < before)
                .OrderBy(e => e.Idx)
                .Select(e => new { e.Body, e.PrunedLeafHash })
                .ToListAsync(cancellationToken);
            foreach (var entry in entries)
            {
                // What was signed before was checked then; the auditor checks all of it.
                if (frames.Count >= toSign.Size)
                    await toSign.AddAsync(entry.Body, entry.PrunedLeafHash, cancellationToken);
                if (entry.Body.Length == 0)
                    frames.WritePruned(entry.PrunedLeafHash);
                else
                    frames.Write(entry.Body);
            }
        }
    }

    private static IEnumerable<RevealedText> Texts(GovernanceDbContext context, StoredHead head)
    {
        for (long from = 0; from < head.Size; from += EntriesAtOnce)
        {
            var before = from + EntriesAtOnce;
            var values = context.Set<StoredPrivateValue>().Where(v => v.Ledger == head.Ledger && v.Idx >= from && v.Idx < before).ToList();
            foreach (var value in values.OrderBy(v => v.Idx).ThenBy(v => v.Field, StringComparer.Ordinal)) // the format's order, not a database's
                yield return new RevealedText(value.Idx, value.Field, value.Salt, value.Value);
        }
    }

    private static IEnumerable<ExportedState> States(GovernanceDbContext context) => context.Set<StoredObjectState>()
        .OrderBy(o => o.ObjectKind).ThenBy(o => o.ObjectId)
        .AsEnumerable()
        .Select(o => new ExportedState(o.ObjectKind, o.ObjectId.ToString("N"), o.Version, o.State));
}
