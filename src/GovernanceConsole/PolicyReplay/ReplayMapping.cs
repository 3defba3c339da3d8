using GovernanceConsole.Imports;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.PolicyReplay;

internal sealed class ReplayMapping
    : IEntityTypeConfiguration<ReplayRun>, IEntityTypeConfiguration<ReplayVerdict>, IEntityTypeConfiguration<ReplayRow>, IEntityTypeConfiguration<ReplayFigure>
{
    /// <summary>The longest code of a desk or kind.</summary>
    public const int CodeLength = 100;

    /// <summary>The longest number of a path.</summary>
    public const int PathLength = 20;

    // An entity of another slice whose inside is closed is named as text: only the database needs to know of the tie.
    private const string Request = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Requests)}.Request";

    public void Configure(EntityTypeBuilder<ReplayRun> builder)
    {
        builder.ToTable("policy_replays").HasKey(r => r.Id);
        builder.IsLedgerObject("policy-replay");
        builder.Property(r => r.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(r => r.PolicyHash).HasMaxLength(64).IsPublicInLedger();
        builder.Property(r => r.OnlyPath!).HasMaxLength(PathLength).IsPublicInLedger();
        builder.Property(r => r.OnlyDesk!).HasMaxLength(CodeLength).IsPublicInLedger();
        builder.Property(r => r.OnlyKind!).HasMaxLength(CodeLength).IsPublicInLedger();
        builder.Property(r => r.EndReason!).HasMaxLength(200).IsPublicInLedger();
        builder.Property(r => r.RowsRoot!).HasMaxLength(64).IsPublicInLedger();
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.State, r.EndedAt });
        builder.HasIndex(r => r.PolicyHash);
        builder.HasIndex(r => r.DraftId);
        builder.HasOne<PolicyDraft>().WithMany().HasForeignKey(r => r.DraftId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReplayVerdict> builder)
    {
        builder.ToTable("policy_replay_verdicts").HasKey(v => new { v.RunId, v.Sequence });
        builder.IsLedgeredInBulk();
        builder.Property(v => v.RuleBefore).HasMaxLength(7);
        builder.Property(v => v.RuleAfter).HasMaxLength(7);
        builder.HasOne<ReplayRun>().WithMany().HasForeignKey(v => v.RunId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReplayRow> builder)
    {
        builder.ToTable("policy_replay_rows").HasKey(r => new { r.RunId, r.Sequence });
        builder.IsLedgeredInBulk();
        builder.Property(r => r.Number).HasMaxLength(CodeLength);
        builder.Property(r => r.DeskCode).HasMaxLength(CodeLength);
        builder.Property(r => r.Kind).HasMaxLength(CodeLength);
        builder.Property(r => r.PathNumber).HasMaxLength(PathLength);
        builder.HasIndex(r => new { r.RunId, r.Outcome, r.Month });
        builder.HasIndex(r => r.RequestId);
        builder.HasIndex(r => r.TicketId);
        builder.HasOne<ReplayRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(Request, navigationName: null).WithMany().HasForeignKey(nameof(ReplayRow.RequestId)).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(r => r.TicketId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReplayFigure> builder)
    {
        builder.ToTable("policy_replay_figures").HasKey(f => new { f.RunId, f.Sequence });
        builder.IsLedgeredInBulk();
        builder.Property(f => f.DeskCode).HasMaxLength(CodeLength);
        builder.Property(f => f.Kind).HasMaxLength(CodeLength);
        builder.Property(f => f.PathNumber).HasMaxLength(PathLength);
        builder.HasOne<ReplayRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
