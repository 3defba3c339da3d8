using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Requests;

internal sealed class RequestMapping
    : IEntityTypeConfiguration<Request>,
    IEntityTypeConfiguration<RequestSignal>,
    IEntityTypeConfiguration<RequestVote>,
    IEntityTypeConfiguration<RequestEditor>,
    IEntityTypeConfiguration<ApprovalDelegation>,
    IEntityTypeConfiguration<DelegatedKind>,
    IEntityTypeConfiguration<RequestNotice>,
    IEntityTypeConfiguration<SubjectMark>,
    IEntityTypeConfiguration<VerificationScript>,
    IEntityTypeConfiguration<Subject>,
    IEntityTypeConfiguration<TargetSystem>,
    IEntityTypeConfiguration<IntakeDesk>,
    IEntityTypeConfiguration<RunPath>
{
    // Entities of another slice are named as text: only the database needs to know of the tie.
    private const string Organisation = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.Organisation)}.";
    internal const string Person = $"{Organisation}{nameof(GovernanceConsole.Organisation.Person)}";
    private const string System = $"{Organisation}{nameof(GovernanceConsole.Organisation.GovernedSystem)}";
    private const string Desk = $"{Organisation}{nameof(GovernanceConsole.Organisation.Desk)}";
    private const string Path = $"{nameof(GovernanceConsole)}.{nameof(GovernanceConsole.RecoveryPaths)}.{nameof(GovernanceConsole.RecoveryPaths.RecoveryPath)}";

    public void Configure(EntityTypeBuilder<Request> builder)
    {
        builder.ToTable("requests").HasKey(r => r.Id);
        builder.IsLedgerObject("request");
        builder.Property(r => r.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(r => r.Kind).HasMaxLength(3).IsPublicInLedger();
        builder.Property(r => r.RuleId).HasMaxLength(7).IsPublicInLedger();
        builder.Property(r => r.RaisedBy).HasMaxLength(1000).IsPublicInLedger();
        builder.Property(r => r.ContentHash).HasMaxLength(64).IsPublicInLedger();
        builder.Property(r => r.EnteredByKey).HasMaxLength(200);
        builder.Property(r => r.SubjectReference).HasMaxLength(200);
        builder.Property(r => r.Caller).HasMaxLength(200);
        builder.Property(r => r.Effect).HasMaxLength(4000);
        builder.Property(r => r.Justification).HasMaxLength(4000);
        builder.Property(r => r.Ticket).HasMaxLength(200);
        builder.Property(r => r.Urgency).HasMaxLength(4000);
        builder.Property(r => r.Tags).HasMaxLength(400);
        builder.Property(r => r.Incident).HasMaxLength(200);
        builder.Property(r => r.TriggeredBy).HasMaxLength(200);
        builder.Property(r => r.Workload).HasMaxLength(200);
        builder.Property(r => r.Environment).HasMaxLength(200);
        builder.Property(r => r.StateReason).HasMaxLength(4000);
        builder.Property(r => r.ExecutionReference).HasMaxLength(200);
        builder.Property(r => r.StateBefore).HasMaxLength(4000);
        builder.Property(r => r.StateAfter).HasMaxLength(4000);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => new { r.State, r.SubmittedAt });
        builder.HasIndex(r => r.SubmittedAt);
        builder.HasIndex(r => new { r.SubjectId, r.Kind });
        builder.HasIndex(r => r.SubjectReference);
        builder.HasIndex(r => r.ApprovalDueAt).HasFilter("escalated_at IS NULL AND approved_at IS NULL AND ended_at IS NULL");
        builder.HasIndex(r => r.LapsesAt).HasFilter("ended_at IS NULL AND executed_at IS NULL");
        builder.HasIndex(r => r.WatchedUntil).HasFilter("ended_at IS NULL");
        builder.HasMany(r => r.Signals).WithOne().HasForeignKey(s => s.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Votes).WithOne().HasForeignKey(v => v.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Editors).WithOne().HasForeignKey(e => e.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Request>().WithMany().HasForeignKey(r => r.WholeId).OnDelete(DeleteBehavior.Restrict);
        RefersTo(builder, Person, nameof(Request.SubjectId));
        RefersTo(builder, Person, nameof(Request.RequesterId));
        RefersTo(builder, Person, nameof(Request.EnteredById));
        RefersTo(builder, Person, nameof(Request.ExecutedById));
        RefersTo(builder, System, nameof(Request.SystemId));
        RefersTo(builder, Desk, nameof(Request.DeskId));
        RefersTo(builder, Path, nameof(Request.PathId));
    }

    public void Configure(EntityTypeBuilder<RequestSignal> builder)
    {
        builder.ToTable("request_signals").HasKey(s => s.Id);
        builder.IsPartOfLedgerObject(nameof(RequestSignal.RequestId));
        builder.Property(s => s.Code).HasMaxLength(3).IsPublicInLedger();
        builder.Property(s => s.Reference).HasMaxLength(200);
        builder.Property(s => s.ReportedByKey).HasMaxLength(200);
        builder.Ignore(s => s.Contact);
        builder.Property(s => s.ContactMasked).HasMaxLength(320);
        builder.Property(s => s.ContactSource).HasMaxLength(200);
        builder.Ignore(s => s.Script);
        builder.Property(s => s.ScriptCode!).HasMaxLength(6).IsPublicInLedger();
        builder.Property(s => s.ScriptLanguage!).HasMaxLength(2).IsPublicInLedger();
        RefersTo(builder, Person, nameof(RequestSignal.TakenById));
        RefersTo(builder, Person, nameof(RequestSignal.ConfirmedById));
    }

    public void Configure(EntityTypeBuilder<RequestVote> builder)
    {
        builder.ToTable("request_votes").HasKey(v => v.Id);
        builder.IsPartOfLedgerObject(nameof(RequestVote.RequestId));
        builder.Property(v => v.Basis).HasMaxLength(4000);
        builder.Property(v => v.ContentHash).HasMaxLength(64).IsPublicInLedger();
        builder.Property(v => v.Exception).HasMaxLength(200);
        builder.Property(v => v.VoidReason).HasMaxLength(200);
        builder.Property(v => v.Delegation).HasMaxLength(20);
        // One standing vote for each person and content, kept by the database too (D8).
        builder.HasIndex(v => v.RequestId); // void ones too, which the next one leaves out
        builder.HasIndex(v => new { v.RequestId, v.ContentVersion, v.PersonId }).IsUnique().HasFilter("voided_at IS NULL");
        RefersTo(builder, Person, nameof(RequestVote.PersonId));
        RefersTo(builder, Person, nameof(RequestVote.ForId));
    }

    public void Configure(EntityTypeBuilder<RequestEditor> builder)
    {
        builder.ToTable("request_editors").HasKey(e => new { e.RequestId, e.PersonId });
        builder.IsPartOfLedgerObject(nameof(RequestEditor.RequestId));
        RefersTo(builder, Person, nameof(RequestEditor.PersonId));
    }

    public void Configure(EntityTypeBuilder<ApprovalDelegation> builder)
    {
        builder.ToTable("approval_delegations").HasKey(d => d.Id);
        builder.IsLedgerObject("approval-delegation");
        builder.Property(d => d.Number).HasMaxLength(20).IsPublicInLedger();
        builder.Property(d => d.Reason).HasMaxLength(4000);
        builder.HasIndex(d => d.Number).IsUnique();
        builder.HasMany(d => d.Kinds).WithOne().HasForeignKey(k => k.DelegationId).OnDelete(DeleteBehavior.Restrict);
        RefersTo(builder, Person, nameof(ApprovalDelegation.PrincipalId));
        RefersTo(builder, Person, nameof(ApprovalDelegation.DelegateId));
        RefersTo(builder, Person, nameof(ApprovalDelegation.EndedById));
    }

    public void Configure(EntityTypeBuilder<DelegatedKind> builder)
    {
        builder.ToTable("approval_delegation_kinds").HasKey(k => new { k.DelegationId, k.Kind });
        builder.IsPartOfLedgerObject(nameof(DelegatedKind.DelegationId));
        builder.Property(k => k.Kind).HasMaxLength(3).IsPublicInLedger();
    }

    public void Configure(EntityTypeBuilder<RequestNotice> builder)
    {
        builder.ToTable("request_notices").HasKey(n => n.Id);
        builder.IsPartOfLedgerObject(nameof(RequestNotice.RequestId));
        builder.Property(n => n.Account).HasMaxLength(4000);
        builder.Property(n => n.Reference).HasMaxLength(200);
        builder.Property(n => n.WaiveReason).HasMaxLength(4000);
        builder.HasIndex(n => n.RequestId);
        builder.HasIndex(n => n.CreatedAt).HasFilter("settled_at IS NULL");
        builder.HasOne<Request>().WithMany().HasForeignKey(n => n.RequestId).OnDelete(DeleteBehavior.Restrict);
        RefersTo(builder, System, nameof(RequestNotice.SystemId));
        RefersTo(builder, Person, nameof(RequestNotice.PersonId));
        RefersTo(builder, Person, nameof(RequestNotice.ConfirmedById));
        RefersTo(builder, Person, nameof(RequestNotice.WaivedById));
    }

    public void Configure(EntityTypeBuilder<SubjectMark> builder)
    {
        builder.ToTable("subject_marks").HasKey(m => m.Id);
        builder.IsLedgerObject("subject-mark");
        builder.HasIndex(m => m.PersonId); // those that ended too
        builder.HasIndex(m => new { m.PersonId, m.Class }).IsUnique().HasFilter("ended_at IS NULL");
        RefersTo(builder, Person, nameof(SubjectMark.PersonId));
        RefersTo(builder, Person, nameof(SubjectMark.MarkedById));
        RefersTo(builder, Person, nameof(SubjectMark.EndedById));
    }

    public void Configure(EntityTypeBuilder<VerificationScript> builder)
    {
        builder.ToTable("verification_scripts").HasKey(s => s.Id);
        builder.IsLedgerObject("verification-script");
        builder.Property(s => s.Code).HasMaxLength(6).IsPublicInLedger();
        builder.Property(s => s.Kind!).HasMaxLength(3).IsPublicInLedger();
        builder.Property(s => s.Language).HasMaxLength(2).IsPublicInLedger();
        builder.Property(s => s.Reason).HasMaxLength(4000);
        builder.Property(s => s.WithdrawalReason).HasMaxLength(4000);
        builder.HasIndex(s => new { s.Code, s.Number }).IsUnique();
        // Of each script at most one waits and at most one is in force, kept by the database too.
        builder.HasIndex(s => new { s.Code, s.State }).IsUnique().HasFilter("ended_at IS NULL");
        RefersTo(builder, Person, nameof(VerificationScript.ProposedById));
        RefersTo(builder, Person, nameof(VerificationScript.ApprovedById));
    }

    public void Configure(EntityTypeBuilder<Subject> builder)
    {
        builder.ToSqlQuery("SELECT id, directory_key, name, kind, engagement, manager_id, contract_ends_on, may_act FROM people").HasKey(s => s.Id);
        builder.IsNotLedgered("a view on people");
    }

    public void Configure(EntityTypeBuilder<TargetSystem> builder)
    {
        builder.ToSqlQuery("SELECT id, code, name, risk_owner_id, highly_available, externally_facing, privileged_administration FROM governed_systems").HasKey(s => s.Id);
        builder.IsNotLedgered("a view on governed_systems");
    }

    public void Configure(EntityTypeBuilder<IntakeDesk> builder)
    {
        builder.ToSqlQuery("SELECT id, code, name, kind, lead_id FROM desks").HasKey(d => d.Id);
        builder.IsNotLedgered("a view on desks");
    }

    public void Configure(EntityTypeBuilder<RunPath> builder)
    {
        builder.ToSqlQuery("SELECT id, number, name FROM recovery_paths").HasKey(p => p.Id);
        builder.IsNotLedgered("a view on recovery_paths");
    }

    internal static void RefersTo<T>(EntityTypeBuilder<T> builder, string entity, string property)
        where T : class => builder.HasOne(entity, navigationName: null).WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
