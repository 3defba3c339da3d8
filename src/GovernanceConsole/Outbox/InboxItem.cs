using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GovernanceConsole.Outbox;

public readonly record struct InboxItemId(Guid Value) : IEntityId<InboxItemId>
{
    public static InboxItemId From(Guid value) => new(value);
}

/// <summary>A notice in somebody's inbox in the console. Written in the transaction of the change it tells about.</summary>
internal sealed class InboxItem
{
    public InboxItemId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    /// <summary>What happened or is due, in one line.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>What to do, and what happens on silence.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The page where the act is done, relative to the console's address.</summary>
    public string Href { get; private init; } = "";

    /// <summary>What it is about, where a later notice takes the place of an earlier one; null where each stands for itself.</summary>
    public Guid? AboutId { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Null until the person put it away, or a later notice took its place.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    private const int SubjectLength = 300;

    private const int TextLength = 2000;

    public static InboxItem To(PersonId person, InboxItemId id, Notice notice, DateTimeOffset at) =>
        new() { Id = id, PersonId = person, Subject = Cut(notice.Subject, SubjectLength), Text = Cut(notice.Text, TextLength), Href = notice.Href, AboutId = notice.About, CreatedAt = at };

    public void MarkRead(DateTimeOffset at) => ReadAt ??= at;

    /// <summary>Somebody it names is forgotten: what it said goes, that something was said stays.</summary>
    public void Forget(string instead, DateTimeOffset at)
    {
        (Subject, Text) = (instead, instead);
        MarkRead(at);
    }

    /// <summary>A notice quotes reasons that may be longer than itself; the page it leads to has the whole.</summary>
    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)}…";
}

/// <summary>What a person is told.</summary>
/// <param name="Subject">What happened or is due, in one line.</param>
/// <param name="Text">What to do, and what happens on silence.</param>
/// <param name="Href">The page where the act is done, relative to the console's address.</param>
/// <param name="About">The duty or object it is about: an unread notice about the same is replaced. Null where each stands for itself.</param>
internal sealed record Notice(string Subject, string Text, string Href, Guid? About = null)
{
    /// <summary>Whether its person has to do something: then it goes by mail too, because nobody watches an inbox all day.</summary>
    public bool AsksForAnAct { get; init; }
}

internal sealed class InboxItemMapping : IEntityTypeConfiguration<InboxItem>
{
    public void Configure(EntityTypeBuilder<InboxItem> builder)
    {
        builder.ToTable("inbox_items").HasKey(i => i.Id);
        builder.IsNotLedgered("a notice about entries that are in the ledger themselves");
        builder.Property(i => i.Subject).HasMaxLength(300);
        builder.Property(i => i.Text).HasMaxLength(2000);
        builder.Property(i => i.Href).HasMaxLength(300);
        builder.HasIndex(i => new { i.PersonId, i.ReadAt, i.CreatedAt });
    }
}
