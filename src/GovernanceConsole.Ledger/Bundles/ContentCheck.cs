using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GovernanceConsole.Ledger.Bundles;

/// <summary>
/// The second reading, after the entries are known to be the signed ones: pruned entries have an entry that says so, revealed texts are
/// the committed ones, erased ones have their erasure, and the states of the tables are those of the entries.
/// </summary>
internal sealed class ContentCheck(BundleFiles files, BundledLedger ledger, bool wantsFold, LedgerReport report)
{
    private readonly HashSet<string> _erased = new(StringComparer.Ordinal);
    private readonly PrunedRanges _pruned = new();
    private readonly List<string> _lacking = [];
    private readonly Dictionary<(string Kind, string Id), (long Version, string StateHash)> _last = [];
    private readonly Dictionary<(string Kind, string Id), FoldedState> _folded = [];
    private bool _fold;

    public LedgerFault? Check(IReadOnlyList<long> pruned)
    {
        report.Pruned = pruned.Count;
        _fold = wantsFold && pruned.Count == 0; // a state cannot be rebuilt without the entries that made it
        var texts = $"{ledger.Folder}/private.jsonl";
        var states = $"{ledger.Folder}/states.jsonl";
        if (ledger.Private == PrivateTexts.All && !files.Has(texts))
            throw new LedgerFormatException($"The bundle announces private texts of {ledger.Name} and lacks {texts}.");
        var hasStates = files.Has(states);
        if (pruned.Count == 0 && !files.Has(texts) && !hasStates && !_fold)
            return null;

        if (ReadEntries(files.Has(texts) ? texts : null, hasStates) is { } fault)
            return fault;
        if (_pruned.FirstUntold(pruned) is { } untold)
            return PrunedRanges.Untold(untold);

        if (ledger.Private == PrivateTexts.All && _lacking.Find(l => !_erased.Contains(l)) is { } lacking)
            return new LedgerFault(LedgerFaultCode.Commitment, 0, $"The private text \"{lacking}\" (entry and field) is missing, and no entry says that it was erased.");
        return hasStates ? CheckStates(states) : null;
    }

    private LedgerFault? ReadEntries(string? texts, bool wantsStates)
    {
        using var stream = files.Open($"{ledger.Folder}/entries.bin");
        using var revealed = texts is null ? Enumerable.Empty<RevealedText>().GetEnumerator() : Revealed(texts).GetEnumerator();
        var text = revealed.MoveNext() ? revealed.Current : null;
        var reader = new EntryFrameReader(stream);
        while (reader.Next() is { } block)
        {
            for (var i = 0; i < block.Count; i++)
            {
                var body = block.Body(i, out var isPruned);
                if (isPruned || !LedgerEntryView.TryRead(body, out var view, out _))
                    continue;
                var isTold = view.Type.SequenceEqual("privacy.erased"u8) || view.Type.SequenceEqual("ledger.pruned"u8);
                var wants = !view.Priv.IsEmpty || isTold || (_fold && !view.ObjStateHash.IsEmpty);
                if (wantsStates && !view.ObjStateHash.IsEmpty)
                    _last[(CanonicalJsonReader.Decode(view.ObjKind), Encoding.ASCII.GetString(view.ObjId))] = (view.ObjTo, Encoding.ASCII.GetString(view.ObjStateHash));
                if (!wants)
                    continue;

                var entry = view.ToEntry();
                if (isTold)
                    Hear(entry);
                if (_fold && Fold(entry) is { } differs)
                    return differs;
                foreach (var commitment in entry.Priv ?? [])
                {
                    if (text?.Idx == entry.Idx && text.Field == commitment.F)
                    {
                        if (!Commitment.Of(ledger.Name, entry.Id.ToString("D"), text.Field, text.Salt, text.Value).AsSpan().SequenceEqual(commitment.H))
                            return new LedgerFault(LedgerFaultCode.Commitment, entry.Idx, $"Entry {entry.Idx}: the text of \"{text.Field}\" is not the committed one.");
                        report.Revealed++;
                        text = revealed.MoveNext() ? revealed.Current : null;
                    }
                    else
                    {
                        report.Redacted++;
                        if (ledger.Private == PrivateTexts.All)
                            _lacking.Add(string.Create(CultureInfo.InvariantCulture, $"{entry.Idx} {commitment.F}"));
                    }
                }
            }
        }

        return text is null ? null : new LedgerFault(LedgerFaultCode.Commitment, text.Idx, $"Entry {text.Idx} holds no commitment of the text \"{text.Field}\", or the texts are out of order.");
    }

    private void Hear(LedgerEntry entry)
    {
        if (entry.Type == PrunedRanges.Type)
            _pruned.Hear(entry);
        else if (entry.Act.ToDictionary(StringComparer.Ordinal).GetValueOrDefault("erased") is IReadOnlyList<string> erased)
            _erased.UnionWith(erased);
    }

    private LedgerFault? Fold(LedgerEntry entry)
    {
        if (entry.Obj.StateHash is not { } told)
            return null;
        var key = (entry.Obj.Kind, entry.Obj.Id);
        if (!_folded.TryGetValue(key, out var state))
            _folded[key] = state = new FoldedState();
        state.Apply(entry);
        return state.Hash().AsSpan().SequenceEqual(told)
            ? null
            : new LedgerFault(LedgerFaultCode.TableDiffers, entry.Idx, $"Entry {entry.Idx}: the state of {entry.Obj.Kind} {entry.Obj.Id} is not what its entries make of it.");
    }

    private IEnumerable<RevealedText> Revealed(string name)
    {
        using var stream = files.Open(name);
        foreach (var line in CanonicalLine.Lines(stream, name))
        {
            var read = CanonicalLine.Read(line, name);
            if (read.ValueKind != JsonValueKind.Object
                || !read.TryGetProperty("f", out var field) || field.ValueKind != JsonValueKind.String
                || !read.TryGetProperty("idx", out var idx) || idx.ValueKind != JsonValueKind.Number
                || !read.TryGetProperty("salt", out var salt) || salt.ValueKind != JsonValueKind.String
                || !read.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.String)
                throw new LedgerFormatException($"{name}: a line is an entry's number, a field, a salt and a value.");
            var bytes = new byte[Commitment.SaltLength];
            if (!Convert.TryFromBase64String(salt.GetString()!, bytes, out var length) || length != bytes.Length)
                throw new LedgerFormatException($"{name}: a salt is 32 bytes in base64.");
            yield return new RevealedText(idx.GetInt64(), field.GetString()!, bytes, value.GetString()!);
        }
    }

    private LedgerFault? CheckStates(string name)
    {
        using var stream = files.Open(name);
        foreach (var line in CanonicalLine.Lines(stream, name))
        {
            var read = CanonicalLine.Read(line, name);
            if (read.ValueKind != JsonValueKind.Object
                || !read.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String
                || !read.TryGetProperty("kind", out var kind) || kind.ValueKind != JsonValueKind.String
                || !read.TryGetProperty("state", out var state) || state.ValueKind != JsonValueKind.Object
                || !read.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number)
                throw new LedgerFormatException($"{name}: a line is an object's kind, id, version and state.");
            var hash = Convert.ToBase64String(SHA256.HashData(CanonicalJson.From(state)));
            if (!_last.Remove((kind.GetString()!, id.GetString()!), out var last) || last.Version != version.GetInt64() || last.StateHash != hash)
                return new LedgerFault(LedgerFaultCode.TableDiffers, 0, $"The table's state of {kind.GetString()} {id.GetString()} is not the one in the ledger.");
            report.States++;
        }

        return _last.Count == 0
            ? null
            : new LedgerFault(LedgerFaultCode.TableDiffers, 0, $"The tables lack {_last.Count} {(_last.Count == 1 ? "object" : "objects")} that the ledger knows, for instance {_last.Keys.First().Kind} {_last.Keys.First().Id}.");
    }

    /// <summary>An object's state by docs/ledger-format.md, section 5.</summary>
    private sealed class FoldedState
    {
        private readonly Dictionary<string, object?> _public = new(StringComparer.Ordinal);
        private readonly Dictionary<string, object?> _private = new(StringComparer.Ordinal);

        public void Apply(LedgerEntry entry)
        {
            foreach (var (key, value) in entry.Act.Where(a => a.Key.StartsWith("set.", StringComparison.Ordinal)))
                _public[key[4..]] = value;
            foreach (var (field, hash) in (entry.Priv ?? []).Where(p => p.F.StartsWith("set.", StringComparison.Ordinal)))
                _private[field[4..]] = Convert.ToBase64String(hash);
            foreach (var field in entry.Act.Where(a => a.Key == "unset").SelectMany(a => a.Value as IReadOnlyList<string> ?? []))
            {
                _public.Remove(field);
                _private.Remove(field);
            }
        }

        public byte[] Hash() => SHA256.HashData(CanonicalJson.FromObject(new Dictionary<string, object?>(StringComparer.Ordinal) { ["private"] = _private, ["public"] = _public }));
    }
}
