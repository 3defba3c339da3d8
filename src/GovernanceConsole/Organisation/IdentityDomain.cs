using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct IdentityDomainId(Guid Value) : IEntityId<IdentityDomainId>
{
    public static IdentityDomainId From(Guid value) => new(value);
}

public readonly record struct BoundaryStatementId(Guid Value) : IEntityId<BoundaryStatementId>
{
    public static BoundaryStatementId From(Guid value) => new(value);
}

/// <summary>A realm of identities: a directory, a cloud tenant, a customer base. Systems sign in against it.</summary>
internal sealed class IdentityDomain : ILedgered
{
    public IdentityDomainId Id { get; private init; }

    /// <summary>The key used in files.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Accepts residual risk for the whole domain; null while nobody does, which is an accountability gap as soon as an active path restores its identities.</summary>
    public PersonId? RiskOwnerId { get; private set; }

    /// <summary>Since when; null while nobody does.</summary>
    public DateTimeOffset? RiskOwnerAssignedAt { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static IdentityDomain Register(IdentityDomainId id, string code, string name) => new() { Id = id, Code = code, Name = name };

    public void Update(string name) => Name = name;

    public void AssignRiskOwner(PersonId person, DateTimeOffset at)
    {
        if (RiskOwnerId == person)
            throw new InvalidOperationException("The person is the risk owner already.");
        RiskOwnerId = person;
        RiskOwnerAssignedAt = at;
    }
}

/// <summary>
/// Where accountability ends among business, IT and security in one identity domain. Never changed: a new
/// version follows, and the one in force at an instant is the last published before it.
/// </summary>
internal sealed class BoundaryStatement
{
    public BoundaryStatementId Id { get; private init; }

    public IdentityDomainId IdentityDomainId { get; private init; }

    /// <summary>Counts the versions of one domain, from 1.</summary>
    public int Number { get; private init; }

    public string Text { get; private init; } = "";

    /// <summary>The person of governance who published it and answers for it.</summary>
    public PersonId ApprovedById { get; private init; }

    public DateTimeOffset PublishedAt { get; private init; }

    public static BoundaryStatement Publish(BoundaryStatementId id, IdentityDomainId domain, int number, string text, PersonId approvedBy, DateTimeOffset at) =>
        new() { Id = id, IdentityDomainId = domain, Number = number, Text = text, ApprovedById = approvedBy, PublishedAt = at };
}
