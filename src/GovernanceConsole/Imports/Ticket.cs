using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

public readonly record struct TicketId(Guid Value) : IEntityId<TicketId>
{
    public static TicketId From(Guid value) => new(value);
}

/// <summary>
/// A ticket of an imported history in its last state. Null means that the file had no such column or the source did
/// not know; the mapping of the import tells which. Read it through <see cref="TicketHistory"/>, which leaves out what
/// is not visible. Person codes of two columns are comparable only where the mapping puts both in one identity space.
/// </summary>
internal sealed class Ticket
{
    public TicketId Id { get; init; }

    public ImportId ImportId { get; init; }

    /// <summary>The number in the source system, unique in its import.</summary>
    public string Number { get; init; } = "";

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary><see cref="OpenedAt"/> as a date in the organisation's zone.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>The first day of the month of <see cref="OpenedOn"/>; what trends and heat maps group by.</summary>
    public DateOnly? OpenedMonth { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When the last row of the ticket was written in the source system.</summary>
    public DateTimeOffset? LastUpdatedAt { get; init; }

    public string? State { get; init; }

    /// <summary>Whether the service level was met.</summary>
    public bool? MadeSla { get; init; }

    public int? ReopenCount { get; init; }

    /// <summary>How many times it was handed from group to group.</summary>
    public int? ReassignmentCount { get; init; }

    public string? Priority { get; init; }

    public string? Category { get; init; }

    public string? Subcategory { get; init; }

    public string? Symptom { get; init; }

    /// <summary>How it came in: phone, e-mail, self service.</summary>
    public string? ContactChannel { get; init; }

    public string? GroupCode { get; init; }

    /// <summary>The desk, where the file tells it apart from the group.</summary>
    public string? DeskCode { get; init; }

    public string? Location { get; init; }

    public string? Vendor { get; init; }

    /// <summary>The kind of recovery request: from a column, or assumed from a code by the mapping.</summary>
    public string? RequestKind { get; init; }

    public string? CallerCode { get; init; }

    public string? OpenedByCode { get; init; }

    public string? AssignedToCode { get; init; }

    public string? ResolvedByCode { get; init; }

    public string? RequestedByCode { get; init; }

    public string? VerifiedByCode { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>
    /// The channels used to verify, sorted, without repeats, separated by <c>;</c>. Empty where the file has the column
    /// and the ticket names none; null where the file has no such column.
    /// </summary>
    public string? VerificationChannels { get; init; }

    /// <summary>How many different channels <see cref="VerificationChannels"/> names; null with it.</summary>
    public int? VerificationChannelCount { get; init; }

    /// <summary>The signals checked, in the same form as <see cref="VerificationChannels"/>.</summary>
    public string? VerificationSignals { get; init; }

    public string? ApprovedByCode { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ExecutedByCode { get; init; }

    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>Where the evidence lies: a reference, never the evidence itself.</summary>
    public string? EvidenceReference { get; init; }

    /// <summary>How many rows of the file tell of the ticket.</summary>
    public int EventCount { get; init; }

    /// <summary>The line of the file that holds its last row.</summary>
    public int LastLine { get; init; }
}

/// <summary>One row of the file: an update of a ticket, in the order of the file.</summary>
internal sealed class TicketEvent
{
    public TicketId TicketId { get; init; }

    /// <summary>Counts the rows of the ticket from 1.</summary>
    public int Sequence { get; init; }

    /// <summary>The line of the file.</summary>
    public int Line { get; init; }

    /// <summary>When the update was made; null where the source does not know.</summary>
    public DateTimeOffset? At { get; init; }

    public string? State { get; init; }

    public string? GroupCode { get; init; }

    public string? AssignedToCode { get; init; }

    /// <summary>The source's own counter of changes.</summary>
    public int? ModificationCount { get; init; }

    public string? UpdatedByCode { get; init; }
}
