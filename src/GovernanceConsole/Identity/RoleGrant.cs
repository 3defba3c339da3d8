using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Identity;

public readonly record struct RoleGrantId(Guid Value) : IEntityId<RoleGrantId>
{
    public static RoleGrantId From(Guid value) => new(value);
}

/// <summary>
/// A role held by a person from an instant on, until it is ended. One that the identity provider's claims brought lapses by
/// itself, so that no claim counts longer than the session it came with (decision 0017).
/// </summary>
internal sealed class RoleGrant
{
    public RoleGrantId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    public Role Role { get; private init; }

    public DateTimeOffset GrantedAt { get; private init; }

    /// <summary>Null while the role is held.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>From when on it does not count; null for a role that was granted in the console.</summary>
    public DateTimeOffset? LapsesAt { get; private set; }

    public static RoleGrant To(PersonId person, Role role, RoleGrantId id, DateTimeOffset at, DateTimeOffset? lapsesAt = null) =>
        new() { Id = id, PersonId = person, Role = role, GrantedAt = at, LapsesAt = lapsesAt };

    /// <summary>The same role came along again with a later sign-in.</summary>
    public void Prolong(DateTimeOffset lapsesAt)
    {
        if (EndedAt is not null || LapsesAt is null)
            throw new InvalidOperationException("Only a role that came with a sign-in and was not ended is prolonged.");
        LapsesAt = lapsesAt;
    }

    public void End(DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The role grant has ended already.");
        EndedAt = at;
    }
}

internal static class HeldRoles
{
    /// <summary>The grants that count at an instant.</summary>
    public static IQueryable<RoleGrant> HeldAt(this IQueryable<RoleGrant> grants, DateTimeOffset at) =>
        grants.Where(g => g.EndedAt == null && (g.LapsesAt == null || g.LapsesAt > at));
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
