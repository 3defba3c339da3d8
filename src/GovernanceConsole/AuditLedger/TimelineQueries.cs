using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>A field before and after an entry.</summary>
/// <param name="Field">The field in words, for instance <c>control owner</c>.</param>
/// <param name="Before">Null where it was empty, or where the value was erased.</param>
/// <param name="After">Null where it became empty.</param>
/// <param name="IsPerson">Whether the values are ids of people, to be shown by name.</param>
public sealed record TimelineChange(string Field, string? Before, string? After, bool IsPerson);

/// <summary>One entry of an object's history, newest first on pages.</summary>
/// <param name="Idx">Its place in the ledger.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">The person who acted; null for machines.</param>
/// <param name="Machine">The job, key or command line that acted; null for people.</param>
/// <param name="Text">What happened, without the actor: <c>activated the path</c>.</param>
/// <param name="Changes">The changed fields.</param>
/// <param name="LeafHash">Base64; what a receipt or a proof is about.</param>
public sealed record TimelineEntry(
    long Idx, DateTimeOffset At, PersonId? ActorId, string? Machine, string Text, IReadOnlyList<TimelineChange> Changes, string LeafHash)
{
    /// <summary>Whether earlier entries of the object were deleted after their retention. Only the oldest that is left says so.</summary>
    public bool FollowsDeleted { get; init; }
}

/// <summary>The state of a ledger, printed on every export.</summary>
/// <param name="Name">The ledger's name.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The Merkle root over them, base64.</param>
public sealed record LedgerState(string Name, long Size, string Root);

/// <summary>Reads the ledger of decisions: histories of objects and the ledger's state.</summary>
public sealed class TimelineQueries(ReadOnlyStore store, OrganisationTime time)
{
    private const short Decisions = (short)LedgerStream.Decisions;

    /// <summary>The whole history of one object, newest first. Empty for an object that does not exist.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Guid objectId, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var places = await TrailSearch.PlacesOfAsync(context, Decisions, objectId, cancellationToken);
        var entries = await context.Set<StoredEntry>()
            .Where(e => e.Ledger == Decisions && EF.Parameter(places).Contains(e.Idx))
            .OrderBy(e => e.Idx)
            .ToListAsync(cancellationToken);
        var values = await context.Set<StoredPrivateValue>()
            .Where(v => v.Ledger == Decisions && EF.Parameter(places).Contains(v.Idx))
            .ToDictionaryAsync(v => (v.Idx, v.Field), v => v.Value, cancellationToken);

        var types = TypesOfFieldsIn(context);
        var current = new Dictionary<string, string>(StringComparer.Ordinal);
        var timeline = entries.ConvertAll(entry => Tell(entry, values, current, types));
        if (entries.Count > 0 && LedgerEntry.Parse(entries[0].Body).Obj.From is not null)
            timeline[0] = timeline[0] with { FollowsDeleted = true };
        timeline.Reverse();
        return timeline;
    }

    /// <summary>The names of both ledgers, decisions first.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<StoredHead>().OrderBy(h => h.Ledger).Select(h => h.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Name, size and root of the ledger of decisions at this moment.</summary>
    public async Task<LedgerState> StateAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var head = await context.Set<StoredHead>().SingleAsync(h => h.Ledger == Decisions, cancellationToken);
        return new LedgerState(head.Name, head.Size, Convert.ToBase64String(head.Root));
    }

    private TimelineEntry Tell(
        StoredEntry stored, Dictionary<(long Idx, string Field), string> values, Dictionary<string, string> current, ILookup<string, Type> types)
    {
        var entry = LedgerEntry.Parse(stored.Body);
        var told = EntryText.Told(entry, values);
        var isPerson = stored.ActorId is not null;
        return new TimelineEntry(
            stored.Idx,
            stored.At,
            isPerson ? new PersonId(stored.ActorId!.Value) : null,
            isPerson ? null : entry.Actor.Pid,
            EntryText.ForPeople(stored.Type, told, time.Zone),
            ChangesOf(entry, told, current, types),
            Convert.ToBase64String(stored.LeafHash));
    }

    /// <summary>The fields an entry changes, and what they were.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="told">What it tells.</param>
    /// <param name="current">The fields before it; those after it once it is told.</param>
    /// <param name="types">The types that fields have.</param>
    internal IReadOnlyList<TimelineChange> ChangesOf(
        LedgerEntry entry, Dictionary<string, string> told, Dictionary<string, string> current, ILookup<string, Type> types)
    {
        var changes = new List<TimelineChange>();
        // A row without words in its key is called by its own: "path ownerships (Control): person".
        var rows = current.Concat(told.Where(t => t.Key.StartsWith("set.", StringComparison.Ordinal)).Select(t => KeyValuePair.Create(t.Key[4..], t.Value)))
            .Where(f => f.Key.Contains('/', StringComparison.Ordinal) && types[ColumnOf(f.Key)].Any(t => t.IsEnum && Enum.IsDefined(t, f.Value)))
            .GroupBy(f => RowOf(f.Key), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => EntryText.Words(g.First().Value), StringComparer.Ordinal);
        // One row takes the place of another: a new signature, the next owner.
        var standing = current.Keys.Where(f => f.Contains('/', StringComparison.Ordinal)).Select(RowOf).ToHashSet(StringComparer.Ordinal);
        var renewed = told.Keys.Where(k => k.StartsWith("set.", StringComparison.Ordinal) && k.Contains('/', StringComparison.Ordinal)).Select(k => RowOf(k[4..])).Where(r => !standing.Contains(r)).Select(TableOf).ToHashSet(StringComparer.Ordinal);
        string? Called(string row) => (rows.GetValueOrDefault(row), standing.Contains(row) && renewed.Contains(TableOf(row))) switch
        {
            ({ } called, true) => $"{called}, former",
            (null, true) => "former",
            (var called, false) => called,
        };
        string Words(string field) => TimelineQueries.Words(field, Called(RowOf(field)));

        foreach (var (key, value) in told.Where(t => t.Key.StartsWith("set.", StringComparison.Ordinal)))
        {
            var field = key[4..];
            if (IsOfARow(field))
            {
                if (KeyInWords(field) is { Length: > 0 } row && !told.Keys.Any(other => other != key && other.StartsWith(key[..^LedgerFields.Exists.Length], StringComparison.Ordinal)))
                    changes.Add(new TimelineChange(Words(field), Before: null, row, IsPerson: false));
            }
            else
                changes.Add(new TimelineChange(Words(field), current.TryGetValue(field, out var old) ? Shown(field, old, types) : null, Shown(field, value, types), IsPerson(field, types)));
            current[field] = value;
        }

        foreach (var field in entry.Act.Where(a => a.Key == "unset").SelectMany(a => (IReadOnlyList<string>)a.Value!))
        {
            if (!current.Remove(field, out var before))
                continue;
            if (!IsOfARow(field))
                changes.Add(new TimelineChange(Words(field), Shown(field, before, types), After: null, IsPerson(field, types)));
            else if (KeyInWords(field) is { Length: > 0 } row)
                changes.Add(new TimelineChange(Words(field), row, After: null, IsPerson: false));
        }

        return [.. changes.OrderBy(c => c.Field, StringComparer.Ordinal)];
    }

    /// <summary>Whether a field only says that its row is there; told where the row has no other, for instance a channel of a path.</summary>
    private static bool IsOfARow(string field) => field.EndsWith($"/{LedgerFields.Exists}", StringComparison.Ordinal);

    /// <summary>What tells a row from its neighbours to people: the words in its key, without ids. Empty where there are ids alone.</summary>
    private static string KeyInWords(string field) =>
        string.Join(", ", field.Split('/')[1].Split('.').Where(part => !Guid.TryParseExact(part, "N", out _)).Select(EntryText.Words));

    /// <summary>
    /// <c>path_owners/0192…/person_id</c> reads as <c>path owners: person</c>, and <c>path_responsibilities/0192….Reset.Desk/involvement</c> as
    /// <c>path responsibilities (Reset, Desk): involvement</c>.
    /// </summary>
    private static string Words(string field, string? row)
    {
        var parts = field.Split('/');
        var name = parts[^1].EndsWith("_id", StringComparison.Ordinal) ? parts[^1][..^3] : parts[^1];
        if (parts.Length == 1)
            return name.Replace('_', ' ');
        var table = parts[0].Replace('_', ' ');
        if (IsOfARow(field))
            return table;
        return (KeyInWords(field) is { Length: > 0 } key ? key : row) is { } called ? $"{table} ({called}): {name.Replace('_', ' ')}" : $"{table}: {name.Replace('_', ' ')}";
    }

    private static bool IsPerson(string field, ILookup<string, Type> types) => types[ColumnOf(field)].Contains(typeof(PersonId));

    /// <summary>A value of a field as people write it; text that somebody typed stays as it is.</summary>
    private string Shown(string field, string value, ILookup<string, Type> types)
    {
        var possible = types[ColumnOf(field)].ToList();
        if (possible.Contains(typeof(MaskedText)))
            return value == EntryText.Erased ? value : MaskedText.Of(value);
        if ((possible.Contains(typeof(DateOnly)) || possible.Contains(typeof(DateTimeOffset))) && EntryText.DateIn(value, time.Zone) is { } date)
            return date;
        if (possible.Contains(typeof(bool)) && bool.TryParse(value, out var flag))
            return flag ? "yes" : "no";
        return possible.Exists(t => t.IsEnum && Enum.IsDefined(t, value)) ? EntryText.Words(value) : value;
    }

    private static string TableOf(string row) => row[..Math.Max(row.IndexOf('/', StringComparison.Ordinal), 0)];

    private static string RowOf(string field) => field[..Math.Max(field.LastIndexOf('/'), 0)];

    private static string ColumnOf(string field) => field[(field.LastIndexOf('/') + 1)..];

    /// <summary>The types that the fields of one name have, over all entities; <see cref="MaskedText"/> for those that are shown masked.</summary>
    internal static ILookup<string, Type> TypesOfFieldsIn(DbContext context) =>
        context.Model.GetEntityTypes()
            .SelectMany(t => t.GetProperties())
            .Select(p => (Column: DatabaseNames.ForColumn(p.Name), Type: p.FindAnnotation(LedgerAnnotations.Masked) is null ? Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType : typeof(MaskedText)))
            .Distinct()
            .ToLookup(p => p.Column, p => p.Type);
}
