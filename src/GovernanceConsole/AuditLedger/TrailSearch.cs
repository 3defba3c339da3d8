using System.Buffers.Binary;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// Finds entries among millions. Each condition alone has an index; where there are several, the one that finds few
/// enough drives and the others are asked of the entries it found. A stretch of time is a stretch of the ledger.
/// </summary>
internal sealed class TrailSearch
{
    /// <summary>How far a search counts.</summary>
    public const int CountedTo = 2_000;

    /// <summary>So many entries are looked at one by one without anybody noticing.</summary>
    private const int Few = 10_000;

    private readonly GovernanceDbContext _context;
    private readonly long _first;
    private readonly long _last;
    private readonly bool _isBounded;
    private readonly List<Condition> _conditions = [];

    private TrailSearch(GovernanceDbContext context, short ledger, long first, long last, bool isBounded) =>
        (_context, Ledger, _first, _last, _isBounded) = (context, ledger, first, last, isBounded);

    /// <summary>In which ledger it searches.</summary>
    public short Ledger { get; }

    /// <summary>Understands a filter; null where nothing can meet it.</summary>
    public static async Task<TrailSearch?> PlanAsync(GovernanceDbContext context, TrailFilter filter, CancellationToken cancellationToken)
    {
        var ledger = StreamOf(filter.Ledger);
        var size = await context.Set<StoredHead>().Where(h => h.Ledger == ledger).Select(h => h.Size).SingleAsync(cancellationToken);
        var first = filter.FromAt is { } from ? await LedgerInstants.FirstFromAsync(context, ledger, from, cancellationToken) : 0;
        var last = filter.BeforeAt is { } before ? await LedgerInstants.LastBeforeAsync(context, ledger, before, cancellationToken) : size - 1;
        if (first is null || last is null || first > last)
            return null;

        var search = new TrailSearch(context, ledger, first.Value, last.Value, filter.FromAt is not null || filter.BeforeAt is not null);
        if (Given(filter.Correlation) is { } correlation)
        {
            if (await CorrelatedAsync(context, ledger, correlation, cancellationToken) is not { } correlated)
                return null;
            search._conditions.Add(correlated);
        }

        if (Given(filter.Object) is { } text)
        {
            var ids = (await TrailObjects.FindAsync(context, text, cancellationToken)).Select(o => (Guid?)o.Id).ToList();
            if (ids.Count == 0)
                return null;
            search._conditions.Add(new Condition(e => ids.Contains(e.ObjectId)));
        }

        if (filter.Person?.Value is { } person)
            search._conditions.Add(new Condition(e => e.ActorId == person));
        return search.ByKind(filter) ? search : null;
    }

    /// <summary>One page, newest first, and how many there are: at most one more than is counted.</summary>
    public async Task<(IReadOnlyList<long> Places, int Total)> NewestAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (_conditions.Count == 0)
        {
            // Numbers have no gaps, so which entries these are needs no look at them.
            var all = _last - _first + 1;
            var places = new List<long>(page.Take);
            for (var place = _last - page.Skip; place >= _first && places.Count < page.Take; place--)
                places.Add(place);
            return (places, (int)Math.Min(all, _isBounded ? CountedTo + 1 : int.MaxValue));
        }

        if (_conditions is [var only])
        {
            var total = await CountAsync(only, CountedTo + 1, cancellationToken);
            return (total <= page.Skip ? [] : [.. (await PlacesAsync(only, ascending: false, _first, _last, page.Skip + page.Take, cancellationToken)).Skip(page.Skip)], total);
        }

        var found = await NewestOfSeveralAsync(cancellationToken);
        return ([.. found.Skip(page.Skip).Take(page.Take)], found.Count);
    }

    /// <summary>The next entries in the ledger's order.</summary>
    public async Task<IReadOnlyList<long>> AfterAsync(long after, int take, CancellationToken cancellationToken)
    {
        var from = Math.Max(after + 1, _first);
        if (_conditions.Count == 0)
            return [.. Enumerable.Range(0, (int)Math.Clamp(_last - from + 1, 0, take)).Select(i => from + i)];
        var driver = _conditions[0];
        while (true)
        {
            var places = await PlacesAsync(driver, ascending: true, from, _last, take, cancellationToken);
            var meeting = await MeetingAllAsync(places, cancellationToken);
            if (meeting.Count > 0 || places.Count < take)
                return meeting;
            from = places[^1] + 1;
        }
    }

    private async Task<List<long>> NewestOfSeveralAsync(CancellationToken cancellationToken)
    {
        var driver = _conditions[0];
        foreach (var condition in _conditions)
        {
            if (await CountAsync(condition, Few + 1, cancellationToken) <= Few)
            {
                driver = condition;
                break;
            }
        }

        var found = new List<long>();
        var to = _last;
        for (var atOnce = CountedTo / 2; ; atOnce = Math.Min(atOnce * 2, Few))
        {
            var places = await PlacesAsync(driver, ascending: false, _first, to, atOnce, cancellationToken);
            found.AddRange((await MeetingAllAsync(places, cancellationToken)).OrderDescending());
            if (found.Count > CountedTo)
                return found[..(CountedTo + 1)];
            if (places.Count < atOnce)
                return found;
            to = places[^1] - 1;
        }
    }

    /// <summary>
    /// Those of some entries that meet every condition, in the ledger's order. Each condition is asked by itself, so that
    /// its own index answers; all at once, the database might go through every entry of a frequent kind.
    /// </summary>
    private async Task<List<long>> MeetingAllAsync(List<long> places, CancellationToken cancellationToken)
    {
        foreach (var condition in _conditions.Count == 1 ? [] : _conditions)
        {
            var (these, meeting) = (places, new List<long>());
            foreach (var one in these.Count == 0 ? [] : condition.Counted)
                meeting.AddRange(await _context.Set<StoredEntry>().Where(e => e.Ledger == Ledger && EF.Parameter(these).Contains(e.Idx)).Where(one.Holds).Select(e => e.Idx).ToListAsync(cancellationToken));
            places = meeting;
        }

        return [.. places.Order()];
    }

    private async Task<int> CountAsync(Condition condition, int most, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var one in condition.Counted)
            count += await Within(_first, _last, one).Select(e => e.Idx).Take(most - count).CountAsync(cancellationToken);
        return count;
    }

    /// <summary>
    /// The first places that meet a condition. Kinds of event are asked one by one: each is ordered by itself in its
    /// index, all of them together would have to be sorted.
    /// </summary>
    private async Task<List<long>> PlacesAsync(Condition condition, bool ascending, long first, long last, int take, CancellationToken cancellationToken)
    {
        var places = new List<long>();
        foreach (var one in condition.Ordered)
            places.AddRange(await PlacesAsync(Within(first, last, one), ascending, take, cancellationToken));
        return condition.Ordered.Count == 1 ? places : [.. (ascending ? places.Order() : places.OrderDescending()).Take(take)];
    }

    private static Task<List<long>> PlacesAsync(IQueryable<StoredEntry> entries, bool ascending, int take, CancellationToken cancellationToken) =>
        (ascending ? entries.OrderBy(e => e.Idx) : entries.OrderByDescending(e => e.Idx)).Select(e => e.Idx).Take(take).ToListAsync(cancellationToken);

    private IQueryable<StoredEntry> Within(long first, long last, Alternative one)
    {
        var entries = _context.Set<StoredEntry>().Where(e => e.Ledger == Ledger).Where(one.Holds);
        if (!_isBounded && first == 0 && last == _last)
            return entries;
        // Where the entry itself is asked too, SQLite would as soon read every entry of the stretch as those of the kind: a sum has no index.
        return one.AsksTheEntry ? entries.Where(e => e.Idx + 0 >= first && e.Idx + 0 <= last) : entries.Where(e => e.Idx >= first && e.Idx <= last);
    }

    /// <summary>
    /// Kinds of object are searched through the kinds of events: of most, each entry is about one kind of object; of the few others the
    /// entry tells. False where no event is of both kinds asked for.
    /// </summary>
    private bool ByKind(TrailFilter filter)
    {
        if (filter.Kind is null && filter.Type is null)
            return true;
        var kinds = TrailQueries.KindsIn(filter.Ledger).Where(k => filter.Type is null || k.Type == filter.Type).ToList();
        var own = kinds.Where(k => filter.Kind is null || k.ObjectKind == filter.Kind).Select(k => k.Type).ToList();
        var ofAny = filter.Kind is not { } kind ? []
            : kinds.Where(k => k.ObjectKind is null).Select(k => k.Type).Select(type => new Alternative(e => e.Type == type && e.ObjectKind == kind, AsksTheEntry: true)).ToList();
        if (own.Count + ofAny.Count == 0)
            return false;
        var each = own.ConvertAll(type => new Alternative(e => e.Type == type));
        _conditions.Add(new Condition([.. each, .. ofAny], each.Count > 1 ? [new(e => own.Contains(e.Type)), .. ofAny] : [.. each, .. ofAny]));
        return true;
    }

    private static async Task<Condition?> CorrelatedAsync(GovernanceDbContext context, short ledger, string text, CancellationToken cancellationToken)
    {
        if (NumberIn(text) is { } number)
            return new Condition(e => e.Idx == number);
        if (!Guid.TryParse(text, out var id))
            return null;

        // The instant in a version-7 id made by the write road is the one of its entries.
        if (await LedgerInstants.ThenAsync(context, ledger, InstantIn(id), cancellationToken) is var (first, last)
            && await TransactionAsync(context, ledger, first, last, id, cancellationToken) is { } made)
            return Between(made);
        if (await context.Set<StoredCommand>().Where(c => c.CommandId == id).Select(c => (DateTimeOffset?)c.At).FirstOrDefaultAsync(cancellationToken) is { } acceptedAt
            && await LedgerInstants.ThenAsync(context, ledger, acceptedAt, cancellationToken) is var (from, to)
            && await TransactionAsync(context, ledger, from, to, id, cancellationToken) is { } accepted)
            return Between(accepted);
        if (ledger == (short)LedgerStream.SecurityEvents && await context.Set<StoredEntry>().AnyAsync(e => e.Ledger == 2 && e.CommandId == id, cancellationToken))
            return new Condition(e => e.Ledger == 2 && e.CommandId == id); // written out, as the index is over this ledger alone
        if (await context.Set<StoredEntry>().AnyAsync(e => e.Corr == id && e.Ledger == ledger, cancellationToken))
            return new Condition(e => e.Corr == id);

        // A command whose answer was deleted after its retention: its id tells when its form was opened, and it was sent within a day.
        var opened = InstantIn(id);
        return await LedgerInstants.FirstFromAsync(context, ledger, opened, cancellationToken) is { } earliest
            && await LedgerInstants.LastBeforeAsync(context, ledger, opened.AddDays(1), cancellationToken) is { } latest
            && await TransactionAsync(context, ledger, earliest, latest, id, cancellationToken) is { } forgotten
            ? Between(forgotten)
            : null;

        static Condition Between((long First, long Last) places) => new(e => e.Idx >= places.First && e.Idx <= places.Last);
    }

    /// <summary>
    /// The places of an entry, a transaction or a command, by an id that only bodies tell, within a stretch of a ledger; null where none
    /// of it tells that id. A command's entries in one ledger are one transaction and stand beside one another.
    /// </summary>
    public static async Task<(long First, long Last)?> TransactionAsync(
        GovernanceDbContext context, short ledger, long first, long last, Guid id, CancellationToken cancellationToken)
    {
        var sought = Encoding.UTF8.GetBytes(id.ToString("D"));
        var bodies = context.Set<StoredEntry>().Where(e => e.Ledger == ledger && e.Idx >= first && e.Idx <= last).OrderBy(e => e.Idx).Select(e => e.Body);
        await foreach (var body in bodies.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (body.AsSpan().IndexOf(sought) < 0)
                continue;
            var entry = LedgerEntry.Parse(body);
            if (entry.Id == id)
                return (entry.Idx, entry.Idx);
            if (entry.Tx.Id == id || entry.Cmd == id)
                return PlacesOf(entry);
        }

        return null;
    }

    /// <summary>The places of an entry's transaction.</summary>
    public static (long First, long Last) PlacesOf(LedgerEntry entry) => (entry.Idx - entry.Tx.N + 1, entry.Idx - entry.Tx.N + entry.Tx.Of);

    /// <summary>The places of the entries about an object, in the ledger's order. By themselves: the index holds nothing else of them.</summary>
    public static Task<List<long>> PlacesOfAsync(GovernanceDbContext context, short ledger, Guid objectId, CancellationToken cancellationToken) =>
        context.Set<StoredEntry>().Where(e => e.Ledger == ledger && e.ObjectId == objectId).OrderBy(e => e.Idx).Select(e => e.Idx).ToListAsync(cancellationToken);

    /// <summary>The number of an entry as people copy it: <c>1234</c>, <c>1,234</c>, <c>Entry 1,234</c>.</summary>
    private static long? NumberIn(string text)
    {
        var digits = text.StartsWith("entry", StringComparison.OrdinalIgnoreCase) ? text[5..].Trim() : text;
        return long.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static DateTimeOffset InstantIn(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.MaxValue;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal static short StreamOf(TrailLedger ledger) => (short)(ledger == TrailLedger.Decisions ? LedgerStream.Decisions : LedgerStream.SecurityEvents);

    /// <summary>What an entry must meet: one of several, of which it can meet one only.</summary>
    /// <param name="Ordered">Each in the ledger's order in an index.</param>
    /// <param name="Counted">The same in fewer, for where the order does not matter.</param>
    private sealed record Condition(IReadOnlyList<Alternative> Ordered, IReadOnlyList<Alternative> Counted)
    {
        public Condition(Expression<Func<StoredEntry, bool>> only)
            : this([new(only)], [new(only)])
        {
        }
    }

    /// <param name="Holds">What holds of the entry.</param>
    /// <param name="AsksTheEntry">Whether no index says all of it.</param>
    private sealed record Alternative(Expression<Func<StoredEntry, bool>> Holds, bool AsksTheEntry = false);
}
