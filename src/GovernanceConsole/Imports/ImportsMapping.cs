using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Imports;

internal sealed class ImportsMapping
    : IEntityTypeConfiguration<ImportBatch>, IEntityTypeConfiguration<ImportFinding>, IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<TicketEvent>
{
    /// <summary>The longest number of a ticket.</summary>
    public const int NumberLength = 40;

    /// <summary>The longest code, state or person key a ticket may carry.</summary>
    public const int CodeLength = 100;

    public void Configure(EntityTypeBuilder<ImportBatch> builder)
    {
        builder.ToTable("import_batches").HasKey(i => i.Id);
        builder.IsLedgerObject("import");
        builder.Property(i => i.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(i => i.FileName).HasMaxLength(260);
        builder.Property(i => i.FileSha256).HasMaxLength(64).IsPublicInLedger();
        builder.Property(i => i.MappingName).HasMaxLength(200).IsPublicInLedger();
        builder.Property(i => i.MappingSha256).HasMaxLength(64).IsPublicInLedger();
        builder.Property(i => i.ExcludedLines!).IsPublicInLedger();
        builder.Property(i => i.ControlTotals!).IsPublicInLedger();
        builder.Property(i => i.RowsRoot!).HasMaxLength(64).IsPublicInLedger();
        builder.Property(i => i.RowsSalt).HasMaxLength(44);
        builder.HasIndex(i => i.Number).IsUnique();
        builder.HasIndex(i => new { i.State, i.Kind });
        builder.HasIndex(i => i.FileSha256);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(i => i.ReplacedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ImportFinding> builder)
    {
        builder.ToTable("import_findings").HasKey(f => new { f.ImportId, f.Sequence });
        builder.IsNotLedgered("notes on a file for whoever brought it; the import's entry holds their counts");
        builder.Property(f => f.Code).HasMaxLength(100);
        builder.Property(f => f.ColumnName).HasMaxLength(200);
        builder.Property(f => f.Value).HasMaxLength(110);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(f => f.ImportId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("tickets").HasKey(t => t.Id);
        builder.IsLedgeredInBulk();
        builder.Property(t => t.Number).HasMaxLength(NumberLength);
        builder.Property(t => t.State).HasMaxLength(CodeLength);
        builder.Property(t => t.Priority).HasMaxLength(CodeLength);
        builder.Property(t => t.Category).HasMaxLength(CodeLength);
        builder.Property(t => t.Subcategory).HasMaxLength(CodeLength);
        builder.Property(t => t.Symptom).HasMaxLength(CodeLength);
        builder.Property(t => t.ContactChannel).HasMaxLength(CodeLength);
        builder.Property(t => t.GroupCode).HasMaxLength(CodeLength);
        builder.Property(t => t.DeskCode).HasMaxLength(CodeLength);
        builder.Property(t => t.Location).HasMaxLength(CodeLength);
        builder.Property(t => t.Vendor).HasMaxLength(CodeLength);
        builder.Property(t => t.RequestKind).HasMaxLength(CodeLength);
        builder.Property(t => t.CallerCode).HasMaxLength(CodeLength);
        builder.Property(t => t.OpenedByCode).HasMaxLength(CodeLength);
        builder.Property(t => t.AssignedToCode).HasMaxLength(CodeLength);
        builder.Property(t => t.ResolvedByCode).HasMaxLength(CodeLength);
        builder.Property(t => t.RequestedByCode).HasMaxLength(CodeLength);
        builder.Property(t => t.VerifiedByCode).HasMaxLength(CodeLength);
        builder.Property(t => t.VerificationChannels).HasMaxLength(400);
        builder.Property(t => t.VerificationSignals).HasMaxLength(400);
        builder.Property(t => t.ApprovedByCode).HasMaxLength(CodeLength);
        builder.Property(t => t.ExecutedByCode).HasMaxLength(CodeLength);
        builder.Property(t => t.EvidenceReference).HasMaxLength(400);
        builder.HasIndex(t => new { t.ImportId, t.Number }).IsUnique();
        builder.HasIndex(t => new { t.ImportId, t.OpenedMonth, t.GroupCode });
        builder.HasIndex(t => t.Number);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(t => t.ImportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<TicketEvent>().WithOne().HasForeignKey(e => e.TicketId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TicketEvent> builder)
    {
        builder.ToTable("ticket_events").HasKey(e => new { e.TicketId, e.Sequence });
        builder.IsLedgeredInBulk();
        builder.Property(e => e.State).HasMaxLength(CodeLength);
        builder.Property(e => e.GroupCode).HasMaxLength(CodeLength);
        builder.Property(e => e.AssignedToCode).HasMaxLength(CodeLength);
        builder.Property(e => e.UpdatedByCode).HasMaxLength(CodeLength);
    }
}
