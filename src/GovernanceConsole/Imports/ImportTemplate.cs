using System.Globalization;

namespace GovernanceConsole.Imports;

/// <summary>A file to begin with: the headers a mapping expects, and one row as an example.</summary>
public static class ImportTemplate
{
    private static readonly DateTime ExampleMoment = new(2026, 1, 5, 9, 30, 0, DateTimeKind.Unspecified);

    /// <summary>Where the form of a field alone gives no example; empty cells are examples too.</summary>
    private static readonly Dictionary<(ImportKind Kind, string Field), string> Examples = new()
    {
        [(ImportKind.People, "directory-key")] = "P1001",
        [(ImportKind.People, "name")] = "Ada Example",
        [(ImportKind.People, "email")] = "ada@example.com",
        [(ImportKind.People, "unit")] = "IT",
        [(ImportKind.People, "is-active")] = "true",
        [(ImportKind.People, "contract-ends-on")] = "",
        [(ImportKind.People, "phone")] = "+49 30 23125 101", // of a range that is kept free for fiction
        [(ImportKind.People, "recovery-address")] = "ada.example@example.net",
        [(ImportKind.Systems, "code")] = "PAYROLL",
        [(ImportKind.Systems, "name")] = "Payroll",
        [(ImportKind.RecoveryPaths, "name")] = "Password reset by telephone",
        [(ImportKind.RecoveryPaths, "type")] = "phone",
        [(ImportKind.RecoveryPaths, "lane")] = "governed-recovery",
        [(ImportKind.RecoveryPaths, "level")] = "moderate",
        [(ImportKind.RecoveryPaths, "channels")] = "phone",
        [(ImportKind.RecoveryPaths, "request-kinds")] = "password-reset",
        [(ImportKind.RecoveryPaths, "area")] = "reset",
        [(ImportKind.RecoveryPaths, "behind")] = "The accounts of all employees",
        [(ImportKind.TicketHistory, "number")] = "INC0001",
        [(ImportKind.TicketHistory, "state")] = "Closed",
        [(ImportKind.TicketHistory, "request-kind")] = "password-reset",
        [(ImportKind.TicketHistory, "made-sla")] = "true",
    };

    /// <summary>The text of the file, with the mapping's delimiter.</summary>
    public static string Of(ImportMapping mapping)
    {
        var fields = ImportFields.Of(mapping.Kind).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var columns = mapping.Columns.OrderBy(c => c.Value.Occurrence).ToList();
        return $"{Row(columns.Select(c => c.Value.Column))}\r\n{Row(columns.Select(c => ExampleOf(fields[c.Key], mapping)))}\r\n";

        string Row(IEnumerable<string> cells) => string.Join(mapping.Delimiter, cells.Select(c => Quoted(c, mapping.Delimiter)));
    }

    private static string ExampleOf(ImportField field, ImportMapping mapping) =>
        Examples.TryGetValue((mapping.Kind, field.Name), out var example) ? example
        : mapping.Expected.TryGetValue(field.Name, out var expected) ? expected.Values?.FirstOrDefault() ?? ""
        : field.Form switch
        {
            FieldForm.Instant => new DateTimeOffset(ExampleMoment, (mapping.TimeZone ?? TimeZoneInfo.Utc).GetUtcOffset(ExampleMoment)).ToString(mapping.Dates[0], CultureInfo.InvariantCulture),
            FieldForm.Date => DateOnly.FromDateTime(ExampleMoment).ToDateTime(TimeOnly.MinValue).ToString(mapping.Dates[^1], CultureInfo.InvariantCulture),
            FieldForm.Count => "0",
            FieldForm.Flag => "false",
            FieldForm.Word or FieldForm.Words => field.Words![0],
            FieldForm.Text or FieldForm.Person or FieldForm.List => "",
        };

    private static string Quoted(string cell, char delimiter) =>
        cell.AsSpan().IndexOfAny("\"\r\n") >= 0 || cell.Contains(delimiter, StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
