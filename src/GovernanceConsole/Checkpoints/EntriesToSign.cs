using GovernanceConsole.AuditLedger;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Checkpoints;

/// <summary>
/// The entries that a checkpoint adds to what was signed of a ledger. They go on where that ended, each is one that the road can have
/// written, and the commands they tell of have their answers: what fails in this is not signed, however well it is chained.
/// </summary>
internal sealed class EntriesToSign
{
    private const int CommandsAtOnce = 500;

    private readonly GovernanceDbContext _context;
    private readonly StoredHead _head;
    private readonly ChainVerifier _chain;
    private readonly DateTimeOffset _answeredSince;
    private readonly IReadOnlySet<string> _kindsWithState;
    private readonly Dictionary<Guid, long> _toBeAnswered = []; // the entry that tells of each command

    /// <param name="context">Reads at one moment.</param>
    /// <param name="head">The ledger's end.</param>
    /// <param name="chain">What was signed of it.</param>
    /// <param name="answeredSince">See <see cref="BesideTheEntries.AnsweredSinceAsync"/>.</param>
    public EntriesToSign(GovernanceDbContext context, StoredHead head, ChainVerifier chain, DateTimeOffset answeredSince)
    {
        (_context, _head, _chain, _answeredSince) = (context, head, chain, answeredSince);
        _kindsWithState = LedgerFields.KindsWithState(context.Model);
    }

    /// <summary>That checkpoints which were kept are gone, in a sentence; null where none is.</summary>
    public string? Removed { get; private init; }

    /// <summary>How many entries are signed or added.</summary>
    public long Size => _chain.Size;

    /// <summary>Continues a ledger from what was signed of it.</summary>
    /// <exception cref="SignerException">The database holds less than was signed or anchored, or the signer has forgotten what it signed.</exception>
    public static async Task<EntriesToSign> ContinueAsync(GovernanceDbContext context, CheckpointSigner signer, StoredHead head, CancellationToken cancellationToken)
    {
        var kept = await context.Set<LedgerCheckpoint>().Where(c => c.Ledger == head.Ledger).MaxAsync(c => (long?)c.Size, cancellationToken) ?? 0;
        // What the database notes of the signer is a copy of what the signer itself knows; what it notes of an anchor may be the only trace of a lost end.
        var held = await context.Set<LedgerKeeper>().Where(k => k.Ledger == head.Ledger && k.Keeper != LedgerKeeper.SignerName)
            .OrderByDescending(k => k.Size).Select(k => new { k.Keeper, k.Size }).FirstOrDefaultAsync(cancellationToken);
        var noted = await context.Set<LedgerKeeper>().Where(k => k.Ledger == head.Ledger && k.Keeper == LedgerKeeper.SignerName).Select(k => k.Size).SingleOrDefaultAsync(cancellationToken);
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

        // The last one that was signed may not be kept: the process can have ended in between. The one before it was.
        var wasKept = Math.Max(signer.SignedBefore(head.Name), noted <= signer.SignedSize(head.Name) ? noted : 0);
        return new EntriesToSign(context, head, signer.Continue(head.Name), await BesideTheEntries.AnsweredSinceAsync(context, cancellationToken))
        {
            Removed = kept < wasKept
                ? $"A checkpoint over {wasKept} entries of {head.Name} was signed and kept, and the newest that is kept now counts {kept}: checkpoints were removed past the console. They are gone; signing goes on. Compare with those that anchors and auditors hold."
                : null,
        };
    }

    /// <summary>Adds the next entry.</summary>
    /// <exception cref="SignerException">It does not belong there.</exception>
    public async Task AddAsync(byte[] body, byte[]? prunedLeafHash, CancellationToken cancellationToken)
    {
        if ((body.Length == 0 ? _chain.AddPruned(prunedLeafHash) : _chain.Add(body)) is { } fault)
            throw new SignerException(fault.Text, fault);
        if (body.Length == 0)
            return;
        var entry = LedgerEntry.Parse(body);
        if (EntryOfTheRoad.WhyNot(entry, (LedgerStream)_head.Ledger, _kindsWithState) is { } why)
            throw Unsigned(entry.Idx, why);
        if (BesideTheEntries.MustBeAnswered(entry, _answeredSince) is { } command)
            _toBeAnswered.TryAdd(command, entry.Idx);
        if (_toBeAnswered.Count >= CommandsAtOnce)
            await MissAnswersAsync(cancellationToken);
    }

    /// <summary>Signs what was added, if the ledger's end speaks of it.</summary>
    /// <exception cref="SignerException">It does not, or an answer is missing.</exception>
    public async Task<SignedNote> SignAsync(CheckpointSigner signer, CancellationToken cancellationToken)
    {
        await MissAnswersAsync(cancellationToken);
        return _chain.Root().AsSpan().SequenceEqual(_head.Root)
            ? signer.Sign(_head.Name, _chain)
            : throw new SignerException(
                $"The entries of {_head.Name} are not those its end speaks of.", new LedgerFault(LedgerFaultCode.Content, _head.Size, "The entries are not those the ledger's end speaks of."));
    }

    private async Task MissAnswersAsync(CancellationToken cancellationToken)
    {
        var commands = _toBeAnswered.Keys.ToList();
        foreach (var answered in await _context.Set<StoredCommand>().Where(c => commands.Contains(c.CommandId)).Select(c => c.CommandId).ToListAsync(cancellationToken))
            _toBeAnswered.Remove(answered);
        if (_toBeAnswered.Count > 0)
            throw Unsigned(_toBeAnswered.Values.Min(), BesideTheEntries.AnswerIsGone(_toBeAnswered.Values.Min()));
    }

    private static SignerException Unsigned(long idx, string why) => new(why, new LedgerFault(LedgerFaultCode.RuleBroken, idx, why));
}
