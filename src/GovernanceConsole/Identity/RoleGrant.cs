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

/// <summary>What the write road must know of a person: whether they may act at all. A view on the people of the organisation.</summary>
internal sealed class Standing
{
    public PersonId Id { get; private init; }

    /// <summary>False from the moment a person is deactivated or has left.</summary>
    public bool MayAct { get; private init; }
}

internal sealed class RoleGrantMapping : IEntityTypeConfiguration<RoleGrant>, IEntityTypeConfiguration<Standing>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("role_grants").HasKey(g => g.Id);
        builder.IsPartOfLedgerObject(nameof(RoleGrant.PersonId));
        builder.HasIndex(g => new { g.PersonId, g.EndedAt });
    }

    public void Configure(EntityTypeBuilder<Standing> builder)
    {
        builder.ToView("people").HasKey(s => s.Id);
        builder.IsNotLedgered("a view on people");
    }
}
