using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Reminders;

public readonly record struct ReminderId(Guid Value) : IEntityId<ReminderId>
{
    public static ReminderId From(Guid value) => new(value);
}

public enum ReminderState
{
    /// <summary>A notice was put into the person's inbox.</summary>
    Sent,

    /// <summary>Its time had passed before it could go to this person; the current stage went out instead.</summary>
    Skipped,
}

/// <summary>
/// One stage of one duty for one person. The unique key makes "sent once" a fact of the database rather than of the
/// scheduler (N1, N2).
/// </summary>
internal sealed class Reminder
{
    public ReminderId Id { get; private init; }

    /// <summary>The kind of duty.</summary>
    public string Obligation { get; private init; } = "";

    /// <summary>What the duty is about: an ownership, a transfer, a sign-off.</summary>
    public Guid ObjectId { get; private init; }

    public DateOnly DueOn { get; private init; }

    /// <summary>Days before the due date; negative after it.</summary>
    public int Stage { get; private init; }

    public PersonId RecipientId { get; private init; }

    public ReminderState State { get; private init; }

    public DateTimeOffset DecidedAt { get; private init; }

    public static Reminder Of(ReminderId id, DueReminder due, int stage, ReminderState state, DateTimeOffset at) => new()
    {
        Id = id,
        Obligation = due.Obligation.Kind,
        ObjectId = due.Obligation.About,
        DueOn = due.Obligation.DueOn,
        Stage = stage,
        RecipientId = due.Recipient,
        State = state,
        DecidedAt = at,
    };
}

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminders").HasKey(r => r.Id);
        builder.IsNotLedgered("what the scheduler has done; the duties themselves are in the ledger");
        builder.Property(r => r.Obligation).HasMaxLength(100);
        builder.HasIndex(r => new { r.ObjectId, r.Obligation, r.DueOn, r.Stage, r.RecipientId }).IsUnique();
        builder.HasIndex(r => r.RecipientId);
    }
}
