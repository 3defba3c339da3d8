using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Outbox;

public readonly record struct OutgoingMailId(Guid Value) : IEntityId<OutgoingMailId>
{
    public static OutgoingMailId From(Guid value) => new(value);
}

/// <summary>How a mail stands.</summary>
public enum MailState
{
    /// <summary>Not tried yet.</summary>
    Waiting,

    /// <summary>The last attempt failed, and it is tried again.</summary>
    Failed,

    /// <summary>The mail server took it. Whether it was read, nobody knows.</summary>
    Sent,

    /// <summary>It is not tried any more, unless somebody asks for it.</summary>
    GivenUp,

    /// <summary>What it asks for was read, done or replaced in the console before it went.</summary>
    NotNeeded,
}

/// <summary>
/// A notice on its way by mail: written in the transaction of the change it tells about, sent afterwards, at least once.
/// What it says and to whom is its notice's.
/// </summary>
internal sealed class OutgoingMail
{
    internal const int AddressLength = 320;

    private const int ErrorLength = 500;

    public OutgoingMailId Id { get; private init; }

    public InboxItemId NoticeId { get; private init; }

    /// <summary>Where it goes, where that was chosen when it was written; where it went, once it was sent. Null while the address of record decides.</summary>
    public string? Address { get; private set; }

    public MailState State { get; private set; }

    /// <summary>How often it was tried since <see cref="TriedSince"/>.</summary>
    public int Attempts { get; private set; }

    /// <summary>From when on the time counts after which it is given up.</summary>
    public DateTimeOffset TriedSince { get; private set; }

    /// <summary>When it is due, or until when somebody who is sending it has it; null when it has ended.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Counts the claims. A result under another number comes from somebody who was too slow, and is not heard.</summary>
    public int Claim { get; private set; }

    /// <summary>Why the last attempt failed, or none was made; null where nothing failed.</summary>
    public string? LastError { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was sent, given up or found not needed; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static OutgoingMail Of(OutgoingMailId id, InboxItemId notice, string? address, DateTimeOffset at) =>
        new() { Id = id, NoticeId = notice, Address = address, State = MailState.Waiting, TriedSince = at, NextAttemptAt = at, CreatedAt = at };

    /// <summary>Somebody sends it now; should they die of it, it is due again afterwards.</summary>
    public void BeClaimed(DateTimeOffset until)
    {
        Expect(NextAttemptAt is not null);
        (Claim, NextAttemptAt) = (Claim + 1, until);
    }

    public void BecomeSent(string address, DateTimeOffset at)
    {
        Expect(NextAttemptAt is not null);
        (Address, Attempts, LastError) = (address, Attempts + 1, null);
        End(MailState.Sent, at);
    }

    /// <param name="error">What the mail server said, or why it was not reached.</param>
    /// <param name="next">When it is tried again; null for not at all.</param>
    /// <param name="at">Now.</param>
    public void Fail(string error, DateTimeOffset? next, DateTimeOffset at)
    {
        Expect(NextAttemptAt is not null);
        (Attempts, LastError) = (Attempts + 1, Cut(error));
        if (next is null)
            End(MailState.GivenUp, at);
        else
            (State, NextAttemptAt) = (MailState.Failed, next);
    }

    /// <summary>No attempt can be made.</summary>
    public void GiveUp(string why, DateTimeOffset at)
    {
        Expect(NextAttemptAt is not null);
        LastError = Cut(why);
        End(MailState.GivenUp, at);
    }

    public void BecomeNeedless(DateTimeOffset at)
    {
        Expect(NextAttemptAt is not null);
        End(MailState.NotNeeded, at);
    }

    /// <summary>Begins anew, at once.</summary>
    public void BeTriedAgain(DateTimeOffset at)
    {
        Expect(State is MailState.Failed or MailState.GivenUp);
        (State, Attempts, TriedSince, NextAttemptAt, LastError, EndedAt) = (MailState.Waiting, 0, at, at, null, null);
    }

    /// <summary>Somebody it names is forgotten: where it went and what the server said go, that it went stays.</summary>
    public void Forget(string instead, DateTimeOffset at)
    {
        Address = Address is null ? null : instead;
        LastError = LastError is null ? null : instead;
        if (NextAttemptAt is not null)
            BecomeNeedless(at);
    }

    private void End(MailState state, DateTimeOffset at) => (State, NextAttemptAt, EndedAt) = (state, null, at);

    private static string Cut(string text) => text.Length <= ErrorLength ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[ErrorLength - 2]) ? ErrorLength - 2 : ErrorLength - 1)}…";

    private void Expect(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException($"The mail is {State}.");
    }
}

/// <summary>A person, as far as mail to them goes.</summary>
internal sealed class Addressee
{
    public PersonId Id { get; init; }

    /// <summary>The address of record; null where there is none.</summary>
    public string? Email { get; init; }

    public bool MayAct { get; init; }
}

internal sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<Addressee>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("outgoing_mails").HasKey(m => m.Id);
        builder.IsNotLedgered("the way of a notice about entries that are in the ledger themselves");
        builder.Property(m => m.Address).HasMaxLength(OutgoingMail.AddressLength);
        builder.Property(m => m.LastError).HasMaxLength(500);
        builder.HasIndex(m => m.NoticeId);
        builder.HasIndex(m => m.NextAttemptAt).HasFilter("next_attempt_at IS NOT NULL");
        builder.HasIndex(m => new { m.State, m.CreatedAt });
        builder.HasOne<InboxItem>().WithMany().HasForeignKey(m => m.NoticeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Addressee> builder)
    {
        builder.ToSqlQuery("SELECT id, email, may_act FROM people").HasKey(a => a.Id);
        builder.IsNotLedgered("a view on people");
    }
}
