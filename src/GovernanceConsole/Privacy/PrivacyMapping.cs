using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Privacy;

internal sealed class PrivacyMapping : IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<Erasure>
{
    // Entities of another slice are named as text: only the database needs to know of the tie.
    private const string Person = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Organisation)}.{nameof(GovernanceConsole.Organisation.Person)}";

    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("legal_holds").HasKey(h => h.Id);
        builder.IsLedgerObject("legal-hold");
        builder.Property(h => h.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(h => h.Reason).HasMaxLength(4000);
        builder.Property(h => h.LiftReason).HasMaxLength(4000);
        builder.Ignore(h => h.Stands);
        builder.HasIndex(h => h.Number).IsUnique();
        RefersToPerson(builder, nameof(LegalHold.PersonId));
        RefersToPerson(builder, nameof(LegalHold.PlacedById));
        RefersToPerson(builder, nameof(LegalHold.LiftedById));
    }

    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures").HasKey(e => e.Id);
        builder.IsLedgerObject("erasure");
        builder.Property(e => e.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(e => e.Reason).HasMaxLength(4000);
        builder.HasIndex(e => e.Number).IsUnique();
        RefersToPerson(builder, nameof(Erasure.PersonId));
        RefersToPerson(builder, nameof(Erasure.RequestedById));
        RefersToPerson(builder, nameof(Erasure.DecidedById));
    }

    private static void RefersToPerson<T>(EntityTypeBuilder<T> builder, string property)
        where T : class => builder.HasOne(Person, navigationName: null).WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
