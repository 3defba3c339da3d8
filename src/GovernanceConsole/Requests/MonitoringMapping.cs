using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static GovernanceConsole.Requests.RequestMapping;

namespace GovernanceConsole.Requests;

internal sealed class MonitoringMapping
    : IEntityTypeConfiguration<Watch>,
    IEntityTypeConfiguration<PostCheck>,
    IEntityTypeConfiguration<Suspicion>,
    IEntityTypeConfiguration<Revocation>,
    IEntityTypeConfiguration<RevocationTask>
{
    public void Configure(EntityTypeBuilder<Watch> builder)
    {
        builder.ToTable("request_watches").HasKey(w => w.RequestId);
        builder.IsPartOfLedgerObject(nameof(Watch.RequestId));
        builder.Property(w => w.FoundState).HasMaxLength(4000);
        builder.Property(w => w.FoundReference).HasMaxLength(200);
        builder.Property(w => w.FoundByKey).HasMaxLength(200);
        builder.Property(w => w.RemovalReference).HasMaxLength(200);
        builder.Property(w => w.RemovedByKey).HasMaxLength(200);
        builder.Property(w => w.Review).HasMaxLength(4000);
        builder.HasIndex(w => w.NextNoticeAt).HasFilter("next_notice_at IS NOT NULL");
        builder.HasIndex(w => w.RemovalDueAt).HasFilter("removed_at IS NULL");
        builder.HasIndex(w => w.ReviewDueOn).HasFilter("reviewed_at IS NULL");
        builder.HasOne<Request>().WithOne().HasForeignKey<Watch>(w => w.RequestId).OnDelete(DeleteBehavior.Restrict);
        RefersTo(builder, Person, nameof(Watch.FoundById));
        RefersTo(builder, Person, nameof(Watch.RemovedById));
        RefersTo(builder, Person, nameof(Watch.ReviewedById));
    }

    public void Configure(EntityTypeBuilder<PostCheck> builder)
    {
        builder.ToTable("request_checks").HasKey(c => c.Id);
        builder.IsPartOfLedgerObject(nameof(PostCheck.RequestId));
        builder.Property(c => c.Evidence).HasMaxLength(200);
        builder.Property(c => c.RecordedByKey).HasMaxLength(200);
        BelongsToRequest(builder, nameof(PostCheck.RequestId));
        RefersTo(builder, Person, nameof(PostCheck.RecordedById));
    }

    public void Configure(EntityTypeBuilder<Suspicion> builder)
    {
        builder.ToTable("request_suspicions").HasKey(s => s.Id);
        builder.IsPartOfLedgerObject(nameof(Suspicion.RequestId));
        builder.Property(s => s.Reason).HasMaxLength(4000);
        builder.Property(s => s.ReportedByKey).HasMaxLength(200);
        builder.Property(s => s.FindingReason).HasMaxLength(4000);
        builder.Property(s => s.VerificationReference).HasMaxLength(200);
        BelongsToRequest(builder, nameof(Suspicion.RequestId));
        RefersTo(builder, Person, nameof(Suspicion.ReportedById));
        RefersTo(builder, Person, nameof(Suspicion.EndedById));
    }

    public void Configure(EntityTypeBuilder<Revocation> builder)
    {
        builder.ToTable("request_revocations").HasKey(r => r.Id);
        builder.IsPartOfLedgerObject(nameof(Revocation.RequestId));
        builder.Property(r => r.Reason).HasMaxLength(4000);
        builder.HasIndex(r => r.OrderedAt).HasFilter("completed_at IS NULL");
        BelongsToRequest(builder, nameof(Revocation.RequestId));
        RefersTo(builder, Person, nameof(Revocation.OrderedById));
    }

    public void Configure(EntityTypeBuilder<RevocationTask> builder)
    {
        builder.ToTable("request_revocation_tasks").HasKey(t => t.Id);
        builder.IsPartOfLedgerObject(nameof(RevocationTask.RequestId));
        builder.Property(t => t.Reference).HasMaxLength(200);
        builder.Property(t => t.ConfirmedByKey).HasMaxLength(200);
        BelongsToRequest(builder, nameof(RevocationTask.RequestId));
        builder.HasIndex(t => new { t.RevocationId, t.Target }).IsUnique();
        builder.HasOne<Revocation>().WithMany().HasForeignKey(t => t.RevocationId).OnDelete(DeleteBehavior.Restrict);
        RefersTo(builder, Person, nameof(RevocationTask.ConfirmedById));
    }

    private static void BelongsToRequest<T>(EntityTypeBuilder<T> builder, string property)
        where T : class => builder.HasOne<Request>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
