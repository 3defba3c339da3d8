using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>How the text of a field is read.</summary>
public enum FieldForm
{
    /// <summary>Kept as it is.</summary>
    Text,

    /// <summary>The code of a person; belongs to an identity space.</summary>
    Person,

    /// <summary>A whole number, not negative.</summary>
    Count,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A date with time of day, in the mapping's formats and zone.</summary>
    Instant,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>Several texts in one cell.</summary>
    List,
}

/// <param name="Name">As it is written in a mapping file: <c>approved-by</c>.</param>
/// <param name="Form">How its text is read.</param>
/// <param name="IsRequired">Whether a mapping without it is refused.</param>
/// <param name="MaximumLength">The longest text that is stored.</param>
public sealed record ImportField(string Name, FieldForm Form, bool IsRequired, int MaximumLength);

/// <summary>The fields a mapping file may name, for each kind of import.</summary>
public static class ImportFields
{
    private static readonly Dictionary<ImportKind, IReadOnlyList<ImportField>> ByKind = new()
    {
        [ImportKind.TicketHistory] = [.. Enum.GetValues<TicketField>().Select(ForTicket)],
        [ImportKind.People] = [],
        [ImportKind.Systems] = [],
        [ImportKind.RecoveryPaths] = [],
    };

    public static IReadOnlyList<ImportField> Of(ImportKind kind) => ByKind[kind];

    /// <summary>The name in a mapping file: <c>ApprovedBy</c> is <c>approved-by</c>.</summary>
    public static string NameOf(Enum field) => DatabaseNames.ForColumn(field.ToString()).Replace('_', '-');

    private static ImportField ForTicket(TicketField field) => new(
        NameOf(field),
        field switch
        {
            TicketField.UpdatedAt or TicketField.OpenedAt or TicketField.ResolvedAt or TicketField.ClosedAt
                or TicketField.VerifiedAt or TicketField.ApprovedAt or TicketField.ExecutedAt => FieldForm.Instant,
            TicketField.UpdatedBy or TicketField.Caller or TicketField.OpenedBy or TicketField.AssignedTo or TicketField.ResolvedBy
                or TicketField.RequestedBy or TicketField.VerifiedBy or TicketField.ApprovedBy or TicketField.ExecutedBy => FieldForm.Person,
            TicketField.ModificationCount or TicketField.ReopenCount or TicketField.ReassignmentCount => FieldForm.Count,
            TicketField.MadeSla => FieldForm.Flag,
            TicketField.VerificationChannels or TicketField.VerificationSignals => FieldForm.List,
            _ => FieldForm.Text,
        },
        IsRequired: field is TicketField.Number,
        field switch
        {
            TicketField.Number => ImportsMapping.NumberLength,
            TicketField.VerificationChannels or TicketField.VerificationSignals or TicketField.EvidenceReference => 400,
            _ => ImportsMapping.CodeLength,
        });
}
