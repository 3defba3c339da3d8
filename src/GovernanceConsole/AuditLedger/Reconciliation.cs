using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>Where a table is not what the ledger says.</summary>
/// <param name="Kind">The kind of object: <c>recovery-path</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people call it; null where they have no number for it.</param>
/// <param name="Field">The field: <c>name</c>, <c>path_ownerships/0192…/seat</c>; a whole row: <c>path_ownerships/0192…</c>.</param>
/// <param name="LedgerSays">May be a private text: shown to whoever asked, never written anywhere.</param>
/// <param name="TableSays">Likewise.</param>
public sealed record LedgerDifference(string Kind, Guid Id, string? Number, string Field, string LedgerSays, string TableSays)
{
    /// <summary>Where it is, without what stands there.</summary>
    public string Place => $"{Kind} {Number ?? Id.ToString("N")} {Field}";
}

/// <summary>What a reconciliation found.</summary>
/// <param name="Objects">How many objects were compared.</param>
/// <param name="Rows">With how many rows.</param>
/// <param name="Size">How many decisions the ledger held at that moment.</param>
/// <param name="Count">How many differences there are.</param>
/// <param name="Differences">The first of them.</param>
public sealed record ReconciliationReport(long Objects, long Rows, long Size, long Count, IReadOnlyList<LedgerDifference> Differences);

/// <summary>
/// Compares every ledgered object with the tables, in both directions and as of one moment: an edit behind the ledger's
/// back shows as object and field (X1), one in rows that came in bulk as the object whose root they no longer give. Reads page by page,
/// so its memory does not grow with the database.
/// </summary>
public sealed class Reconciliation(ReadOnlyStore store, IEnumerable<IBulkRows> bulk)
{
    /// <summary>More differences than anybody reads one by one; their number is told all the same.</summary>
    public const int MostDifferences = 1000;

    private const int ObjectsAtOnce = 500;

    /// <summary>Compares everything.</summary>
    public Task<ReconciliationReport> RunAsync(CancellationToken cancellationToken = default) => store.AtOneMomentAsync(
        async () =>
        {
            await using var context = store.Open();
            var report = await new Run(context, cancellationToken).CompareAsync();
            foreach (var rows in bulk)
            {
                var differences = await rows.FindDifferencesAsync(store, cancellationToken);
                report = report with { Count = report.Count + differences.Count, Differences = [.. report.Differences, .. differences] };
            }

            return report;
        },
        cancellationToken);

    private sealed class Run(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        private const short Decisions = (short)LedgerStream.Decisions;
        private const string Nothing = "nothing";
        private const string ARow = "a row";

        private readonly IReadOnlyList<ReconciledTable> _tables = ReconciledTable.In(context);
        private readonly List<LedgerDifference> _differences = [];
        private string _ledger = "";
        private long _count;
        private long _objects;
        private long _rows;

        public async Task<ReconciliationReport> CompareAsync()
        {
            var head = await context.Set<StoredHead>().SingleAsync(h => h.Ledger == Decisions, cancellationToken);
            _ledger = head.Name;
            Guid? after = null;
            while (await PageAfterAsync(after) is { Count: > 0 } page)
            {
                await ComparePageAsync(page);
                after = page[^1].ObjectId;
            }

            foreach (var table in _tables)
                await FindStraysAsync(table);
            return new ReconciliationReport(_objects, _rows, head.Size, _count, _differences);
        }

        private Task<List<StoredObjectState>> PageAfterAsync(Guid? after)
        {
            IQueryable<StoredObjectState> objects = context.Set<StoredObjectState>();
            if (after is { } last)
                objects = objects.Where(o => KeyOrder.Compare(o.ObjectId, last) > 0);
            return objects.OrderBy(o => o.ObjectId).Take(ObjectsAtOnce).ToListAsync(cancellationToken);
        }

        private async Task ComparePageAsync(List<StoredObjectState> page)
        {
            var ids = page.ConvertAll(o => o.ObjectId);
            var about = await EntriesAboutAsync(ids);
            var entries = await LastEntriesAsync(about);
            var texts = await TextsAsync(about);
            foreach (var ofKind in page.GroupBy(o => o.ObjectKind, StringComparer.Ordinal))
            {
                var roots = _tables.FirstOrDefault(t => t.Fields.ObjectKind == ofKind.Key);
                var rows = new Dictionary<Guid, List<(ReconciledTable Table, object Row)>>();
                foreach (var table in _tables.Where(t => t == roots || (roots is not null && t.Fields.ObjectKind is null && t.IdType == roots.IdType)))
                {
                    foreach (var (root, row) in await table.RowsOfAsync(context, [.. ofKind.Select(o => o.ObjectId)], cancellationToken))
                    {
                        if (!rows.TryGetValue(root, out var ofRoot))
                            rows[root] = ofRoot = [];
                        ofRoot.Add((table, row));
                        _rows++;
                    }
                }

                foreach (var stored in ofKind)
                    await CompareAsync(stored, roots, rows.GetValueOrDefault(stored.ObjectId) ?? [], entries.GetValueOrDefault(stored.ObjectId), texts);
            }
        }

        private async Task CompareAsync(
            StoredObjectState stored, ReconciledTable? roots, List<(ReconciledTable Table, object Row)> rows, LedgerEntry? last, Dictionary<(Guid, string), CommittedText> texts)
        {
            _objects++;
            if (TryParse(stored.State) is not { } state)
            {
                Differs(stored, number: null, "state", "canonical JSON", "something else");
                return;
            }

            var root = rows.Find(r => r.Table.Fields.ObjectKind is not null);
            var number = root.Table?.NumberOf(root.Row) ?? state.Fields.GetValueOrDefault("number") as string ?? state.Fields.GetValueOrDefault("code") as string;
            CompareWithLastEntry(stored, number, last);
            if (root.Row is null)
            {
                Differs(stored, number, roots?.Name ?? "no table of this version", ARow, Nothing);
                return;
            }

            if (((ILedgered)root.Row).Version != stored.Version)
                Differs(stored, number, "version", Shown(stored.Version), Shown(((ILedgered)root.Row).Version));

            var found = new Dictionary<string, FieldChange>(StringComparer.Ordinal);
            foreach (var (table, row) in rows)
            {
                foreach (var field in table.Fields.FieldsOf(table.Type, row))
                    found[field.Key] = field;
            }

            var wholeRows = RowsOfOneSide(stored, number, state, found);
            foreach (var (key, value) in state.Fields.Where(f => !wholeRows.Contains(RowOf(f.Key))))
            {
                if (!found.Remove(key, out var there))
                    Differs(stored, number, key, Shown(value), Nothing);
                else if (Shown(there.Value!) != Shown(value))
                    Differs(stored, number, key, Shown(value), Shown(there.Value!));
            }

            foreach (var (key, commitment) in state.Commitments.Where(f => !wholeRows.Contains(RowOf(f.Key))))
            {
                found.Remove(key, out var there);
                await CompareTextAsync(stored, number, key, commitment, there.Value, texts);
            }

            foreach (var (key, there) in found.Where(f => !wholeRows.Contains(RowOf(f.Key))))
                Differs(stored, number, key, Nothing, Shown(there.Value!));
        }

        /// <summary>Parts that only the ledger or only the table has are one difference each, not one for each of their fields.</summary>
        private HashSet<string> RowsOfOneSide(StoredObjectState stored, string? number, ObjectState state, Dictionary<string, FieldChange> found)
        {
            const string End = $"/{LedgerFields.Exists}";
            var rows = new HashSet<string>(StringComparer.Ordinal);
            foreach (var key in state.Fields.Keys.Where(k => k.EndsWith(End, StringComparison.Ordinal) && !found.ContainsKey(k)))
            {
                rows.Add(RowOf(key));
                Differs(stored, number, RowOf(key), ARow, Nothing);
            }

            foreach (var key in found.Keys.Where(k => k.EndsWith(End, StringComparison.Ordinal) && !state.Fields.ContainsKey(k)))
            {
                rows.Add(RowOf(key));
                Differs(stored, number, RowOf(key), Nothing, ARow);
            }

            return rows;
        }

        /// <summary>The row that a field belongs to; empty for those of the object itself.</summary>
        private static string RowOf(string field) => field.LastIndexOf('/') is var end and >= 0 ? field[..end] : "";

        private void CompareWithLastEntry(StoredObjectState stored, string? number, LedgerEntry? last)
        {
            var hash = SHA256.HashData(stored.State);
            if (!hash.AsSpan().SequenceEqual(stored.StateHash))
                Differs(stored, number, "state", $"hash {Convert.ToBase64String(hash)}", $"hash {Convert.ToBase64String(stored.StateHash)} beside it");
            if (last is null)
                Differs(stored, number, "state", "no entry", $"version {stored.Version}");
            else if (last.Obj.To != stored.Version || last.Obj.Kind != stored.ObjectKind)
                Differs(stored, number, "state", $"{last.Obj.Kind}, version {last.Obj.To}", $"{stored.ObjectKind}, version {stored.Version}");
            else if (!hash.AsSpan().SequenceEqual(last.Obj.StateHash))
                Differs(stored, number, "state", $"hash {Convert.ToBase64String(last.Obj.StateHash!)} in entry {last.Idx}", $"hash {Convert.ToBase64String(hash)}");
        }

        private async Task CompareTextAsync(
            StoredObjectState stored, string? number, string key, string commitment, object? there, Dictionary<(Guid, string), CommittedText> texts)
        {
            var table = there is null ? Nothing : LedgerText.Normalise(LedgerFields.ToPrivateText(there));
            if (!texts.TryGetValue((stored.ObjectId, key), out var text) || text.Commitment(_ledger, key) != commitment)
            {
                if (!await IsErasedAsync(stored.ObjectId, key))
                    Differs(stored, number, key, text is null ? "a text that is gone without its erasure" : "a text that is not the one kept beside it: the ledger's private texts were changed", table);
            }
            else if (text.Value != table)
            {
                Differs(stored, number, key, text.Value, table);
            }
        }

        /// <summary>Of what was erased nothing is left to compare with.</summary>
        private Task<bool> IsErasedAsync(Guid id, string key)
        {
            var field = $"set.{key}";
            return context.Set<StoredErasedText>().AnyAsync(
                t => t.Ledger == Decisions && t.Field == field && context.Set<StoredEntry>().Any(e => e.Ledger == Decisions && e.ObjectId == id && e.Idx == t.Idx), cancellationToken);
        }

        /// <summary>
        /// Which decisions are about these objects. Asked for without the ledger, which a database would rather look for
        /// than the objects: it would read every entry for each page.
        /// </summary>
        private async Task<Dictionary<long, Guid>> EntriesAboutAsync(List<Guid> ids)
        {
            var entries = await context.Set<StoredEntry>()
                .Where(e => e.ObjectId != null && ids.Contains(e.ObjectId.Value))
                .Select(e => new { e.Ledger, e.Idx, Object = e.ObjectId!.Value })
                .ToListAsync(cancellationToken);
            return entries.Where(e => e.Ledger == Decisions).ToDictionary(e => e.Idx, e => e.Object);
        }

        /// <summary>The newest entry about each object that tells its state.</summary>
        private async Task<Dictionary<Guid, LedgerEntry>> LastEntriesAsync(Dictionary<long, Guid> about)
        {
            var newest = about.GroupBy(e => e.Value, e => e.Key).Select(g => g.Max()).ToList();
            var bodies = await context.Set<StoredEntry>()
                .Where(e => e.Ledger == Decisions && newest.Contains(e.Idx))
                .Select(e => new { e.Idx, Id = e.ObjectId!.Value, e.Body })
                .ToListAsync(cancellationToken);
            var entries = new Dictionary<Guid, LedgerEntry>();
            foreach (var body in bodies)
            {
                var entry = TryParse(body.Id, body.Body);
                if (entry is { Obj.StateHash: null }) // tells of the object, not of its state
                    entry = await LastWithStateAsync(body.Id, body.Idx);
                if (entry is not null)
                    entries[body.Id] = entry;
            }

            return entries;
        }

        private async Task<LedgerEntry?> LastWithStateAsync(Guid id, long before)
        {
            var bodies = context.Set<StoredEntry>()
                .Where(e => e.ObjectId == id && e.Idx < before)
                .OrderByDescending(e => e.Idx)
                .Select(e => new { e.Ledger, e.Body })
                .AsAsyncEnumerable();
            await foreach (var entry in bodies.WithCancellation(cancellationToken))
            {
                if (entry.Ledger == Decisions && TryParse(id, entry.Body) is { Obj.StateHash: not null } told)
                    return told;
            }

            return null;
        }

        /// <summary>The newest text of each private field of these objects.</summary>
        private async Task<Dictionary<(Guid, string), CommittedText>> TextsAsync(Dictionary<long, Guid> about)
        {
            var newest = new Dictionary<(Guid Object, string Field), StoredPrivateValue>();
            foreach (var some in about.Keys.Order().Chunk(ObjectsAtOnce))
            {
                var texts = await context.Set<StoredPrivateValue>().Where(t => t.Ledger == Decisions && some.Contains(t.Idx)).ToListAsync(cancellationToken);
                foreach (var text in texts.Where(t => t.Field.StartsWith("set.", StringComparison.Ordinal)))
                {
                    var of = (about[text.Idx], text.Field[4..]);
                    if (!newest.TryGetValue(of, out var known) || known.Idx < text.Idx)
                        newest[of] = text;
                }
            }

            var ids = await EntryIdsAsync(about, [.. newest.Values.Select(t => t.Idx).Distinct()]);
            return newest.ToDictionary(t => t.Key, t => new CommittedText(ids.GetValueOrDefault(t.Value.Idx), t.Value.Salt, t.Value.Value));
        }

        /// <summary>The ids of entries, which only their bodies tell.</summary>
        private async Task<Dictionary<long, Guid>> EntryIdsAsync(Dictionary<long, Guid> about, List<long> places)
        {
            var bodies = await context.Set<StoredEntry>()
                .Where(e => e.Ledger == Decisions && EF.Parameter(places).Contains(e.Idx))
                .Select(e => new { e.Idx, e.Body })
                .ToListAsync(cancellationToken);
            return bodies.Where(e => e.Body.Length > 0).ToDictionary(e => e.Idx, e => TryParse(about[e.Idx], e.Body)?.Id ?? Guid.Empty);
        }

        /// <summary>Rows that speak of an object the ledger does not know.</summary>
        private async Task FindStraysAsync(ReconciledTable table)
        {
            var kinds = _tables.Where(t => t.IdType == table.IdType).Select(t => t.Fields.ObjectKind).OfType<string>().ToList();
            Guid? after = null;
            while (await table.RootsAfterAsync(context, after, ObjectsAtOnce, cancellationToken) is { Count: > 0 } ids)
            {
                var known = await context.Set<StoredObjectState>()
                    .Where(o => ids.Contains(o.ObjectId) && kinds.Contains(o.ObjectKind))
                    .Select(o => o.ObjectId)
                    .ToListAsync(cancellationToken);
                var strays = ids.Except(known).ToList();
                if (strays.Count > 0)
                {
                    foreach (var (root, row) in await table.RowsOfAsync(context, strays, cancellationToken))
                        Add(new LedgerDifference(kinds[0], root, table.NumberOf(row), table.Name, Nothing, ARow));
                }

                after = ids[^1];
            }
        }

        private void Differs(StoredObjectState stored, string? number, string field, string ledger, string table) =>
            Add(new LedgerDifference(stored.ObjectKind, stored.ObjectId, number, field, ledger, table));

        private void Add(LedgerDifference difference)
        {
            _count++;
            if (_differences.Count < MostDifferences)
                _differences.Add(difference);
        }

        private static ObjectState? TryParse(byte[] state)
        {
            try
            {
                return ObjectState.Parse(state);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                return null;
            }
        }

        /// <summary>An entry that cannot be read is as good as none: the check of the chain says what is wrong with it.</summary>
        private static LedgerEntry? TryParse(Guid id, byte[] body)
        {
            try
            {
                var entry = LedgerEntry.Parse(body);
                return entry.Obj.Id == id.ToString("N") ? entry : null;
            }
            catch (LedgerFormatException)
            {
                return null;
            }
        }

        private static string Shown(object value) =>
            value is IReadOnlyList<string> list ? string.Join(", ", list) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }

    /// <summary>A text that is kept with the ledger, and what its commitment must be.</summary>
    private sealed record CommittedText(Guid EntryId, byte[] Salt, string Value)
    {
        public string Commitment(string ledger, string field) => Salt.Length == Ledger.Commitment.SaltLength
            ? Convert.ToBase64String(Ledger.Commitment.Of(ledger, EntryId.ToString("D"), $"set.{field}", Salt, Value))
            : "";
    }
}
