using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Organisation;

internal sealed class OrganisationMapping
    : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<ContactOfRecord>, IEntityTypeConfiguration<OrganisationalUnit>,
      IEntityTypeConfiguration<Vendor>, IEntityTypeConfiguration<Desk>,
      IEntityTypeConfiguration<IdentityDomain>, IEntityTypeConfiguration<BoundaryStatement>, IEntityTypeConfiguration<GovernedSystem>
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

    public void Configure(EntityTypeBuilder<ContactOfRecord> builder)
    {
        builder.ToTable("contacts_of_record").HasKey(c => c.Id);
        builder.IsPartOfLedgerObject(nameof(ContactOfRecord.PersonId));
        builder.Property(c => c.ContactAddress).HasMaxLength(ContactRules.MaximumLength).IsShownMasked();
        builder.Property(c => c.Source).HasMaxLength(200);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.RecordedById).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OrganisationalUnit> builder)
    {
        builder.ToTable("organisational_units").HasKey(u => u.Id);
        builder.IsLedgerObject("organisational-unit");
        HasCodeAndName(builder, u => u.Code, u => u.Name);
        builder.HasOne<OrganisationalUnit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Vendor> builder)
    {
        builder.ToTable("vendors").HasKey(v => v.Id);
        builder.IsLedgerObject("vendor");
        HasCodeAndName(builder, v => v.Code, v => v.Name);
    }

    public void Configure(EntityTypeBuilder<Desk> builder)
    {
        builder.ToTable("desks").HasKey(d => d.Id);
        builder.IsLedgerObject("desk");
        HasCodeAndName(builder, d => d.Code, d => d.Name);
        builder.Property(d => d.DecisionMakerReason).HasMaxLength(4000);
        builder.Property(d => d.WorkingDays).HasMaxLength(64);
        builder.Property(d => d.OpenFrom).HasPrecision(0);
        builder.Property(d => d.OpenUntil).HasPrecision(0);
        builder.Property(d => d.TimeZone!).HasMaxLength(64).IsPublicInLedger();
        builder.Property(d => d.ContractReference!).HasMaxLength(200).IsPublicInLedger();
        builder.Property(d => d.ContractClause!).HasMaxLength(200).IsPublicInLedger();
        builder.HasOne<Vendor>().WithMany().HasForeignKey(d => d.VendorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.LeadId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.DecisionMakerProposedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.ContractAccountableId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IdentityDomain> builder)
    {
        builder.ToTable("identity_domains").HasKey(d => d.Id);
        builder.IsLedgerObject("identity-domain");
        HasCodeAndName(builder, d => d.Code, d => d.Name);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.RiskOwnerId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BoundaryStatement> builder)
    {
        builder.ToTable("boundary_statements").HasKey(s => s.Id);
        builder.IsPartOfLedgerObject(nameof(BoundaryStatement.IdentityDomainId));
        builder.Property(s => s.Text).HasMaxLength(4000);
        builder.HasIndex(s => new { s.IdentityDomainId, s.Number }).IsUnique();
        builder.HasOne<IdentityDomain>().WithMany().HasForeignKey(s => s.IdentityDomainId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.ApprovedById).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<GovernedSystem> builder)
    {
        builder.ToTable("governed_systems").HasKey(s => s.Id);
        builder.IsLedgerObject("governed-system");
        HasCodeAndName(builder, s => s.Code, s => s.Name);
        builder.HasOne<IdentityDomain>().WithMany().HasForeignKey(s => s.IdentityDomainId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.RiskOwnerId).OnDelete(DeleteBehavior.Restrict);
    }

    /// <summary>Codes and names of things, unlike those of people, stand in the ledger as they are.</summary>
    private static void HasCodeAndName<T>(
        EntityTypeBuilder<T> builder,
        System.Linq.Expressions.Expression<Func<T, string>> code,
        System.Linq.Expressions.Expression<Func<T, string>> name)
        where T : class
    {
        builder.Property(code).HasMaxLength(100).IsPublicInLedger();
        builder.Property(name).HasMaxLength(200).IsPublicInLedger();
        builder.HasIndex(((System.Linq.Expressions.MemberExpression)code.Body).Member.Name).IsUnique();
    }
}
