namespace GovernanceConsole.Imports;

/// <summary>What a help desk's log can tell of a ticket. A mapping file says which column holds it.</summary>
public enum TicketField
{
    /// <summary>The ticket's number. The only field every log must have.</summary>
    Number,

    /// <summary>When the row was written.</summary>
    UpdatedAt,

    /// <summary>Who wrote the row.</summary>
    UpdatedBy,

    /// <summary>The source's own counter of changes.</summary>
    ModificationCount,

    State,
    OpenedAt,
    ResolvedAt,
    ClosedAt,

    /// <summary>Whether the service level was met.</summary>
    MadeSla,

    ReopenCount,
    ReassignmentCount,
    Priority,
    Category,
    Subcategory,
    Symptom,
    ContactChannel,

    /// <summary>The group it is assigned to.</summary>
    Group,

    /// <summary>The desk, where it is told apart from the group.</summary>
    Desk,

    Location,
    Vendor,

    /// <summary>The kind of recovery request, where the source knows it.</summary>
    RequestKind,

    Caller,
    OpenedBy,
    AssignedTo,
    ResolvedBy,
    RequestedBy,
    VerifiedBy,
    VerifiedAt,

    /// <summary>The channels used to verify the requester; several are separated by the mapping's list separator.</summary>
    VerificationChannels,

    /// <summary>The signals checked; several are separated likewise.</summary>
    VerificationSignals,

    ApprovedBy,
    ApprovedAt,
    ExecutedBy,
    ExecutedAt,

    /// <summary>Where the evidence lies.</summary>
    EvidenceReference,
}
