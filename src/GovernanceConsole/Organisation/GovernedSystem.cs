using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct GovernedSystemId(Guid Value) : IEntityId<GovernedSystemId>
{
    public static GovernedSystemId From(Guid value) => new(value);
}

/// <summary>A system that a recovery path can open.</summary>
internal sealed class GovernedSystem : ILedgered
{
    public GovernedSystemId Id { get; private init; }

    /// <summary>The key used in files.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Where its accounts live; null while unknown.</summary>
    public IdentityDomainId? IdentityDomainId { get; private set; }

    /// <summary>Accepts residual risk for the system; null while nobody does, which is an accountability gap as soon as an active path reaches it.</summary>
    public PersonId? RiskOwnerId { get; private set; }

    /// <summary>Since when; null while nobody does.</summary>
    public DateTimeOffset? RiskOwnerAssignedAt { get; private set; }

    /// <summary>Must not stop; wrong access stops it.</summary>
    public bool HighlyAvailable { get; private set; }

    /// <summary>Reachable from outside the organisation.</summary>
    public bool ExternallyFacing { get; private set; }

    /// <summary>Whoever administers it holds privilege beyond it.</summary>
    public bool PrivilegedAdministration { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static GovernedSystem Register(GovernedSystemId id, string code, SystemFacts facts)
    {
        var system = new GovernedSystem { Id = id, Code = code };
        system.Update(facts);
        return system;
    }

    public void Update(SystemFacts facts)
    {
        Name = facts.Name;
        IdentityDomainId = facts.IdentityDomainId;
        HighlyAvailable = facts.HighlyAvailable;
        ExternallyFacing = facts.ExternallyFacing;
        PrivilegedAdministration = facts.PrivilegedAdministration;
    }

    public void AssignRiskOwner(PersonId person, DateTimeOffset at)
    {
        if (RiskOwnerId == person)
            throw new InvalidOperationException("The person is the risk owner already.");
        RiskOwnerId = person;
        RiskOwnerAssignedAt = at;
    }
}

/// <summary>What can be said about a system by editing it; its risk owner is assigned.</summary>
internal sealed record SystemFacts(string Name, IdentityDomainId? IdentityDomainId, bool HighlyAvailable, bool ExternallyFacing, bool PrivilegedAdministration);
