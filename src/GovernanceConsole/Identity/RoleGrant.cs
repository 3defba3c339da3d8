using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Identity;

public readonly record struct RoleGrantId(Guid Value) : IEntityId<RoleGrantId>
{
    public static RoleGrantId From(Guid value) => new(value);
}

/// <summary>A role held by a person from an instant on, until it is ended.</summary>
internal sealed class RoleGrant
{
    public RoleGrantId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    public Role Role { get; private init; }

    public DateTimeOffset GrantedAt { get; private init; }

    /// <summary>Null while the role is held.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static RoleGrant To(PersonId person, Role role, RoleGrantId id, DateTimeOffset at) =>
        new() { Id = id, PersonId = person, Role = role, GrantedAt = at };

    public void End(DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The role grant has ended already.");
        EndedAt = at;
    }
}

internal sealed class RoleGrantMapping : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("role_grants").HasKey(g => g.Id);
        builder.IsPartOfLedgerObject(nameof(RoleGrant.PersonId));
        builder.HasIndex(g => new { g.PersonId, g.EndedAt });
    }
}
