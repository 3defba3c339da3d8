using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Policy;

internal sealed class PolicyMapping
    : IEntityTypeConfiguration<PolicyVersion>,
    IEntityTypeConfiguration<GovernanceReview>,
    IEntityTypeConfiguration<GovernanceReviewAttendee>
{
    // Entities of another slice are named as text: only the database needs to know of the tie.
    private const string Person = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Organisation)}.{nameof(GovernanceConsole.Organisation.Person)}";

    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("policy_versions").HasKey(v => v.Id);
        builder.IsLedgerObject("policy-version");
        builder.Property(v => v.Document).IsPublicInLedger();
        builder.Property(v => v.Reason).HasMaxLength(4000);
        builder.Property(v => v.WithdrawalReason).HasMaxLength(4000);
        builder.HasIndex(v => v.Number).IsUnique();
        // At most one waits and at most one is in force, kept by the database too.
        builder.HasIndex(v => v.State).IsUnique().HasFilter("ended_at IS NULL");
        RefersToPerson(builder, nameof(PolicyVersion.ProposedById));
        RefersToPerson(builder, nameof(PolicyVersion.ApprovedById));
    }

    public void Configure(EntityTypeBuilder<GovernanceReview> builder)
    {
        builder.ToTable("governance_reviews").HasKey(r => r.Id);
        builder.IsLedgerObject("governance-review");
        builder.Property(r => r.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(r => r.Decisions).HasMaxLength(4000);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => r.HeldOn);
        builder.HasMany(r => r.Attendees).WithOne().HasForeignKey(a => a.ReviewId).OnDelete(DeleteBehavior.Restrict);
        RefersToPerson(builder, nameof(GovernanceReview.RecordedById));
    }

    public void Configure(EntityTypeBuilder<GovernanceReviewAttendee> builder)
    {
        builder.ToTable("governance_review_attendees").HasKey(a => new { a.ReviewId, a.PersonId });
        builder.IsPartOfLedgerObject(nameof(GovernanceReviewAttendee.ReviewId));
        RefersToPerson(builder, nameof(GovernanceReviewAttendee.PersonId));
    }

    private static void RefersToPerson<T>(EntityTypeBuilder<T> builder, string property)
        where T : class => builder.HasOne(Person, navigationName: null).WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
