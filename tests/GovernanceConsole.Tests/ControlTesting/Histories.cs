using GovernanceConsole.ControlTesting;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Tests.ControlTesting;

/// <summary>Mappings and conditions for tests that need no file.</summary>
internal static class Histories
{
    /// <summary>Monday, 4 May 2026, ten in the morning UTC.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    public static readonly WorkingHours OfficeHours = ControlTestParameters.Proposed.AssumedHours!;

    private static readonly TicketField[] People = [.. Enum.GetValues<TicketField>().Where(f => ImportFields.Of(ImportKind.TicketHistory).Any(i => i.Name == ImportFields.NameOf(f) && i.Form == FieldForm.Person))];

    /// <summary>Every column, and one list of people behind all person columns.</summary>
    public static ImportMapping Complete { get; } = Mapping(Enum.GetValues<TicketField>());

    public static TestConditions Conditions { get; } = new(Complete, ControlTestParameters.Proposed, TimeZoneInfo.Utc);

    public static ImportMapping Mapping(params TicketField[] fields) => new()
    {
        Name = "Test",
        Kind = ImportKind.TicketHistory,
        Columns = fields.ToDictionary(f => ImportFields.NameOf(f), f => new MappedColumn(f.ToString())),
        IdentitySpaces = new Dictionary<string, IReadOnlyList<string>> { ["staff"] = [.. fields.Intersect(People).Select(f => ImportFields.NameOf(f))] },
    };

    /// <summary>The same columns, each person column with codes of its own.</summary>
    public static ImportMapping WithoutComparablePeople(ImportMapping mapping) => mapping with
    {
        IdentitySpaces = mapping.IdentitySpaces["staff"].ToDictionary(f => f, f => (IReadOnlyList<string>)[f]),
    };
}
