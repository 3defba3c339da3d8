using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Ledger;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <summary>Entries of the ledger of security events.</summary>
internal sealed class SecurityEventRetention() : EntryRetention(
    LedgerStream.SecurityEvents,
    "security-events",
    "Security events",
    "Sign-ins, refusals, reading and exports. The period begins with the entry; at its end the entry is reduced to its hash, and its private texts go with it.",
    LimitCatalogue.Of(nameof(Limits.SecurityEventMonths)));

/// <summary>Entries of the ledger of decisions.</summary>
internal sealed class DecisionRetention() : EntryRetention(
    LedgerStream.Decisions,
    "decisions",
    "Decisions",
    "The period begins with the entry; at its end the entry is reduced to its hash, and its private texts go with it. The story of something stays whole until its newest entry is due too; what it says now, and the entry of its last state, stay always.",
    LimitCatalogue.Of(nameof(Limits.DecisionMonths)));

/// <summary>
/// Prunes entries of one ledger whose period is over to their leaf hash. Never an entry that no signed checkpoint counts, one that the
/// ledger itself cannot be understood without, one about an object with a state whose newest entry is not due, the entry of its last
/// state, nor one that holds the text of a field that still says so.
/// </summary>
internal abstract class EntryRetention(LedgerStream stream, string type, string name, string meaning, Limit period) : IRetainedRecords
{
    private const int AtOnce = 2000;

    /// <summary>A clock that was set back by more than this may leave entries to the next deletion.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromHours(1);

    private readonly short _ledger = (short)stream;

    public string Type => type;

    public string Name => name;

    public string Meaning => meaning;

    public Limit Period => period;

    async Task<DueRecords> IRetainedRecords.LookAsync(RetentionScope scope, string? after, CancellationToken cancellationToken)
    {
        var from = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture) + 1;
        var signed = await scope.Context.Set<LedgerCheckpoint>().Where(c => c.Ledger == _ledger).MaxAsync(c => (long?)c.Size, cancellationToken) ?? 0;
        var rows = await scope.Context.Set<StoredEntry>().AsNoTracking().Where(e => e.Ledger == _ledger && e.Idx >= from && e.Idx < signed && e.Type != "")
            .OrderBy(e => e.Idx).Take(AtOnce).ToListAsync(cancellationToken);
        var isEnd = rows.Count < AtOnce || rows[^1].At >= scope.DueBefore + ClockStep;
        var due = rows.Where(r => r.At < scope.DueBefore && EventKind.All.GetValueOrDefault(r.Type) is not { IsKeptForever: true }).ToList();
        if (stream == LedgerStream.Decisions)
            due = await WithoutWhatIsInUseAsync(scope, due, cancellationToken);
        var held = scope.Held.Any ? await HeldAsync(scope, due, cancellationToken) : [];
        due.RemoveAll(r => held.Contains(r.Idx));
        return new DueRecords(
            due.Count, held.Count, due.Count == 0 ? null : due.Min(r => r.At), isEnd ? null : rows[^1].Idx.ToString(CultureInfo.InvariantCulture),
            (change, deletion) => PruneAsync(change, deletion, due));
    }

    // Numbers rise with the instants, but for steps of the clock: the first is near enough for a date that is shown.
    async Task<DateTimeOffset?> IRetainedRecords.NextFromAsync(GovernanceDbContext context, DateTimeOffset from, CancellationToken cancellationToken) =>
        await LedgerInstants.FirstFromAsync(context, _ledger, from, cancellationToken) is { } first
            ? await context.Set<StoredEntry>().Where(e => e.Ledger == _ledger && e.Idx == first).Select(e => (DateTimeOffset?)e.At).SingleAsync(cancellationToken)
            : null;

    /// <summary>Objects with a state are told whole until their newest entry is due; of their present state the entries and texts stay.</summary>
    private static async Task<List<StoredEntry>> WithoutWhatIsInUseAsync(RetentionScope scope, List<StoredEntry> rows, CancellationToken cancellationToken)
    {
        const short Decisions = (short)LedgerStream.Decisions;
        var ids = rows.Select(r => r.ObjectId).OfType<Guid>().Distinct().ToList();
        var states = await PresentState.OfAsync(scope.Context, ids, cancellationToken);
        var newest = await scope.Context.Set<StoredEntry>()
            .Where(e => e.ObjectId != null && EF.Parameter(ids).Contains(e.ObjectId.Value) && e.Ledger == Decisions)
            .GroupBy(e => e.ObjectId!.Value).Select(g => new { Id = g.Key, Idx = g.Max(e => e.Idx) }).ToDictionaryAsync(o => o.Idx, o => o.Id, cancellationToken);
        var numbers = newest.Keys.ToList();
        var young = (await scope.Context.Set<StoredEntry>().Where(e => e.Ledger == Decisions && EF.Parameter(numbers).Contains(e.Idx) && e.At >= scope.DueBefore)
            .Select(e => e.Idx).ToListAsync(cancellationToken)).Select(idx => newest[idx]).ToHashSet();
        return rows.FindAll(r => r.ObjectId is not { } id || !states.TryGetValue(id, out var state) || (!young.Contains(id) && !state.NeedsEntry(LedgerEntry.Parse(r.Body))));
    }

    private async Task<HashSet<long>> HeldAsync(RetentionScope scope, List<StoredEntry> rows, CancellationToken cancellationToken)
    {
        var held = rows.Where(r => scope.Held.AreIn(r.Body)).Select(r => r.Idx).ToHashSet();
        var numbers = rows.ConvertAll(r => r.Idx);
        var texts = await scope.Context.Set<StoredPrivateValue>().Where(v => v.Ledger == _ledger && EF.Parameter(numbers).Contains(v.Idx))
            .Select(v => new { v.Idx, v.Value }).ToListAsync(cancellationToken);
        held.UnionWith(texts.Where(t => scope.Held.AreNamedIn(t.Value)).Select(t => t.Idx));
        return held;
    }

    private async Task PruneAsync(Change change, DeletionName deletion, List<StoredEntry> due)
    {
        // Somebody may have noted entries as pruned past the console. What is due of those is a range of its own, so that the note becomes true
        // and is in nobody's way.
        var (first, last) = (due[0].Idx, due[^1].Idx);
        var noted = await change.Context.Set<StoredPrunedRange>().Where(r => r.Ledger == _ledger && r.FromIdx <= last && r.ToIdx >= first).ToListAsync();
        var ranges = new List<(long From, long To)>();
        StoredPrunedRange? within = null;
        foreach (var idx in due.Select(r => r.Idx))
        {
            var note = noted.Find(r => r.FromIdx <= idx && r.ToIdx >= idx);
            if (ranges.Count > 0 && ranges[^1].To == idx - 1 && note == within)
                ranges[^1] = (ranges[^1].From, idx);
            else
                ranges.Add((idx, idx));
            within = note;
        }

        await change.PruneAsync(stream, ranges);
        foreach (var (from, to) in ranges)
        {
            change.Record(
                stream == LedgerStream.Decisions ? LedgerEvents.Pruned : LedgerEvents.SecurityPruned, "retention", deletion.Id,
                EventDetail.Public("from", from), EventDetail.Public("to", to), EventDetail.Public("number", deletion.Number));
        }
    }
}
