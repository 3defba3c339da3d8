using GovernanceConsole.Organisation;

namespace GovernanceConsole.ControlTesting;

/// <summary>One imported ticket as the control tests see it. Null means that the source did not know, or has no such column.</summary>
public sealed record TicketStory
{
    public required string Number { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? State { get; init; }

    public bool? MadeSla { get; init; }

    public int? ReopenCount { get; init; }

    public int? ReassignmentCount { get; init; }

    public string? Caller { get; init; }

    public string? OpenedBy { get; init; }

    public string? ResolvedBy { get; init; }

    public string? RequestedBy { get; init; }

    public string? VerifiedBy { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>How many different channels were used to verify; 0 where the ticket names none.</summary>
    public int? VerificationChannels { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ExecutedBy { get; init; }

    public DateTimeOffset? ExecutedAt { get; init; }

    public string? EvidenceReference { get; init; }

    /// <summary>When the ticket's desk is staffed; null where nobody said so.</summary>
    public WorkingHours? Hours { get; init; }

    /// <summary>The updates in the order of the file.</summary>
    public IReadOnlyList<TicketStep> Steps { get; init; } = [];

    /// <summary>
    /// Whether the work was done, so that a control that is missing by now was skipped rather than still to come.
    /// </summary>
    public bool IsDone =>
        ResolvedAt is not null || ClosedAt is not null || ExecutedAt is not null
        || TicketStages.Of(State) is TicketStage.Resolved or TicketStage.Closed;
}

/// <summary>One update of a ticket.</summary>
/// <param name="At">When; null where the source does not know.</param>
/// <param name="Stage">How far the ticket was after it; null for a state that says nothing of it.</param>
public readonly record struct TicketStep(DateTimeOffset? At, TicketStage? Stage);
