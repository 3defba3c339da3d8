using GovernanceConsole.AuditLedger;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.ControlTesting;

internal sealed class ControlTestMapping
    : IEntityTypeConfiguration<ControlTestRun>, IEntityTypeConfiguration<ControlTestOutcome>, IEntityTypeConfiguration<ControlFinding>,
        IEntityTypeConfiguration<ControlTestFigure>, IEntityTypeConfiguration<ReviewTask>
{
    private const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<ControlTestRun> builder)
    {
        builder.ToTable("control_test_runs").HasKey(r => r.Id);
        builder.IsLedgerObject("control-test-run");
        builder.Property(r => r.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(r => r.Imports).IsPublicInLedger();
        builder.Property(r => r.InputSha256).HasMaxLength(64).IsPublicInLedger();
        builder.Property(r => r.AssumedFrom).HasPrecision(0);
        builder.Property(r => r.AssumedUntil).HasPrecision(0);
        builder.Property(r => r.AssumedTimeZone!).HasMaxLength(64).IsPublicInLedger();
        builder.Property(r => r.FindingsRoot!).HasMaxLength(64).IsPublicInLedger();
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.State, r.EndedAt });
        builder.HasIndex(r => r.InputSha256);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(r => r.OnlyImportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Outcomes).WithOne().HasForeignKey(o => o.RunId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ControlTestOutcome> builder)
    {
        builder.ToTable("control_test_outcomes").HasKey(o => new { o.RunId, o.TestCode });
        builder.IsPartOfLedgerObject(nameof(ControlTestOutcome.RunId));
        builder.Property(o => o.TestCode).HasMaxLength(CodeLength);
        builder.Property(o => o.NotTestableBecause!).IsPublicInLedger();
    }

    public void Configure(EntityTypeBuilder<ControlFinding> builder)
    {
        builder.ToTable("control_findings").HasKey(f => new { f.RunId, f.Sequence });
        builder.IsLedgeredInBulk();
        builder.Property(f => f.TestCode).HasMaxLength(CodeLength);
        builder.Property(f => f.GroupCode).HasMaxLength(CodeLength);
        builder.Property(f => f.DeskCode).HasMaxLength(CodeLength);
        builder.Property(f => f.RequestKind).HasMaxLength(CodeLength);
        builder.Property(f => f.PathNumber).HasMaxLength(20);
        builder.HasIndex(f => new { f.RunId, f.TestCode, f.OpenedMonth, f.GroupCode });
        builder.HasIndex(f => new { f.TicketId, f.RunId });
        builder.HasOne<ControlTestRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(f => f.TicketId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ControlTestFigure> builder)
    {
        builder.ToTable("control_test_figures").HasKey(f => new { f.RunId, f.Sequence });
        builder.IsLedgeredInBulk();
        builder.Property(f => f.Series).HasMaxLength(CodeLength);
        builder.Property(f => f.GroupCode).HasMaxLength(CodeLength);
        builder.Property(f => f.DeskCode).HasMaxLength(CodeLength);
        builder.Property(f => f.RequestKind).HasMaxLength(CodeLength);
        builder.Property(f => f.PathNumber).HasMaxLength(20);
        builder.HasIndex(f => new { f.RunId, f.Series, f.OpenedMonth });
        builder.HasOne<ControlTestRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReviewTask> builder)
    {
        builder.ToTable("review_tasks").HasKey(t => t.Id);
        builder.IsLedgerObject("review-task");
        builder.Property(t => t.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(t => t.Title).HasMaxLength(TextRules.Line);
        builder.Property(t => t.Question).HasMaxLength(TextRules.Paragraph);
        builder.Property(t => t.Series).HasMaxLength(CodeLength).IsPublicInLedger();
        builder.Property(t => t.Choice).HasMaxLength(2000).IsPublicInLedger();
        builder.Property(t => t.Resolution).HasMaxLength(TextRules.Paragraph);
        builder.HasIndex(t => t.Number).IsUnique();
        builder.HasIndex(t => new { t.AssigneeId, t.State, t.DueOn });
        builder.HasIndex(t => t.RunId);
        builder.HasIndex(t => t.TicketId);
        builder.HasOne<ControlTestRun>().WithMany().HasForeignKey(t => t.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(t => t.TicketId).OnDelete(DeleteBehavior.Restrict);
    }
}
