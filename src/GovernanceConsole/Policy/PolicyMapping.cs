using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Policy;

internal sealed class PolicyMapping
    : IEntityTypeConfiguration<PolicyVersion>,
    IEntityTypeConfiguration<PolicyVersionEditor>,
    IEntityTypeConfiguration<PolicyDraft>,
    IEntityTypeConfiguration<PolicyDraftEditor>,
    IEntityTypeConfiguration<PolicyText>,
    IEntityTypeConfiguration<Duty>,
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
        builder.HasMany(v => v.Editors).WithOne().HasForeignKey(e => e.VersionId).OnDelete(DeleteBehavior.Restrict);
        RefersToPerson(builder, nameof(PolicyVersion.ProposedById));
        RefersToPerson(builder, nameof(PolicyVersion.ApprovedById));
    }

    public void Configure(EntityTypeBuilder<PolicyVersionEditor> builder)
    {
        builder.ToTable("policy_version_editors").HasKey(e => new { e.VersionId, e.PersonId });
        builder.IsPartOfLedgerObject(nameof(PolicyVersionEditor.VersionId));
        RefersToPerson(builder, nameof(PolicyVersionEditor.PersonId));
    }

    public void Configure(EntityTypeBuilder<PolicyDraft> builder)
    {
        builder.ToTable("policy_drafts").HasKey(d => d.Id);
        builder.IsLedgerObject("policy-draft");
        builder.Property(d => d.Document).HasMaxLength(64).IsPublicInLedger();
        builder.HasIndex(d => d.State).IsUnique().HasFilter("ended_at IS NULL"); // at most one is open
        builder.HasMany(d => d.Editors).WithOne().HasForeignKey(e => e.DraftId).OnDelete(DeleteBehavior.Restrict);
        RefersToPerson(builder, nameof(PolicyDraft.BegunById));
    }

    public void Configure(EntityTypeBuilder<PolicyDraftEditor> builder)
    {
        builder.ToTable("policy_draft_editors").HasKey(e => new { e.DraftId, e.PersonId });
        builder.IsPartOfLedgerObject(nameof(PolicyDraftEditor.DraftId));
        RefersToPerson(builder, nameof(PolicyDraftEditor.PersonId));
    }

    public void Configure(EntityTypeBuilder<PolicyText> builder)
    {
        builder.ToTable("policy_texts", table => table.HasTrigger("policy_texts_are_never_updated")).HasKey(t => t.Hash);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.IsNotLedgered("longer than an entry may be; versions and drafts hold its hash in the ledger, and a text that does not have it is not read");
    }

    public void Configure(EntityTypeBuilder<Duty> builder)
    {
        builder.ToTable("duties").HasKey(d => d.Id);
        builder.IsLedgerObject("duty");
        builder.Property(d => d.Code).HasMaxLength(3).IsPublicInLedger();
        builder.HasIndex(d => new { d.Code, d.PersonId }).IsUnique().HasFilter("ended_at IS NULL");
        RefersToPerson(builder, nameof(Duty.PersonId));
        RefersToPerson(builder, nameof(Duty.PutOnById));
        RefersToPerson(builder, nameof(Duty.EndedById));
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
