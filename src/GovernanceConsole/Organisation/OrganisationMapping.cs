using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Organisation;

internal sealed class OrganisationMapping
    : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<OrganisationalUnit>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people").HasKey(p => p.Id);
        builder.IsLedgerObject("person");
        builder.Property(p => p.DirectoryKey).HasMaxLength(100);
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Email).HasMaxLength(320);
        builder.HasIndex(p => p.DirectoryKey).IsUnique();
        builder.HasIndex(p => p.Name);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.ManagerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OrganisationalUnit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<RoleGrant>().WithOne().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts").HasKey(a => a.Id);
        builder.IsPartOfLedgerObject(nameof(Account.PersonId));
        builder.Property(a => a.Issuer).HasMaxLength(400).IsPublicInLedger();
        builder.Property(a => a.Subject).HasMaxLength(400);
        builder.HasIndex(a => new { a.Issuer, a.Subject }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OrganisationalUnit> builder)
    {
        builder.ToTable("organisational_units").HasKey(u => u.Id);
        builder.IsLedgerObject("organisational-unit");
        builder.Property(u => u.Code).HasMaxLength(100).IsPublicInLedger();
        builder.Property(u => u.Name).HasMaxLength(200).IsPublicInLedger();
        builder.HasIndex(u => u.Code).IsUnique();
        builder.HasOne<OrganisationalUnit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}
