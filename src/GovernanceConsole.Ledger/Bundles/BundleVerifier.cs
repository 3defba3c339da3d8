using System.Text;
using System.Threading.Channels;

namespace GovernanceConsole.Ledger.Bundles;

/// <summary>
/// Checks a bundle from its bytes and the trust the auditor brings along, in the order of docs/ledger-format.md, section 12, and stops
/// at the first fault. Needs no network and none of the application.
/// </summary>
public static class BundleVerifier
{
    /// <param name="bundle">The zip; must be seekable.</param>
    /// <param name="trust">What the auditor brings along.</param>
    /// <param name="progress">Hears how many entries have been checked; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerFormatException">What the auditor brought along is not a checkpoint.</exception>
    public static async Task<BundleReport> VerifyAsync(Stream bundle, Trust trust, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var reports = new List<LedgerReport>();
        string? at = null;
        var outside = OutsideNotes(trust);
        try
        {
            using var files = new BundleFiles(bundle);
            var manifest = BundleManifest.Parse(files.Read("bundle.json"));
            var bundled = manifest.Ledgers.Select(l => l.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var ledger in manifest.Ledgers)
            {
                at = ledger.Name;
                var report = new LedgerReport(ledger.Name);
                reports.Add(report);
                var fault = await new LedgerCheck(files, manifest, ledger, trust, outside, report, progress).RunAsync(cancellationToken);
                if (fault is not null)
                    return new BundleReport(fault, at, reports);
            }

            at = null;
            var missing = outside.FirstOrDefault(o => o.Checkpoint.Size > 0 && !bundled.Contains(o.Checkpoint.Origin));
            return new BundleReport(
                missing is null ? null : new LedgerFault(LedgerFaultCode.TailMissing, 0, $"The bundle lacks the ledger {missing.Checkpoint.Origin}, of which {missing.Checkpoint.Size} entries are known."),
                missing?.Checkpoint.Origin,
                reports);
        }
        catch (LedgerFormatException malformed)
        {
            return new BundleReport(new LedgerFault(LedgerFaultCode.Malformed, 0, malformed.Message), at, reports);
        }
        catch (InvalidDataException malformed)
        {
            return new BundleReport(new LedgerFault(LedgerFaultCode.Malformed, 0, $"The bundle cannot be unpacked: {malformed.Message}"), at, reports);
        }
    }

    private static List<SeenCheckpoint> OutsideNotes(Trust trust) =>
    [
        .. trust.Known.Select(n => new SeenCheckpoint(n, Checkpoint.Parse(n.Text), IsOutside: true, AnchoredAt: null)),
        .. trust.Anchors.Select(a => new SeenCheckpoint(a.Note, Checkpoint.Parse(a.Note.Text), IsOutside: true, a.At)),
    ];

    private sealed record SeenCheckpoint(SignedNote Note, Checkpoint Checkpoint, bool IsOutside, DateTimeOffset? AnchoredAt);

    /// <summary>One ledger of the bundle.</summary>
    private sealed class LedgerCheck(
        BundleFiles files, BundleManifest manifest, BundledLedger ledger, Trust trust, IReadOnlyList<SeenCheckpoint> outside, LedgerReport report, IProgress<long>? progress)
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(ledger.Name);
        private readonly MerkleFrontier _tree = new();
        private readonly LedgerRules _rules = new();
        private readonly List<long> _pruned = [];
        private IReadOnlyList<SeenCheckpoint> _checkpoints = [];
        private LedgerFault? _brokenRule;
        private ClockRule _clock = new([]);
        private int _compared;

        public async Task<LedgerFault?> RunAsync(CancellationToken cancellationToken)
        {
            var own = NoteFile.Parse(Text(files.Read($"{ledger.Folder}/checkpoints.txt")))
                .Select(n => new SeenCheckpoint(n, Checkpoint.Parse(n.Text), IsOutside: false, AnchoredAt: null))
                .ToList();
            if (CheckNotes(own) is { } unsigned)
                return unsigned;
            // The bundle's own before those from outside: where both differ from the entries, it is the entries that are wrong.
            _checkpoints = [.. own.Concat(outside.Where(o => o.Checkpoint.Origin == ledger.Name)).OrderBy(c => c.Checkpoint.Size).ThenBy(c => c.IsOutside)];

            _clock = new ClockRule(_checkpoints.Where(c => c.AnchoredAt is not null).Select(c => (c.Checkpoint.Size, c.AnchoredAt!.Value)));

            if (await CheckEntriesAsync(cancellationToken) is { } wrong)
                return wrong;
            (report.Root, report.Checkpoints) = (Convert.ToBase64String(_tree.Root()), _checkpoints.Count);
            report.SignedUpTo = _checkpoints.Count == 0 ? 0 : _checkpoints[^1].Checkpoint.Size;
            report.AnchoredUpTo = _checkpoints.Where(c => c.IsOutside).Select(c => c.Checkpoint.Size).DefaultIfEmpty().Max();

            var contents = new ContentCheck(files, ledger, trust.Fold, report);
            return contents.Check(_pruned) ?? _brokenRule ?? CheckAnchorAge();
        }

        private LedgerFault? CheckNotes(List<SeenCheckpoint> own)
        {
            if (own.Count == 0)
                return new LedgerFault(LedgerFaultCode.Signature, 0, $"Nothing in the bundle is signed: it holds no checkpoint of {ledger.Name}.");
            var all = own.Concat(outside.Where(o => o.Checkpoint.Origin == ledger.Name)).ToList();
            foreach (var seen in all)
            {
                if (seen.Checkpoint.Origin != ledger.Name)
                    return new LedgerFault(LedgerFaultCode.Content, seen.Checkpoint.Size, $"A checkpoint of {seen.Checkpoint.Origin} lies among those of {ledger.Name}.");
                if (trust.Policy.WhyNotSigned(seen.Note, seen.Checkpoint) is { } why)
                    return new LedgerFault(LedgerFaultCode.Signature, seen.Checkpoint.Size, why);
            }

            for (var i = 1; i < own.Count; i++)
            {
                if (own[i].Checkpoint.Size < own[i - 1].Checkpoint.Size)
                    return new LedgerFault(LedgerFaultCode.Rollback, own[i].Checkpoint.Size, $"After the checkpoint at {own[i - 1].Checkpoint.Size} one at {own[i].Checkpoint.Size} was signed.");
            }

            return all.GroupBy(s => s.Checkpoint.Size).FirstOrDefault(g => g.Any(s => !s.Checkpoint.Equals(g.First().Checkpoint))) is { } fork
                ? new LedgerFault(LedgerFaultCode.Fork, fork.Key, $"Two checkpoints at {fork.Key} are signed over different entries: there are two histories of {ledger.Name}.")
                : null;
        }

        private async Task<LedgerFault?> CheckEntriesAsync(CancellationToken cancellationToken)
        {
            await using var stream = files.Open($"{ledger.Folder}/entries.bin");
            var reader = new EntryFrameReader(stream);
            var blocks = Channel.CreateBounded<Task<BlockCheck>>(2 * Environment.ProcessorCount);
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var reading = Task.Run(() => ReadAsync(reader, blocks.Writer, giveUp.Token), CancellationToken.None);
            var last = new EntryChain(_name, ledger.Name, 0, LedgerGenesis.Prev(ledger.Name));
            var fault = NextSize == 0 ? Compare() : null;
            try
            {
                while (fault is null && await blocks.Reader.WaitToReadAsync(cancellationToken))
                {
                    while (fault is null && blocks.Reader.TryRead(out var block))
                    {
                        var check = await block;
                        fault = check.Chain.BeginsAfter(last) ?? Grow(check) ?? check.Chain.Fault;
                        last = check.Chain;
                        progress?.Report(_tree.Size);
                    }
                }
            }
            finally
            {
                await giveUp.CancelAsync();
                await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            report.Entries = _tree.Size;
            if (fault is not null)
                return fault;
            await reading; // what broke the unpacking is said, not taken for the end
            if ((reader.Fault ?? last.Complete()) is { } cut)
                return cut;
            return _compared < _checkpoints.Count
                ? new LedgerFault(LedgerFaultCode.TailMissing, _tree.Size, $"A checkpoint counts {_checkpoints[^1].Checkpoint.Size} entries, the ledger ends after {_tree.Size}: its end was cut off, or the bundle is older than the checkpoint.")
                : null;
        }

        private async Task ReadAsync(EntryFrameReader reader, ChannelWriter<Task<BlockCheck>> blocks, CancellationToken cancellationToken)
        {
            try
            {
                while (reader.Next() is { } block)
                    await blocks.WriteAsync(Task.Run(() => BlockCheck.Of(block, _name, ledger.Name), cancellationToken), cancellationToken);
            }
            finally
            {
                blocks.TryComplete();
            }
        }

        /// <summary>Adds the block's leaves to the tree, compares it with each checkpoint on the way, and asks the rules.</summary>
        private LedgerFault? Grow(BlockCheck block)
        {
            for (var i = 0; i < block.Good; i++)
            {
                _tree.Append(block.Leaf(i));
                if (NextSize == _tree.Size && (Compare() ?? (block.IsInsideGroup(i) ? Torn() : null)) is { } fault)
                    return fault;
            }

            _pruned.AddRange(block.Pruned);
            foreach (var (idx, at) in block.Instants)
                _brokenRule ??= _clock.Check(idx, at);
            foreach (var entry in block.ForRules)
                _brokenRule ??= _rules.Check(entry);
            return null;
        }

        /// <summary>Size of the next checkpoint to compare; -1 where none is left.</summary>
        private long NextSize => _compared < _checkpoints.Count ? _checkpoints[_compared].Checkpoint.Size : -1;

        private LedgerFault? Compare()
        {
            var root = _tree.Root();
            for (; NextSize == _tree.Size; _compared++)
            {
                var seen = _checkpoints[_compared];
                if (root.AsSpan().SequenceEqual(seen.Checkpoint.Root))
                    continue;
                return seen.IsOutside
                    ? new LedgerFault(LedgerFaultCode.Fork, _tree.Size, $"The first {_tree.Size} entries are not the ones that were signed and kept elsewhere: there are two histories of {ledger.Name}.")
                    : new LedgerFault(LedgerFaultCode.Content, _tree.Size, $"The first {_tree.Size} entries are not the ones that were signed.");
            }

            return null;
        }

        private LedgerFault Torn() =>
            new(LedgerFaultCode.Gap, _tree.Size, $"The checkpoint at {_tree.Size} lies inside a group of entries that were committed together.");

        private LedgerFault? CheckAnchorAge() =>
            trust.Anchors.Count > 0 && trust.Policy.AnchorMaxAge is { } age && _clock.FirstUnanchoredAt is { } since && manifest.MadeAt - since > age
                ? new LedgerFault(LedgerFaultCode.AnchorTooOld, report.AnchoredUpTo, $"Entries from {report.AnchoredUpTo} on had stood for more than {age.TotalMinutes:0} minutes without an anchor when the bundle was made.")
                : null;

        private static string Text(byte[] utf8)
        {
            try
            {
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(utf8);
            }
            catch (DecoderFallbackException exception)
            {
                throw new LedgerFormatException("checkpoints.txt is not UTF-8.", exception);
            }
        }
    }
}
