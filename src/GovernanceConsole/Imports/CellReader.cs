using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>What one distinct text of a column turned out to be.</summary>
internal sealed class Cell
{
    /// <summary>The text; null where it is empty or means "not known".</summary>
    public string? Text { get; init; }

    /// <summary>The instant, in columns of instants.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The date, in columns of dates.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The number, in columns of counts.</summary>
    public int? Count { get; init; }

    /// <summary>Yes or no, in columns of flags.</summary>
    public bool? Flag { get; init; }

    /// <summary>The texts of a list, sorted and without repeats; null where the cell means "not known".</summary>
    public IReadOnlyList<string>? List { get; init; }

    /// <summary>True where there is nothing to take.</summary>
    public bool IsEmpty => Text is null;

    /// <summary>What should be known about every row with this text; null where it is clean.</summary>
    public Findings.Group? Remark { get; init; }

    /// <summary>Why a row with this text cannot be taken; null where it can.</summary>
    public (string Code, string Sentence)? Fault { get; init; }
}

/// <summary>
/// Reads one column. A log repeats itself, so each distinct text is understood once and its result found again by its
/// bytes.
/// </summary>
internal sealed class CellReader
{
    /// <summary>Beyond this many distinct texts, the column is not one of codes and remembering does not pay.</summary>
    private const int MostRemembered = 65_536;

    private static readonly Encoding Utf8 = Encoding.UTF8;

    private readonly ImportField _field;
    private readonly ImportMapping _mapping;
    private readonly string _column;
    private readonly Findings _findings;
    private readonly DateTimeOffset _latest;
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<string>? _expected;
    private readonly Regex? _pattern;
    private readonly HashSet<string> _unknown;
    private readonly Dictionary<byte[], Cell> _cells;
    private readonly Dictionary<byte[], Cell>.AlternateLookup<ReadOnlySpan<byte>> _cellsByBytes;
    private byte[] _lastBytes = [];
    private Cell? _last;

    /// <param name="field">What the column holds.</param>
    /// <param name="mapping">How its text is meant.</param>
    /// <param name="index">The position of the column in a row.</param>
    /// <param name="findings">Where remarks are gathered.</param>
    /// <param name="time">The zone where the mapping names none; instants long after the present are remarked.</param>
    public CellReader(ImportField field, ImportMapping mapping, int index, Findings findings, OrganisationTime time)
    {
        _field = field;
        _mapping = mapping;
        _column = mapping.Columns[field.Name].ToString();
        _findings = findings;
        _latest = time.Now.AddDays(1);
        _zone = mapping.TimeZone ?? time.Zone;
        _unknown = [.. mapping.Unknown];
        Index = index;
        if (mapping.Expected.TryGetValue(field.Name, out var expected))
        {
            _expected = expected.Values?.ToHashSet(StringComparer.Ordinal);
            _pattern = expected.Pattern is { } pattern ? new Regex(ExpectedValues.Whole(pattern), RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)) : null;
        }
        else if (field is { Form: FieldForm.Text, Words: { } words })
        {
            _expected = [.. words];
        }

        _cells = new Dictionary<byte[], Cell>(BytesComparer.Instance);
        _cellsByBytes = _cells.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Index { get; }

    /// <summary>The header, for findings.</summary>
    public string Column => _column;

    public bool IsRequired => _field.IsRequired;

    public Cell Read(ReadOnlySpan<byte> bytes)
    {
        if (_last is not null && bytes.SequenceEqual(_lastBytes))
            return _last;
        if (!_cellsByBytes.TryGetValue(bytes, out var key, out var cell))
        {
            if (_cells.Count >= MostRemembered)
                _cells.Clear();
            cell = Understand(bytes);
            key = bytes.ToArray();
            _cells.Add(key, cell);
        }

        (_lastBytes, _last) = (key, cell);
        return cell;
    }

    private Cell Understand(ReadOnlySpan<byte> bytes)
    {
        var text = Utf8.GetString(bytes);
        if (!Ascii.IsValid(bytes) || text.AsSpan().Trim().Length != text.Length || text.Contains('\r'))
        {
            if (TextRules.Optional(_field.Name, _column, text, int.MaxValue) is not null)
                return Unreadable();
            text = TextRules.Clean(text);
        }
        else if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0 && TextRules.Optional(_field.Name, _column, text, int.MaxValue) is not null)
        {
            return Unreadable();
        }

        if (text.Length == 0)
            return _field.Form is FieldForm.List or FieldForm.Words ? new Cell { List = [] } : new Cell();
        if (_unknown.Contains(text))
        {
            return new Cell
            {
                Remark = _findings.Remark("ValueIsUnknown", _column, text, $"{text} means \"not known\" here. The field was left empty."),
            };
        }

        return _field.Form switch
        {
            FieldForm.Text or FieldForm.Person => TextOf(text),
            FieldForm.Count => CountOf(text),
            FieldForm.Flag => FlagOf(text),
            FieldForm.Instant => InstantOf(text),
            FieldForm.Date => DateOf(text),
            FieldForm.List => ListOf(text),
            FieldForm.Word => WordOf(text),
            FieldForm.Words => WordsOf(text),
        };
    }

    private Cell Unreadable() => new()
    {
        Fault = ("TextHoldsUnreadableCharacters", $"{_column} holds characters that cannot be seen. Correct the file, or leave the row out."),
    };

    private Cell TextOf(string text) => text.Length > _field.MaximumLength
        ? TooLong(text.Length)
        : new Cell { Text = text, Remark = Unexpected(text) };

    private Cell TooLong(int length) => new()
    {
        Fault = ("TextIsTooLong", $"{_column} has {length} characters; at most {_field.MaximumLength} are kept. Shorten it in the file, or leave the row out."),
    };

    private Cell CountOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? new Cell { Text = text, Count = count, Remark = Unexpected(text) }
        : new Cell { Text = text, Fault = ("NumberIsUnreadable", $"{_column} must be a whole number from 0. Correct the file, or leave the row out.") };

    private Cell FlagOf(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" => new Cell { Text = text, Flag = true },
        "FALSE" or "NO" or "0" => new Cell { Text = text, Flag = false },
        _ => new Cell { Text = text, Fault = ("FlagIsUnreadable", $"{_column} must be true or false. Correct the file, or leave the row out.") },
    };

    private Cell ListOf(string text)
    {
        string[] texts = [.. text.Split(_mapping.ListSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var stored = string.Join(';', texts);
        return stored.Length > _field.MaximumLength ? TooLong(stored.Length) : new Cell { Text = stored, List = texts };
    }

    private Cell WordOf(string text) => Known(text) is { } word
        ? new Cell { Text = word }
        : new Cell { Text = text, Fault = UnknownWord };

    private Cell WordsOf(string text)
    {
        var words = text.Split(_mapping.ListSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Known).ToList();
        return words.Contains(null)
            ? new Cell { Text = text, Fault = UnknownWord }
            : new Cell { Text = text, List = [.. words.OfType<string>().Distinct(StringComparer.Ordinal)] };
    }

    private string? Known(string text) =>
        _field.Words!.FirstOrDefault(w => string.Equals(w, text.Replace(' ', '-').Replace('_', '-'), StringComparison.OrdinalIgnoreCase))
        ?? (ImportFields.RequestKindOf(text) is { } kind && _field.Words!.Contains(ImportFields.NameOf(kind)) ? ImportFields.NameOf(kind) : null);

    private (string Code, string Sentence) UnknownWord =>
        ("WordIsUnknown", $"{_column} must be one of {string.Join(", ", _field.Words!)}. Correct the file, or leave the row out.");

    private Cell DateOf(string text)
    {
        foreach (var format in _mapping.Dates)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return new Cell { Text = text, On = DateOnly.FromDateTime(date) };
        }

        return UnreadableDate(text);
    }

    private Cell InstantOf(string text)
    {
        foreach (var format in _mapping.Dates)
        {
            if (HasZone(format))
            {
                if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var withZone))
                    return InstantOf(text, withZone.ToUniversalTime(), remark: null);
            }
            else if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            {
                return InZone(text, local);
            }
        }

        return UnreadableDate(text);
    }

    private Cell InZone(string text, DateTime local)
    {
        // "No date" as many tools write it; on the outermost days no zone can be applied.
        if (local.Date == DateTime.MinValue.Date || local.Date == DateTime.MaxValue.Date)
            return UnreadableDate(text);
        var zone = _zone;
        if (zone.IsInvalidTime(local))
        {
            return InstantOf(text, new DateTimeOffset(local.AddHours(1), zone.GetUtcOffset(local.AddHours(1))).ToUniversalTime(), _findings.Remark(
                "TimeDidNotExist", _column, text, $"The clocks in {zone.Id} skipped this time. It was taken as an hour later."));
        }

        if (zone.IsAmbiguousTime(local))
        {
            return InstantOf(text, new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime(), _findings.Remark(
                "TimeIsAmbiguous", _column, text, $"The clocks in {zone.Id} showed this time twice. The first was taken."));
        }

        return InstantOf(text, new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(), remark: null);
    }

    private Cell InstantOf(string text, DateTimeOffset at, Findings.Group? remark)
    {
        if (at.Year < 1970 || at > _latest)
            remark ??= _findings.Remark("DateIsImplausible", _column, text, "The date lies before 1970 or in the future. It was kept as it stands.");
        return new Cell { Text = text, At = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero), Remark = remark };
    }

    private Cell UnreadableDate(string text) => new()
    {
        Text = text,
        Fault = ("DateIsUnreadable", $"{_column} is no date of the form {string.Join(" or ", _mapping.Dates)}. Correct the file or the mapping, or leave the row out."),
    };

    private Findings.Group? Unexpected(string text)
    {
        if ((_expected?.Contains(text) ?? true) && (_pattern?.IsMatch(text) ?? true))
            return null;
        return _findings.Remark("ValueIsUnexpected", _column, text, $"The mapping does not expect this value in {_column}. It was kept as it stands.");
    }

    private static bool HasZone(string format) => format.Contains('K', StringComparison.Ordinal) || format.Contains('z', StringComparison.Ordinal);

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
