using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

// What this slice reads of the organisation, in the transaction that decides and in its lists: views on the tables,
// because the entities themselves belong to their slice.

/// <summary>A directory entry, as far as owning something goes.</summary>
internal sealed class DirectoryPerson
{
    public PersonId Id { get; init; }

    public string Name { get; init; } = "";

    public DirectoryEntryKind Kind { get; init; }

    /// <summary>False from the moment the person left.</summary>
    public bool MayAct { get; init; }

    /// <summary>Null while active.</summary>
    public DateTimeOffset? LeftAt { get; init; }
}

/// <summary>A desk by name.</summary>
internal sealed class DirectoryDesk
{
    public DeskId Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public DeskKind Kind { get; init; }

    public PersonId LeadId { get; init; }

    public DeskDecisionMode DecisionMode { get; init; }
}

/// <summary>A system by name.</summary>
internal sealed class DirectorySystem
{
    public GovernedSystemId Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public bool HighlyAvailable { get; init; }

    public bool ExternallyFacing { get; init; }

    public bool PrivilegedAdministration { get; init; }

    /// <summary>Null while nobody is.</summary>
    public PersonId? RiskOwnerId { get; init; }
}

/// <summary>An identity domain by name.</summary>
internal sealed class DirectoryDomain
{
    public IdentityDomainId Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Null while nobody is.</summary>
    public PersonId? RiskOwnerId { get; init; }
}
