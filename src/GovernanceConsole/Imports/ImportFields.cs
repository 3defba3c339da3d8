using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
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

    /// <summary>One of the field's own words.</summary>
    Word,

    /// <summary>Several of the field's own words.</summary>
    Words,
}

/// <param name="Name">As it is written in a mapping file: <c>approved-by</c>.</param>
/// <param name="Form">How its text is read.</param>
/// <param name="IsRequired">Whether a mapping without it is refused.</param>
/// <param name="MaximumLength">The longest text that is stored.</param>
/// <param name="Words">The words it knows: of a text, others are remarked; of a word, others are refused. Null where any text is normal.</param>
public sealed record ImportField(string Name, FieldForm Form, bool IsRequired, int MaximumLength, IReadOnlyList<string>? Words = null);

/// <summary>The fields a mapping file may name, for each kind of import.</summary>
public static class ImportFields
{
    private static readonly Dictionary<ImportKind, IReadOnlyList<ImportField>> ByKind = new()
    {
        [ImportKind.TicketHistory] = [.. Enum.GetValues<TicketField>().Select(ForTicket)],
        [ImportKind.People] = [.. Enum.GetValues<PersonField>().Select(ForPerson)],
        [ImportKind.Systems] = [.. Enum.GetValues<SystemField>().Select(ForSystem)],
        [ImportKind.RecoveryPaths] = [.. Enum.GetValues<PathField>().Select(ForPath)],
    };

    public static IReadOnlyList<ImportField> Of(ImportKind kind) => ByKind[kind];

    /// <summary>The name in a mapping file: <c>ApprovedBy</c> is <c>approved-by</c>.</summary>
    public static string NameOf(Enum field) => DatabaseNames.ForColumn(field.ToString()).Replace('_', '-');

    /// <summary>The members of an enumeration that a cell lists.</summary>
    internal static IReadOnlyList<T> WordsOf<T>(Cell? cell)
        where T : struct, Enum => [.. (cell?.List ?? []).Select(word => Enum.GetValues<T>().Single(w => NameOf(w) == word))];

    /// <summary>The kind of request with a name such as <c>password-reset</c> or a code such as <c>K01</c>; null for anything else.</summary>
    internal static RequestKind? RequestKindOf(string text) =>
        Enum.GetValues<RequestKind>().Select(k => (RequestKind?)k).FirstOrDefault(k => string.Equals(NameOf(k!), text, StringComparison.OrdinalIgnoreCase))
        ?? RequestKinds.FindByCode(text);

    /// <summary>The member of an enumeration that a cell names; null where it names none.</summary>
    internal static T? WordOf<T>(Cell? cell)
        where T : struct, Enum => cell?.Text is { } word ? Enum.GetValues<T>().Single(w => NameOf(w) == word) : null;

    private static IReadOnlyList<string> WordsOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(w => NameOf(w))];

    private static ImportField ForPerson(PersonField field) => field switch
    {
        PersonField.DirectoryKey or PersonField.Name => new(NameOf(field), FieldForm.Text, IsRequired: true, TextRules.Line),
        PersonField.Email => new(NameOf(field), FieldForm.Text, IsRequired: false, 320),
        PersonField.Kind => new(NameOf(field), FieldForm.Word, IsRequired: false, ImportsMapping.CodeLength, WordsOf<DirectoryEntryKind>()),
        PersonField.Engagement => new(NameOf(field), FieldForm.Word, IsRequired: false, ImportsMapping.CodeLength, WordsOf<Engagement>()),
        PersonField.Manager or PersonField.Unit => new(NameOf(field), FieldForm.Text, IsRequired: false, ImportsMapping.CodeLength),
        PersonField.Phone or PersonField.RecoveryAddress => new(NameOf(field), FieldForm.Text, IsRequired: false, 320),
        PersonField.ContractEndsOn or PersonField.PhoneChangedOn or PersonField.RecoveryAddressChangedOn => new(NameOf(field), FieldForm.Date, IsRequired: false, ImportsMapping.CodeLength),
        PersonField.HasLeft or PersonField.IsActive => new(NameOf(field), FieldForm.Flag, IsRequired: false, ImportsMapping.CodeLength),
    };

    private static ImportField ForSystem(SystemField field) => field switch
    {
        SystemField.Code or SystemField.Name => new(NameOf(field), FieldForm.Text, IsRequired: true, TextRules.Line),
        SystemField.IdentityDomain or SystemField.RiskOwner => new(NameOf(field), FieldForm.Text, IsRequired: false, ImportsMapping.CodeLength),
        SystemField.HighlyAvailable or SystemField.ExternallyFacing or SystemField.PrivilegedAdministration =>
            new(NameOf(field), FieldForm.Flag, IsRequired: false, ImportsMapping.CodeLength),
    };

    private static ImportField ForPath(PathField field) => field switch
    {
        PathField.Name => new(NameOf(field), FieldForm.Text, IsRequired: true, TextRules.Line),
        PathField.Type => new(NameOf(field), FieldForm.Word, IsRequired: true, ImportsMapping.CodeLength, WordsOf<PathType>()),
        PathField.Lane => new(NameOf(field), FieldForm.Word, IsRequired: true, ImportsMapping.CodeLength, WordsOf<Lane>()),
        PathField.Level => new(NameOf(field), FieldForm.Word, IsRequired: true, ImportsMapping.CodeLength, WordsOf<RiskLevel>()),
        PathField.DesignedBy => new(NameOf(field), FieldForm.Word, IsRequired: true, ImportsMapping.CodeLength, WordsOf<DesignedBy>()),
        PathField.Opens => new(NameOf(field), FieldForm.Words, IsRequired: true, ImportsMapping.CodeLength, WordsOf<ReachKind>()),
        PathField.Channels => new(NameOf(field), FieldForm.Words, IsRequired: false, ImportsMapping.CodeLength, WordsOf<IntakeChannel>()),
        PathField.RequestKinds => new(NameOf(field), FieldForm.Words, IsRequired: false, ImportsMapping.CodeLength, WordsOf<RequestKind>()),
        PathField.Area => new(NameOf(field), FieldForm.Word, IsRequired: false, ImportsMapping.CodeLength, WordsOf<ControlArea>()),
        PathField.IdentityAssurance => new(NameOf(field), FieldForm.Word, IsRequired: false, ImportsMapping.CodeLength, WordsOf<IdentityAssurance>()),
        PathField.AuthenticatorAssurance => new(NameOf(field), FieldForm.Word, IsRequired: false, ImportsMapping.CodeLength, WordsOf<AuthenticatorAssurance>()),
        PathField.Behind => new(NameOf(field), FieldForm.Text, IsRequired: false, TextRules.Paragraph),
        PathField.Desks or PathField.Systems => new(NameOf(field), FieldForm.List, IsRequired: false, TextRules.Paragraph),
        PathField.Designer or PathField.IdentityDomain or PathField.ControlOwner or PathField.RiskOwner =>
            new(NameOf(field), FieldForm.Text, IsRequired: false, ImportsMapping.CodeLength),
    };

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
        },
        field is TicketField.RequestKind ? WordsOf<RequestKind>() : null);
}
