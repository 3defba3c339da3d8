using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports;

/// <summary>
/// The filter and order of a list as its page's address holds them, read field by field. What is read is also said in
/// words for the cover; what is not understood is refused, because an export must never hold more than was asked for.
/// </summary>
public sealed class ListFilter
{
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase) { "page", "sort", "desc" };
    private readonly List<string> _words = [];
    private readonly List<Refusal> _refusals = [];
    private PageRequest _order = new();

    /// <param name="given">The fields of the address by name, as in <c>?q=reset&amp;sort=Name&amp;desc=true</c>. Empty ones count as absent; one given twice is refused.</param>
    public ListFilter(IEnumerable<KeyValuePair<string, string>> given)
    {
        var fields = given.Where(g => g.Value.Length > 0).GroupBy(g => g.Key, g => g.Value, StringComparer.OrdinalIgnoreCase).ToList();
        _refusals.AddRange(fields.Where(f => f.Count() > 1).Select(f => new FilterIsNotUnderstood(f.Key)));
        _given = fields.ToDictionary(f => f.Key, f => f.First(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The whole list in its own order.</summary>
    public static ListFilter None => new([]);

    /// <summary>The filter for people: <c>Words: reset; State: Active</c>.</summary>
    internal string InWords => _words.Count == 0 ? "None: the whole list" : string.Join("; ", _words);

    /// <summary>Fields no list read, and values that are none.</summary>
    internal IReadOnlyList<Refusal> Refusals =>
        [.. _refusals, .. _given.Keys.Where(k => !_known.Contains(k)).Order(StringComparer.Ordinal).Select(k => new FilterIsNotUnderstood(k))];

    /// <summary>The fields the list reads; the page's address uses the same names.</summary>
    internal IReadOnlyCollection<string> Known => _known;

    /// <summary>The columns the list can be ordered by; the same as on its page.</summary>
    internal IReadOnlyCollection<string> KnownOrders { get; private set; } = [];

    /// <summary>The order the rows were asked in, for the cover.</summary>
    internal string OrderInWords => _order.Sort is { } sort ? $"{sort}{(_order.Descending ? ", descending" : "")}" : "The list's own";

    /// <summary>
    /// The whole list in the chosen order, as its query takes it. An order the list does not know is none: the rows come
    /// in the list's own, and the cover says so.
    /// </summary>
    internal PageRequest OrderedBy(params IReadOnlyCollection<string> columns)
    {
        KnownOrders = columns;
        return _order = _given.GetValueOrDefault("sort") is { } sort && columns.Contains(sort)
            ? new PageRequest(Sort: sort, Descending: _given.GetValueOrDefault("desc") == "true")
            : new PageRequest();
    }

    internal string? Text(string field, string label) => Read(field, label, text => text, text => text);

    /// <summary>A text without which the list is none; null, and refused, where it is missing.</summary>
    internal string? Required(string field, string label)
    {
        var text = Text(field, label);
        if (text is null)
            _refusals.Add(new FilterIsMissing(field));
        return text;
    }

    internal TEnum? Choice<TEnum>(string field, string label)
        where TEnum : struct, Enum =>
        Read<TEnum?>(
            field, label,
            text => Enum.GetValues<TEnum>().Cast<TEnum?>().FirstOrDefault(choice => choice!.Value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)), // by name alone: parsing takes numbers and lists too
            choice => ChoiceWords.Of(choice!.Value));

    internal bool? YesNo(string field, string label) =>
        Read<bool?>(field, label, text => bool.TryParse(text, out var yes) ? yes : null, yes => yes!.Value ? "yes" : "no");

    internal DateOnly? Date(string field, string label) =>
        Read<DateOnly?>(
            field, label,
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
            date => date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    internal int? Whole(string field, string label) =>
        Read<int?>(
            field, label,
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            number => number!.Value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An id means nothing to people: the list says with <see cref="Say"/> whose it is.</summary>
    internal TId? Id<TId>(string field)
        where TId : struct, IEntityId<TId> =>
        Read<TId?>(field, label: null, text => Guid.TryParse(text, out var id) ? TId.From(id) : null, _ => "");

    /// <summary>Says that a value which could be read makes no sense for the list.</summary>
    internal void Refuse(string field) => _refusals.Add(new FilterIsNotUnderstood(field));

    /// <summary>Adds to the words, for what a field alone cannot say.</summary>
    internal void Say(string label, string words) => _words.Add($"{label}: {words}");

    private T? Read<T>(string field, string? label, Func<string, T?> parse, Func<T, string> inWords)
    {
        _known.Add(field);
        if (!_given.TryGetValue(field, out var text))
            return default;
        if (parse(text) is not { } value)
        {
            _refusals.Add(new FilterIsNotUnderstood(field));
            return default;
        }

        if (label is not null)
            Say(label, inWords(value));
        return value;
    }
}
