using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Retention;

internal sealed class RetentionMapping : IEntityTypeConfiguration<RetentionDeletion>, IEntityTypeConfiguration<RetentionCount>
{
    // Entities of another slice are named as text: only the database needs to know of the tie.
    private const string Person = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Organisation)}.{nameof(GovernanceConsole.Organisation.Person)}";

    public void Configure(EntityTypeBuilder<RetentionDeletion> builder)
    {
        builder.ToTable("retention_deletions").HasKey(d => d.Id);
        builder.IsLedgerObject("retention");
        builder.Property(d => d.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(d => d.StoppedByHold!).HasMaxLength(20).IsPublicInLedger();
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasIndex(d => d.State);
        builder.HasMany(d => d.Counts).WithOne().HasForeignKey(c => c.DeletionId).OnDelete(DeleteBehavior.Restrict);
        RefersToPerson(builder, nameof(RetentionDeletion.RequestedById));
        RefersToPerson(builder, nameof(RetentionDeletion.DecidedById));
    }

    public void Configure(EntityTypeBuilder<RetentionCount> builder)
    {
        builder.ToTable("retention_counts").HasKey(c => new { c.DeletionId, c.Type });
        builder.IsNotLedgered("how far a deletion has got; the entry at its end holds the counts");
        builder.Property(c => c.Type).HasMaxLength(64);
    }

    private static void RefersToPerson<T>(EntityTypeBuilder<T> builder, string property)
        where T : class => builder.HasOne(Person, navigationName: null).WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
