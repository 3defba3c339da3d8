using System.Globalization;
using System.Text.RegularExpressions;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GovernanceConsole.Imports;

/// <summary>Reads the YAML of a mapping file node by node, so that each fault has a line and no type is ever named by a file.</summary>
internal sealed class MappingFileReader
{
    /// <summary>A mapping file is three lists deep. A node within a node needs stack, and a deeper file would end the process.</summary>
    private const int MostNested = 8;

    private static readonly string[] Keys =
    [
        "name", "kind", "delimiter", "list-separator", "dates", "time-zone", "unknown", "columns",
        "identity-spaces", "expected", "request-kinds", "assumptions",
    ];

    private readonly List<Refusal> _refusals = [];

    public Outcome<ImportMapping> Read(string text)
    {
        if (text.Length > ImportMapping.MaximumLength)
            return new MappingIsUnreadable(1, $"it has {text.Length} characters; at most {ImportMapping.MaximumLength} are read.");
        text = PlainYaml.WithPlainLines(text);
        if (PlainYaml.Read(text, MostNested, out var root) is { } fault)
            return new MappingIsUnreadable(fault.Line, fault.Reason);
        var entries = Entries(root);
        foreach (var (key, node) in entries.Where(e => !Keys.Contains(e.Key)))
            Refuse(node, $"'{key}' is not known. Known are {string.Join(", ", Keys)}.");
        var kind = KindOf(root, entries);
        var read = new ImportMapping
        {
            Name = Required(root, entries, "name"),
            Kind = kind,
            Columns = ColumnsOf(root, entries, kind),
            Delimiter = CharacterOf(entries, "delimiter", ','),
            ListSeparator = CharacterOf(entries, "list-separator", ';'),
            TimeZone = ZoneOf(entries),
            Unknown = TextsOf(entries, "unknown"),
            Assumptions = TextsOf(entries, "assumptions"),
            Text = text,
        };
        if (entries.ContainsKey("dates"))
            read = read with { Dates = DatesOf(entries) };
        read = read with
        {
            IdentitySpaces = SpacesOf(root, entries, read),
            Expected = ExpectedOf(entries, read),
            RequestKinds = RequestKindsOf(entries, read),
        };
        return _refusals.Count > 0 ? _refusals : read;
    }

    private ImportKind KindOf(YamlNode root, Dictionary<string, YamlNode> entries)
    {
        var text = Required(root, entries, "kind");
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            if (ImportFields.NameOf(kind) == text)
                return kind;
        }

        if (text.Length > 0)
            Refuse(entries["kind"], $"'{text}' is no kind of import. Write one of {string.Join(", ", Enum.GetValues<ImportKind>().Select(k => ImportFields.NameOf(k)))}.");
        return default;
    }

    private Dictionary<string, MappedColumn> ColumnsOf(YamlNode root, Dictionary<string, YamlNode> entries, ImportKind kind)
    {
        var columns = new Dictionary<string, MappedColumn>(StringComparer.Ordinal);
        var fields = ImportFields.Of(kind);
        if (!entries.TryGetValue("columns", out var node))
        {
            Refuse(root, "'columns' is missing: it names the column of each field.");
            return columns;
        }

        foreach (var (field, value) in Entries(node))
        {
            if (fields.All(f => f.Name != field))
                Refuse(value, $"'{field}' is no field of {ImportFields.NameOf(kind)}. Known are {string.Join(", ", fields.Select(f => f.Name))}.");
            else if (ColumnOf(value) is { } column)
                columns[field] = column;
            if (columns.GetValueOrDefault(field) is { IsOptional: true } && WhyNotOptional(kind, fields.First(f => f.Name == field)) is { } reason)
                Refuse(value, $"'{field}' cannot be optional: {reason}");
        }

        foreach (var field in fields.Where(f => f.IsRequired && !columns.ContainsKey(f.Name)))
            Refuse(node, $"the field '{field.Name}' must have a column.");
        return columns;
    }

    private static string? WhyNotOptional(ImportKind kind, ImportField field) =>
        field.IsRequired ? "every file must have its column."
        : kind == ImportKind.TicketHistory ? "what the control tests can show is judged by the columns of the mapping. Leave out what your file does not have."
        : null;

    private MappedColumn? ColumnOf(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } header })
            return new MappedColumn(header);
        var parts = Entries(node);
        if (parts.GetValueOrDefault("column") is not YamlScalarNode { Value: { Length: > 0 } named } || parts.Keys.Any(k => k is not ("column" or "occurrence" or "optional")))
        {
            Refuse(node, "a column is its header, or { column: header, occurrence: 2, optional: true } where the header appears more than once, or may be absent.");
            return null;
        }

        var isOptional = false;
        if (parts.TryGetValue("optional", out var optional) && !bool.TryParse(TextOf(optional), out isOptional))
            Refuse(optional, "'optional' is true or false.");
        if (!parts.TryGetValue("occurrence", out var occurrence))
            return new MappedColumn(named, IsOptional: isOptional);
        if (int.TryParse((occurrence as YamlScalarNode)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var which) && which > 0)
            return new MappedColumn(named, which, isOptional);
        Refuse(occurrence, "an occurrence is a number from 1.");
        return null;
    }

    private TimeZoneInfo? ZoneOf(Dictionary<string, YamlNode> entries)
    {
        if (!entries.TryGetValue("time-zone", out var node))
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(TextOf(node), out var zone))
            return zone;
        Refuse(node, $"'{TextOf(node)}' is no time zone known here. Write a name such as Europe/Berlin or UTC.");
        return null;
    }

    private List<string> DatesOf(Dictionary<string, YamlNode> entries)
    {
        var formats = TextsOf(entries, "dates");
        foreach (var format in formats)
        {
            try
            {
                _ = DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
            }
            catch (FormatException)
            {
                Refuse(entries["dates"], $"'{format}' is no date format.");
            }
        }

        return formats;
    }

    /// <summary>Each person field with a column stands in exactly one space: who is comparable is declared, never guessed.</summary>
    private Dictionary<string, IReadOnlyList<string>> SpacesOf(YamlNode root, Dictionary<string, YamlNode> entries, ImportMapping mapping)
    {
        var spaces = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var people = ImportFields.Of(mapping.Kind)
            .Where(f => f.Form == FieldForm.Person && mapping.Columns.ContainsKey(f.Name)).Select(f => f.Name).ToList();
        if (mapping.Kind != ImportKind.TicketHistory)
            return spaces;
        var node = entries.GetValueOrDefault("identity-spaces");
        foreach (var (space, fields) in node is null ? [] : Entries(node))
        {
            var names = TextsOf(fields);
            foreach (var name in names.Where(n => !people.Contains(n)))
                Refuse(fields, $"'{name}' is no person field with a column.");
            foreach (var name in names.Where(n => spaces.Values.Any(s => s.Contains(n))))
                Refuse(fields, $"'{name}' stands in two identity spaces.");
            spaces[space] = names;
        }

        var left = people.Where(p => spaces.Values.All(s => !s.Contains(p))).ToList();
        if (left.Count > 0)
            Refuse(node ?? root, $"'identity-spaces' does not say whose codes stand in {string.Join(", ", left)}. Fields with codes of the same people go in one space, others in a space of their own.");
        return spaces;
    }

    private Dictionary<string, ExpectedValues> ExpectedOf(Dictionary<string, YamlNode> entries, ImportMapping mapping)
    {
        var expected = new Dictionary<string, ExpectedValues>(StringComparer.Ordinal);
        foreach (var (field, node) in entries.TryGetValue("expected", out var all) ? Entries(all) : [])
        {
            if (!mapping.Columns.ContainsKey(field))
            {
                Refuse(node, $"'{field}' has no column.");
                continue;
            }

            if (node is YamlSequenceNode)
                expected[field] = new ExpectedValues(TextsOf(node), Pattern: null);
            else if (Entries(node) is { Count: 1 } parts && parts.TryGetValue("pattern", out var pattern) && IsPattern(pattern))
                expected[field] = new ExpectedValues(Values: null, TextOf(pattern));
            else
                Refuse(node, "what is expected is a list of values, or { pattern: ... } with a regular expression.");
        }

        return expected;
    }

    private static bool IsPattern(YamlNode node)
    {
        try
        {
            _ = new Regex(ExpectedValues.Whole(TextOf(node)), RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private AssumedRequestKinds? RequestKindsOf(Dictionary<string, YamlNode> entries, ImportMapping mapping)
    {
        if (!entries.TryGetValue("request-kinds", out var node))
            return null;
        var parts = Entries(node);
        var field = parts.TryGetValue("field", out var named) ? TextOf(named) : "";
        var assumption = parts.TryGetValue("assumption", out var why) ? TextOf(why) : "";
        var kinds = parts.TryGetValue("kinds", out var list) ? Entries(list).ToDictionary(e => e.Key, e => TextOf(e.Value), StringComparer.Ordinal) : [];
        if (!mapping.Columns.ContainsKey(field))
            Refuse(node, "'field' must name the field, with a column, whose codes stand for kinds of request.");
        if (assumption.Length == 0)
            Refuse(node, "'assumption' must say in words what is assumed: the reports repeat it.");
        if (kinds.Count == 0)
            Refuse(node, "'kinds' must say which code stands for which kind.");
        if (mapping.Has(TicketField.RequestKind))
            Refuse(node, "the file has a column for the kind of request, so nothing is to be assumed.");
        foreach (var (code, kind) in kinds.Where(k => ImportFields.RequestKindOf(k.Value) is null))
            Refuse(list!, $"'{kind}', for which '{code}' is to stand, is no kind of request. Known are {string.Join(", ", RequestKinds.All.Select(k => $"{k.Code} or {ImportFields.NameOf(k.Kind)}"))}.");
        return new AssumedRequestKinds(
            field, assumption,
            kinds.Where(k => ImportFields.RequestKindOf(k.Value) is not null).ToDictionary(k => k.Key, k => ImportFields.NameOf(ImportFields.RequestKindOf(k.Value)!), StringComparer.Ordinal));
    }

    private char CharacterOf(Dictionary<string, YamlNode> entries, string key, char otherwise)
    {
        if (!entries.TryGetValue(key, out var node))
            return otherwise;
        if ((node as YamlScalarNode)?.Value is [var character] && character is not ('"' or '\r' or '\n'))
            return character;
        Refuse(node, $"'{key}' is a single character.");
        return otherwise;
    }

    private string Required(YamlNode root, Dictionary<string, YamlNode> entries, string key)
    {
        if (entries.TryGetValue(key, out var node) && TextOf(node) is { Length: > 0 and <= 200 } text)
            return text;
        Refuse(node ?? root, $"'{key}' must be given, in at most 200 characters.");
        return "";
    }

    private List<string> TextsOf(Dictionary<string, YamlNode> entries, string key) =>
        entries.TryGetValue(key, out var node) ? TextsOf(node) : [];

    private List<string> TextsOf(YamlNode node)
    {
        if (node is YamlSequenceNode sequence && sequence.Children.All(c => c is YamlScalarNode))
            return [.. sequence.Children.Select(TextOf)];
        Refuse(node, "a list of texts is expected here.");
        return [];
    }

    private Dictionary<string, YamlNode> Entries(YamlNode node)
    {
        var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode mapping)
        {
            Refuse(node, "names with values are expected here.");
            return entries;
        }

        foreach (var (key, value) in mapping.Children)
            entries[TextOf(key)] = value;
        return entries;
    }

    private static string TextOf(YamlNode node) => (node as YamlScalarNode)?.Value?.Trim() ?? "";

    private void Refuse(YamlNode node, string what) => _refusals.Add(new MappingIsUnreadable(node.Start.Line, what));
}
