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
    public TicketId Id { get; private init; }

    public ImportId ImportId { get; private init; }

    /// <summary>The number in the source system, unique in its import.</summary>
    public string Number { get; private init; } = "";

    public DateTimeOffset? OpenedAt { get; private init; }

    /// <summary><see cref="OpenedAt"/> as a date in the organisation's zone.</summary>
    public DateOnly? OpenedOn { get; private init; }

    /// <summary>The first day of the month of <see cref="OpenedOn"/>; what trends and heat maps group by.</summary>
    public DateOnly? OpenedMonth { get; private init; }

    public DateTimeOffset? ResolvedAt { get; private init; }

    public DateTimeOffset? ClosedAt { get; private init; }

    /// <summary>When the last row of the ticket was written in the source system.</summary>
    public DateTimeOffset? LastUpdatedAt { get; private init; }

    public string? State { get; private init; }

    /// <summary>Whether the service level was met.</summary>
    public bool? MadeSla { get; private init; }

    public int? ReopenCount { get; private init; }

    /// <summary>How many times it was handed from group to group.</summary>
    public int? ReassignmentCount { get; private init; }

    public string? Priority { get; private init; }

    public string? Category { get; private init; }

    public string? Subcategory { get; private init; }

    public string? Symptom { get; private init; }

    /// <summary>How it came in: phone, e-mail, self service.</summary>
    public string? ContactChannel { get; private init; }

    public string? GroupCode { get; private init; }

    /// <summary>The desk, where the file tells it apart from the group.</summary>
    public string? DeskCode { get; private init; }

    public string? Location { get; private init; }

    public string? Vendor { get; private init; }

    /// <summary>The kind of recovery request: from a column, or assumed from a code by the mapping.</summary>
    public string? RequestKind { get; private init; }

    public string? CallerCode { get; private init; }

    public string? OpenedByCode { get; private init; }

    public string? AssignedToCode { get; private init; }

    public string? ResolvedByCode { get; private init; }

    public string? RequestedByCode { get; private init; }

    public string? VerifiedByCode { get; private init; }

    public DateTimeOffset? VerifiedAt { get; private init; }

    /// <summary>
    /// The channels used to verify, sorted, without repeats, separated by <c>;</c>. Empty where the file has the column
    /// and the ticket names none; null where the file has no such column.
    /// </summary>
    public string? VerificationChannels { get; private init; }

    /// <summary>How many different channels <see cref="VerificationChannels"/> names; null with it.</summary>
    public int? VerificationChannelCount { get; private init; }

    /// <summary>The signals checked, in the same form as <see cref="VerificationChannels"/>.</summary>
    public string? VerificationSignals { get; private init; }

    public string? ApprovedByCode { get; private init; }

    public DateTimeOffset? ApprovedAt { get; private init; }

    public string? ExecutedByCode { get; private init; }

    public DateTimeOffset? ExecutedAt { get; private init; }

    /// <summary>Where the evidence lies: a reference, never the evidence itself.</summary>
    public string? EvidenceReference { get; private init; }

    /// <summary>How many rows of the file tell of the ticket.</summary>
    public int EventCount { get; private init; }

    /// <summary>The line of the file that holds its last row.</summary>
    public int LastLine { get; private init; }
}

/// <summary>One row of the file: an update of a ticket, in the order of the file.</summary>
internal sealed class TicketEvent
{
    public TicketId TicketId { get; private init; }

    /// <summary>Counts the rows of the ticket from 1.</summary>
    public int Sequence { get; private init; }

    /// <summary>The line of the file.</summary>
    public int Line { get; private init; }

    /// <summary>When the update was made; null where the source does not know.</summary>
    public DateTimeOffset? At { get; private init; }

    public string? State { get; private init; }

    public string? GroupCode { get; private init; }

    public string? AssignedToCode { get; private init; }

    /// <summary>The source's own counter of changes.</summary>
    public int? ModificationCount { get; private init; }

    public string? UpdatedByCode { get; private init; }
}
