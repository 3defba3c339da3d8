using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>How far a check is.</summary>
/// <param name="Checked">Entries checked so far, of both ledgers.</param>
/// <param name="Entries">Entries in all.</param>
public sealed record LedgerCheckProgress(long Checked, long Entries);

/// <summary>One ledger as the check found it.</summary>
/// <param name="Ledger">Which.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The Merkle root over them, recomputed, base64.</param>
/// <param name="Texts">Private texts that are the committed ones.</param>
/// <param name="Erased">Texts that were erased, with an entry that says so.</param>
/// <param name="Pruned">Entries whose retention is over: only their place and hash were checked, and that an entry says so.</param>
public sealed record CheckedLedger(TrailLedger Ledger, long Size, string Root, long Texts, long Erased, long Pruned);

/// <summary>The first thing that was wrong.</summary>
/// <param name="Ledger">In which ledger; null where the stored bytes are wrong.</param>
/// <param name="Idx">At which entry; null where it belongs to none that is there.</param>
/// <param name="Sentence">What is wrong.</param>
public sealed record LedgerCheckFault(TrailLedger? Ledger, long? Idx, string Sentence);

/// <summary>How a check ended.</summary>
/// <param name="AsOfAt">The moment the database was read at.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Ledgers">What was found good; without the ledger in which a fault was found, and those after it.</param>
/// <param name="Fault">Null where everything is as it was written.</param>
public sealed record LedgerCheckResult(DateTimeOffset AsOfAt, TimeSpan Took, IReadOnlyList<CheckedLedger> Ledgers, LedgerCheckFault? Fault);

/// <summary>Writes down how a check ended, so that it is known after the process and by those who did not look.</summary>
public interface ILedgerCheckRecord
{
    Task WriteAsync(LedgerCheckResult result);
}

/// <summary>
/// Recomputes both ledgers from the stored bytes, at one moment and a few thousand entries at a time: format, chain and
/// groups, the tree up to the stored root, the columns by which the trail is searched, the private texts against their
/// commitments, the roots that were signed, the hashes that proofs are made of, the answers of commands and the series of numbers. Before
/// that the stored bytes and their indexes, by which lists and searches find entries. It runs in the background and goes on when the page
/// is closed; one at a time. It trusts the database with one thing: that the end of the ledger is its end. That is what checkpoints kept
/// elsewhere are for.
/// </summary>
public sealed class LedgerCheck(ReadOnlyStore store, OrganisationTime time, IKnownRoots roots, ILedgerCheckRecord record)
{
    private const int EntriesAtOnce = 4096;

    private readonly Lock _lock = new();
    private CancellationTokenSource? _cancellation;
    private Task _work = Task.CompletedTask;

    /// <summary>Raised on any thread when a check begins, is further on, or ends.</summary>
    public event EventHandler? Changed;

    /// <summary>How far the present check is; null where none runs.</summary>
    public LedgerCheckProgress? Progress { get; private set; }

    /// <summary>How the last check of this process ended; null before the first, and where it was cancelled or failed.</summary>
    public LedgerCheckResult? Last { get; private set; }

    /// <summary>Why the last check came to no result: the message of what went wrong; null where it came to one, or was cancelled.</summary>
    public string? Failure { get; private set; }

    /// <summary>Begins a check, or joins the one at work. The task ends with it; nobody has to wait.</summary>
    public Task Start(Actor actor)
    {
        if (actor.Kind != ActorKind.Job && !TrailQueries.MayRead(actor))
            return Task.CompletedTask;
        lock (_lock)
        {
            if (!_work.IsCompleted)
                return _work;
            _cancellation?.Dispose();
            _cancellation = new CancellationTokenSource();
            (Last, Failure, Progress) = (null, null, new LedgerCheckProgress(0, 0));
            var cancellation = _cancellation.Token;
            _work = Task.Run(() => RunAsync(cancellation), CancellationToken.None);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return _work;
    }

    /// <summary>Ends the check at work, without a result.</summary>
    public void Cancel(Actor actor)
    {
        lock (_lock)
        {
            if (TrailQueries.MayRead(actor) && !_work.IsCompleted)
                _cancellation?.Cancel();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (asOf, watch) = (time.Now, Stopwatch.StartNew());
            Last = await store.FindDamageAsync(cancellationToken) is { Count: > 0 } damage
                ? new LedgerCheckResult(asOf, watch.Elapsed, [], new LedgerCheckFault(Ledger: null, Idx: null, Told(damage)))
                : await store.AtOneMomentAsync(() => CheckAsync(watch, cancellationToken), cancellationToken);
            await record.WriteAsync(Last);
        }
        catch (OperationCanceledException)
        {
            // nothing was found out
        }
        catch (Exception fault)
        {
            Failure = fault.Message; // shown to those who inspect; a database that cannot be read is a finding too
        }
        finally
        {
            Progress = null;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    private static string Told(IReadOnlyList<string> damage) =>
        $"The stored bytes do not fit together ({damage[0]}{(damage.Count > 1 ? $", and {damage.Count - 1} more" : "")}): lists and searches may leave out what is there. \"database check\" names all of it.";

    private async Task<LedgerCheckResult> CheckAsync(Stopwatch watch, CancellationToken cancellationToken)
    {
        var asOf = time.Now;
        await using var context = store.Open();
        var heads = await context.Set<StoredHead>().OrderBy(h => h.Ledger).ToListAsync(cancellationToken);
        var good = new List<CheckedLedger>();
        var before = 0L;
        var entries = heads.Sum(h => h.Size);
        var beside = new BesideTheEntries(context);
        await beside.BeginAsync(cancellationToken);
        foreach (var head in heads)
        {
            var check = new OneLedger(context, head, roots, beside, progress => Tell(new LedgerCheckProgress(before + progress, entries)));
            if (await check.FindFaultAsync(cancellationToken) is { } fault)
                return new LedgerCheckResult(asOf, watch.Elapsed, good, fault);
            good.Add(check.Result());
            before += head.Size;
        }

        return new LedgerCheckResult(asOf, watch.Elapsed, good, Fault: null);
    }

    private void Tell(LedgerCheckProgress progress)
    {
        Progress = progress;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>One ledger, read from its first entry to its last.</summary>
    internal sealed class OneLedger(GovernanceDbContext context, StoredHead head, IKnownRoots roots, BesideTheEntries beside, Action<long> progress)
    {
        private readonly TrailLedger _ledger = head.Ledger == (short)LedgerStream.Decisions ? TrailLedger.Decisions : TrailLedger.SecurityEvents;
        private readonly ChainVerifier _chain = new(head.Name);
        private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
        private readonly HashSet<string> _erased = new(StringComparer.Ordinal);
        private readonly List<byte[]> _leaves = new(roots.TileLength);
        private readonly IReadOnlySet<string> _kindsWithState = LedgerFields.KindsWithState(context.Model);
        private IReadOnlyList<KnownRoot> _known = [];
        private Dictionary<long, byte[]> _tiles = [];
        private long _kept; // entries that a kept checkpoint counts
        private long _texts;
        private int _compared;

        public CheckedLedger Result() => new(_ledger, _chain.Size, Convert.ToBase64String(_chain.Root()), _texts, _missing.Count, _chain.Pruned);

        public async Task<LedgerCheckFault?> FindFaultAsync(CancellationToken cancellationToken)
        {
            _known = await roots.OfAsync(head.Name, cancellationToken);
            _kept = _known.Where(k => k.IsStoredBeside).Select(k => k.Size).LastOrDefault();
            _tiles = new(await roots.TilesOfAsync(head.Name, cancellationToken));
            while (await NextAsync(cancellationToken) is { Count: > 0 } rows)
            {
                var (first, last) = (rows[0].Idx, rows[^1].Idx);
                var texts = (await context.Set<StoredPrivateValue>()
                        .Where(v => v.Ledger == head.Ledger && v.Idx >= first && v.Idx <= last)
                        .ToListAsync(cancellationToken))
                    .ToLookup(v => v.Idx);
                foreach (var row in rows)
                {
                    if ((Check(row, texts[row.Idx]) ?? AgainstWhatIsKnown() ?? AgainstItsTile(row)) is { } sentence)
                        return new LedgerCheckFault(_ledger, row.Idx, sentence);
                }

                progress(_chain.Size);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return AtTheEnd() is { } fault ? new LedgerCheckFault(_ledger, _chain.Size > 0 ? _chain.Size - 1 : null, fault)
                : await WithoutEntryAsync(cancellationToken);
        }

        private Task<List<StoredEntry>> NextAsync(CancellationToken cancellationToken)
        {
            var next = _chain.Size;
            return context.Set<StoredEntry>().Where(e => e.Ledger == head.Ledger && e.Idx >= next).OrderBy(e => e.Idx).Take(EntriesAtOnce).ToListAsync(cancellationToken);
        }

        private string? Check(StoredEntry row, IEnumerable<StoredPrivateValue> texts)
        {
            if (row.IsPruned)
            {
                beside.HearPruned(row.At);
                return CheckPruned(row, texts);
            }

            if (_chain.Add(row.Body, out _) is { } fault)
                return fault.Text;
            var entry = LedgerEntry.Parse(row.Body);
            if (DifferingColumn(row, entry) is { } column)
                return $"Entry {row.Idx}: the column {column}, by which the trail is searched, is not what the body says.";
            if (entry.Type == "privacy.erased")
                _erased.UnionWith(entry.Act.Where(a => a.Key == "erased").SelectMany(a => a.Value as IReadOnlyList<string> ?? []));
            return EntryOfTheRoad.WhyNot(entry, (LedgerStream)head.Ledger, _kindsWithState) ?? beside.Hear(entry) ?? CheckTexts(entry, texts.ToDictionary(t => t.Field, StringComparer.Ordinal));
        }

        /// <summary>Compares the root with what is known of this size.</summary>
        private string? AgainstWhatIsKnown()
        {
            for (; _compared < _known.Count && _known[_compared].Size <= _chain.Size; _compared++)
            {
                var (size, root, by, _) = _known[_compared];
                if (size == _chain.Size && !_chain.Root().AsSpan().SequenceEqual(root))
                    return $"The first {size} entries are not those of which {by} speaks: they were rewritten, or it was.";
            }

            return null;
        }

        /// <summary>Compares the root over each full tile with the stored one, which proofs are made of.</summary>
        private string? AgainstItsTile(StoredEntry row)
        {
            _leaves.Add(row.LeafHash);
            if (_leaves.Count < roots.TileLength)
                return null;
            var root = MerkleTree.Root(_leaves);
            _leaves.Clear();
            var number = row.Idx / roots.TileLength;
            if (_tiles.Remove(number, out var stored))
                return stored.AsSpan().SequenceEqual(root) ? null : TileIsWrong(number, "is not the one over them: no proof can be given out");
            return row.Idx < _kept ? TileIsWrong(number, "is gone: proofs are made of the entries themselves, which takes longer") : null;
        }

        private string TileIsWrong(long number, string what) =>
            $"The hash for proofs over the entries {number * roots.TileLength} to {((number + 1) * roots.TileLength) - 1} {what}. The entries are not touched by it; remove the hash and those after it, and the next checkpoint makes them again.";

        private string? CheckPruned(StoredEntry row, IEnumerable<StoredPrivateValue> texts) =>
            row.PrunedLeafHash is null ? $"Entry {row.Idx} has neither a body nor the leaf hash that is left of one."
            : _chain.AddPruned(row.PrunedLeafHash) is { } fault ? fault.Text
            : texts.Any() ? $"Entry {row.Idx} was pruned, and a private text of it is left."
            : row is { Type: "", ObjectKind: null, ObjectId: null, ActorId: null, CommandId: null, Corr: null } ? null
            : $"Entry {row.Idx} was pruned, and columns of it are left.";

        private string? CheckTexts(LedgerEntry entry, Dictionary<string, StoredPrivateValue> texts)
        {
            foreach (var (field, hash) in entry.Priv ?? [])
            {
                if (!texts.Remove(field, out var text))
                    _missing.Add(Named(entry.Idx, field));
                else if (text.Salt.Length != Commitment.SaltLength || !Commitment.Of(head.Name, entry.Id.ToString("D"), field, text.Salt, text.Value).AsSpan().SequenceEqual(hash))
                    return $"Entry {entry.Idx}: the text of \"{field}\" is not the committed one.";
                else
                    _texts++;
            }

            return texts.Count == 0 ? null : $"Entry {entry.Idx} holds no commitment of the text \"{texts.Keys.First()}\".";
        }

        private string? AtTheEnd()
        {
            if (_chain.Complete() is { } fault)
                return fault.Text;
            if (_chain.Size != head.Size)
                return $"The ledger's end counts {head.Size} entries, and there are {_chain.Size}.";
            if (!_chain.Root().AsSpan().SequenceEqual(head.Root))
                return $"The {head.Size} entries are not those the ledger's end speaks of: their root is another one.";
            if (_missing.FirstOrDefault(m => !_erased.Contains(m)) is { } missing)
                return $"The private text \"{missing}\" (entry and field) is missing, and no entry says that it was erased.";
            return _known.Skip(_compared).FirstOrDefault(k => k.IsStoredBeside) is { } more
                ? $"The ledger has {head.Size} entries, and {more.By} speaks of {more.Size}: its end was cut off, or that was put there. Compare with the checkpoints that anchors and auditors hold."
                : _tiles.Count > 0 ? TileIsWrong(_tiles.Keys.Min(), "stands where no such entries are: no proof can be given out") : null;
        }

        /// <summary>What lies beside the entries and none of them speaks of.</summary>
        private async Task<LedgerCheckFault?> WithoutEntryAsync(CancellationToken cancellationToken)
        {
            var size = _chain.Size;
            if (await context.Set<StoredPrivateValue>().AnyAsync(v => v.Ledger == head.Ledger && (v.Idx >= size || v.Idx < 0), cancellationToken))
                return new LedgerCheckFault(_ledger, Idx: null, "A private text belongs to no entry of this ledger.");
            await foreach (var text in context.Set<StoredErasedText>().Where(t => t.Ledger == head.Ledger).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (!_erased.Contains(Named(text.Idx, text.Field)))
                    return new LedgerCheckFault(_ledger, text.Idx, $"The private text \"{Named(text.Idx, text.Field)}\" (entry and field) is noted as erased, and no entry says so.");
            }

            foreach (var range in await context.Set<StoredPrunedRange>().Where(r => r.Ledger == head.Ledger).OrderBy(r => r.FromIdx).ToListAsync(cancellationToken))
            {
                if (!_chain.TellsOfPruned(range.FromIdx, range.ToIdx))
                    return new LedgerCheckFault(_ledger, range.FromIdx, $"The entries {range.FromIdx} to {range.ToIdx} are noted as pruned, and no entry says so.");
            }

            return (_ledger == TrailLedger.Decisions ? await beside.SeriesBehindAsync(cancellationToken) : await beside.AnswerWithoutEntryAsync(cancellationToken)) is { } sentence
                ? new LedgerCheckFault(_ledger, Idx: null, sentence)
                : null;
        }

        private static string? DifferingColumn(StoredEntry row, LedgerEntry entry) =>
            row.Type != entry.Type ? "type"
            : row.At != entry.At ? "at"
            : row.CommandId != (row.Ledger == (short)LedgerStream.SecurityEvents ? entry.Cmd : null) ? "command_id"
            : row.PrunedLeafHash is not null ? "pruned_leaf_hash"
            : row.Corr != entry.Corr ? "corr"
            : (row.ObjectId is { } id ? id.ToString("N") != entry.Obj.Id || row.ObjectKind != entry.Obj.Kind : entry.Obj.Id != "-") ? "object_id"
            : (row.ActorId is { } actor ? actor.ToString("N") != entry.Actor.Pid : Guid.TryParseExact(entry.Actor.Pid, "N", out _)) ? "actor_id"
            : null;

        private static string Named(long idx, string field) => string.Create(CultureInfo.InvariantCulture, $"{idx} {field}");
    }
}
