using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <param name="Column">The header. Compared exactly.</param>
/// <param name="Occurrence">Which of several columns of that header, from 1.</param>
/// <param name="IsOptional">Whether a file may come without it. Its field is then not told: what is stored stays.</param>
public sealed record MappedColumn(string Column, int Occurrence = 1, bool IsOptional = false)
{
    public override string ToString() => Occurrence == 1 ? Column : $"{Column} (occurrence {Occurrence})";
}

/// <summary>What is normal in a column. A value outside is kept, and remarked.</summary>
/// <param name="Values">The known values; null where a pattern says it.</param>
/// <param name="Pattern">A regular expression for the whole value; null where values say it.</param>
public sealed record ExpectedValues(IReadOnlyList<string>? Values, string? Pattern)
{
    /// <summary>The expression for the whole value, not for a part of it.</summary>
    internal static string Whole(string pattern) => $"^(?:{pattern})$";
}

/// <summary>
/// An assumption of the mapping's author: codes of one field stand for kinds of recovery request. Named in every report
/// that rests on it.
/// </summary>
/// <param name="Field">The field that holds the code.</param>
/// <param name="Assumption">In words, for the reports.</param>
/// <param name="Kinds">Kind by code. Other codes are no recovery requests.</param>
public sealed record AssumedRequestKinds(string Field, string Assumption, IReadOnlyDictionary<string, string> Kinds);

/// <summary>
/// What the columns of a file mean, as a mapping file says it (docs/imports.md). The text is kept with each import, so
/// what was testable can be judged later.
/// </summary>
public sealed record ImportMapping
{
    /// <summary>Longer texts are not mapping files.</summary>
    public const int MaximumLength = 256 * 1024;

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    public required ImportKind Kind { get; init; }

    /// <summary>Column by field name.</summary>
    public required IReadOnlyDictionary<string, MappedColumn> Columns { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>Separates the texts of a list within one cell.</summary>
    public char ListSeparator { get; init; } = ';';

    /// <summary>Formats of dates, tried in order; .NET custom format strings.</summary>
    public IReadOnlyList<string> Dates { get; init; } = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>The zone in which dates without one are meant; null for the organisation's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Texts that mean "not known".</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>
    /// Fields whose person codes come from one list of people, by the list's name. Codes of fields in different spaces
    /// say nothing about each other.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> IdentitySpaces { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What is normal, by field name.</summary>
    public IReadOnlyDictionary<string, ExpectedValues> Expected { get; init; } = new Dictionary<string, ExpectedValues>();

    /// <summary>Null where the file has a column for the kind, or where nothing is assumed.</summary>
    public AssumedRequestKinds? RequestKinds { get; init; }

    /// <summary>What the author of the mapping took for granted, in words.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>The text it was read from.</summary>
    public string Text { get; init; } = "";

    /// <summary>SHA-256 over <see cref="Text"/> in UTF-8, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Reads a mapping file; every fault at once, each with its line.</summary>
    public static Outcome<ImportMapping> Parse(string text) => new MappingFileReader().Read(text);

    /// <summary>Reads the mapping kept with an import, which was accepted once.</summary>
    public static ImportMapping ParseKept(string text) => Parse(text).Value;

    /// <summary>Whether the file has a column for it.</summary>
    public bool Has(TicketField field) => Columns.ContainsKey(ImportFields.NameOf(field));

    /// <summary>Whether the same code in both fields is the same person.</summary>
    public bool SharesIdentitySpace(TicketField first, TicketField second) =>
        SpaceOf(first) is { } space && space == SpaceOf(second);

    /// <summary>The name of the identity space of a person field; null where the file has no such column.</summary>
    public string? SpaceOf(TicketField field)
    {
        var name = ImportFields.NameOf(field);
        return IdentitySpaces.FirstOrDefault(s => s.Value.Contains(name)).Key;
    }
}
