using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.RecoveryPaths;

internal sealed class RecoveryPathMapping
    : IEntityTypeConfiguration<RecoveryPath>,
    IEntityTypeConfiguration<PathChannel>,
    IEntityTypeConfiguration<PathRequestKind>,
    IEntityTypeConfiguration<PathSystem>,
    IEntityTypeConfiguration<PathDesk>,
    IEntityTypeConfiguration<ModelHolder>,
    IEntityTypeConfiguration<Responsibility>,
    IEntityTypeConfiguration<EscalationStep>,
    IEntityTypeConfiguration<EvidenceItem>,
    IEntityTypeConfiguration<Authority>,
    IEntityTypeConfiguration<SecurityReview>,
    IEntityTypeConfiguration<SignOff>
{
    public void Configure(EntityTypeBuilder<RecoveryPath> builder)
    {
        builder.ToTable("recovery_paths").HasKey(p => p.Id);
        builder.IsLedgerObject("recovery-path");
        builder.Property(p => p.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(p => p.Name).HasMaxLength(200).IsPublicInLedger();
        builder.Property(p => p.ReachNote).HasMaxLength(4000);
        builder.Property(p => p.Proofing).HasMaxLength(4000);
        builder.Property(p => p.FallbackVerification).HasMaxLength(4000);
        builder.Property(p => p.Escalation).HasMaxLength(4000);
        builder.Property(p => p.Auditability).HasMaxLength(4000);
        builder.Property(p => p.ControlModelReference).HasMaxLength(200);
        builder.Property(p => p.StateReason).HasMaxLength(4000);
        builder.Ignore(p => p.StandingSignOff);
        builder.HasIndex(p => p.Number).IsUnique();
        builder.HasIndex(p => p.Name).IsUnique();
        builder.HasIndex(p => p.State);
        builder.RefersToPerson(nameof(RecoveryPath.DesignerId));
        builder.RefersToIdentityDomain(nameof(RecoveryPath.IdentityDomainId));
        builder.HasMany(p => p.Channels).WithOne().HasForeignKey(c => c.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.RequestKinds).WithOne().HasForeignKey(k => k.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.Systems).WithOne().HasForeignKey(s => s.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.Desks).WithOne().HasForeignKey(d => d.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.ModelHolders).WithOne().HasForeignKey(h => h.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.Responsibilities).WithOne().HasForeignKey(r => r.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.EscalationChain).WithOne().HasForeignKey(s => s.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.EvidenceList).WithOne().HasForeignKey(i => i.PathId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasMany(p => p.Authorities).WithOne().HasForeignKey(a => a.PathId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Ownerships).WithOne().HasForeignKey(o => o.PathId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Answers).WithOne().HasForeignKey(a => a.PathId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Transfers).WithOne().HasForeignKey(t => t.PathId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.SecurityReviews).WithOne().HasForeignKey(r => r.PathId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.SignOffs).WithOne().HasForeignKey(s => s.PathId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PathChannel> builder)
    {
        builder.ToTable("path_channels").HasKey(c => new { c.PathId, c.Channel });
        builder.IsPartOfLedgerObject(nameof(PathChannel.PathId));
    }

    public void Configure(EntityTypeBuilder<PathRequestKind> builder)
    {
        builder.ToTable("path_request_kinds").HasKey(k => new { k.PathId, k.Kind });
        builder.IsPartOfLedgerObject(nameof(PathRequestKind.PathId));
        builder.HasIndex(k => k.Kind);
    }

    public void Configure(EntityTypeBuilder<PathSystem> builder)
    {
        builder.ToTable("path_systems").HasKey(s => new { s.PathId, s.SystemId, s.Tie });
        builder.IsPartOfLedgerObject(nameof(PathSystem.PathId));
        builder.RefersToSystem(nameof(PathSystem.SystemId));
    }

    public void Configure(EntityTypeBuilder<PathDesk> builder)
    {
        builder.ToTable("path_desks").HasKey(d => new { d.PathId, d.DeskId });
        builder.IsPartOfLedgerObject(nameof(PathDesk.PathId));
        builder.RefersToDesk(nameof(PathDesk.DeskId));
    }

    public void Configure(EntityTypeBuilder<ModelHolder> builder)
    {
        builder.ToTable("path_model_holders").HasKey(h => new { h.PathId, h.Part });
        builder.IsPartOfLedgerObject(nameof(ModelHolder.PathId));
        builder.RefersToPerson(nameof(ModelHolder.PersonId));
    }

    public void Configure(EntityTypeBuilder<Responsibility> builder)
    {
        builder.ToTable("path_responsibilities").HasKey(r => new { r.PathId, r.Activity, r.Party });
        builder.IsPartOfLedgerObject(nameof(Responsibility.PathId));
    }

    public void Configure(EntityTypeBuilder<EscalationStep> builder)
    {
        builder.ToTable("path_escalation_steps").HasKey(s => new { s.PathId, s.Position });
        builder.IsPartOfLedgerObject(nameof(EscalationStep.PathId));
        builder.RefersToPerson(nameof(EscalationStep.PersonId));
    }

    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.ToTable("path_evidence_items").HasKey(i => new { i.PathId, i.Stage, i.Position });
        builder.IsPartOfLedgerObject(nameof(EvidenceItem.PathId));
        builder.Property(i => i.Text).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<Authority> builder)
    {
        builder.ToTable("path_authorities").HasKey(a => a.Id);
        builder.IsPartOfLedgerObject(nameof(Authority.PathId));
        builder.HasIndex(a => new { a.PathId, a.PersonId, a.GrantedRight }).IsUnique().HasFilter("ended_at IS NULL");
        builder.HasIndex(a => a.PathId);
        builder.RefersToPerson(nameof(Authority.PersonId));
    }

    public void Configure(EntityTypeBuilder<SecurityReview> builder)
    {
        builder.ToTable("path_security_reviews").HasKey(r => r.Id);
        builder.IsPartOfLedgerObject(nameof(SecurityReview.PathId));
        builder.Property(r => r.Findings).HasMaxLength(4000);
        builder.HasIndex(r => r.PathId);
        builder.RefersToPerson(nameof(SecurityReview.ReviewerId));
    }

    public void Configure(EntityTypeBuilder<SignOff> builder)
    {
        builder.ToTable("path_sign_offs").HasKey(s => s.Id);
        builder.IsPartOfLedgerObject(nameof(SignOff.PathId));
        builder.Property(s => s.Conditions).HasMaxLength(4000);
        builder.Property(s => s.WithdrawalReason).HasMaxLength(4000);
        builder.HasIndex(s => new { s.PathId, s.SignedAt });
        builder.RefersToPerson(nameof(SignOff.SignedById));
    }
}

/// <summary>The seats of paths and areas, and how they pass on.</summary>
internal sealed class OwnershipMapping
    : IEntityTypeConfiguration<Ownership>,
    IEntityTypeConfiguration<OwnershipAnswer>,
    IEntityTypeConfiguration<Transfer>,
    IEntityTypeConfiguration<AreaOwnership>,
    IEntityTypeConfiguration<GapCount>
{
    public void Configure(EntityTypeBuilder<Ownership> builder)
    {
        builder.ToTable("path_ownerships").HasKey(o => o.Id);
        builder.IsPartOfLedgerObject(nameof(Ownership.PathId));
        builder.Property(o => o.DisputeReason).HasMaxLength(4000);
        builder.HasIndex(o => new { o.PathId, o.StartedAt });
        // At most one person per seat (O1), kept by the database too.
        builder.HasIndex(o => new { o.PathId, o.Seat }).IsUnique().HasFilter("ended_at IS NULL");
        builder.RefersToPerson(nameof(Ownership.PersonId));
    }

    public void Configure(EntityTypeBuilder<OwnershipAnswer> builder)
    {
        builder.ToTable("path_ownership_answers").HasKey(a => a.Id);
        builder.IsPartOfLedgerObject(nameof(OwnershipAnswer.PathId));
        builder.Property(a => a.Reason).HasMaxLength(4000);
        builder.HasIndex(a => a.PathId);
        builder.HasOne<Ownership>().WithMany().HasForeignKey(a => a.OwnershipId).OnDelete(DeleteBehavior.Restrict);
        builder.RefersToPerson(nameof(OwnershipAnswer.PersonId));
    }

    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("path_transfers").HasKey(t => t.Id);
        builder.IsPartOfLedgerObject(nameof(Transfer.PathId));
        builder.Property(t => t.Reason).HasMaxLength(4000);
        builder.Property(t => t.EndReason).HasMaxLength(4000);
        builder.HasIndex(t => t.PathId);
        // At most one offer per seat (O3), kept by the database too.
        builder.HasIndex(t => new { t.PathId, t.Seat }).IsUnique().HasFilter("ended_at IS NULL");
        builder.RefersToPerson(nameof(Transfer.FromId));
        builder.RefersToPerson(nameof(Transfer.ToId));
        builder.RefersToPerson(nameof(Transfer.ProposedById));
    }

    public void Configure(EntityTypeBuilder<AreaOwnership> builder)
    {
        builder.ToTable("area_ownerships").HasKey(a => a.Id);
        builder.IsLedgerObject("area-ownership");
        builder.Property(a => a.EndReason).HasMaxLength(4000);
        builder.HasIndex(a => a.Area).IsUnique().HasFilter("ended_at IS NULL");
        builder.RefersToPerson(nameof(AreaOwnership.PersonId));
    }

    public void Configure(EntityTypeBuilder<GapCount> builder)
    {
        builder.ToTable("accountability_gap_counts").HasKey(c => new { c.Kind, c.CountedAt });
        builder.IsNotLedgered("counted from rows that are ledgered");
    }
}

/// <summary>What this slice reads of the organisation: as text, because another slice's view on a table rules out a second one.</summary>
internal sealed class OrganisationViewsMapping
    : IEntityTypeConfiguration<DirectoryPerson>,
    IEntityTypeConfiguration<DirectoryDesk>,
    IEntityTypeConfiguration<DirectorySystem>,
    IEntityTypeConfiguration<DirectoryDomain>
{
    public void Configure(EntityTypeBuilder<DirectoryPerson> builder)
    {
        builder.ToSqlQuery("SELECT id, name, kind, may_act, left_at FROM people").HasKey(p => p.Id);
        builder.IsNotLedgered("a view on people");
    }

    public void Configure(EntityTypeBuilder<DirectoryDesk> builder)
    {
        builder.ToSqlQuery("SELECT id, code, name, kind, lead_id, decision_mode FROM desks").HasKey(d => d.Id);
        builder.IsNotLedgered("a view on desks");
    }

    public void Configure(EntityTypeBuilder<DirectorySystem> builder)
    {
        builder.ToSqlQuery("SELECT id, code, name, highly_available, externally_facing, privileged_administration, risk_owner_id FROM governed_systems").HasKey(s => s.Id);
        builder.IsNotLedgered("a view on governed_systems");
    }

    public void Configure(EntityTypeBuilder<DirectoryDomain> builder)
    {
        builder.ToSqlQuery("SELECT id, name, risk_owner_id FROM identity_domains").HasKey(d => d.Id);
        builder.IsNotLedgered("a view on identity_domains");
    }
}

/// <summary>
/// Foreign keys into the organisation. They name its entities as text, because entities are internal to their slice and
/// only the database needs to know of the tie.
/// </summary>
internal static class OrganisationKeys
{
    private const string Organisation = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Organisation)}";

    public static void RefersToPerson<T>(this EntityTypeBuilder<T> builder, string property)
        where T : class => builder.RefersTo(nameof(GovernanceConsole.Organisation.Person), property);

    public static void RefersToDesk<T>(this EntityTypeBuilder<T> builder, string property)
        where T : class => builder.RefersTo(nameof(GovernanceConsole.Organisation.Desk), property);

    public static void RefersToSystem<T>(this EntityTypeBuilder<T> builder, string property)
        where T : class => builder.RefersTo(nameof(GovernanceConsole.Organisation.GovernedSystem), property);

    public static void RefersToIdentityDomain<T>(this EntityTypeBuilder<T> builder, string property)
        where T : class => builder.RefersTo(nameof(GovernanceConsole.Organisation.IdentityDomain), property);

    private static void RefersTo<T>(this EntityTypeBuilder<T> builder, string entity, string property)
        where T : class =>
        builder.HasOne($"{Organisation}.{entity}", navigationName: null).WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
