using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct ContactId(Guid Value) : IEntityId<ContactId>
{
    public static ContactId From(Guid value) => new(value);
}

/// <summary>What a contact of record is.</summary>
public enum ContactKind
{
    /// <summary>A telephone number: for call-backs and codes.</summary>
    Phone,

    /// <summary>A validated e-mail address apart from the mailbox of the directory, for codes and notices: whoever lost the mailbox still has it.</summary>
    RecoveryAddress,

    /// <summary>A former address of the directory entry. The present one stands on the entry; the former ones are kept because a change is told to them too .</summary>
    DirectoryAddress,
}

/// <summary>
/// A number or address by which a person is reached, as a source outside the case tells it. It never changes: another
/// number is another contact, and the former one stays on record with its end.
/// </summary>
internal sealed class ContactOfRecord
{
    /// <summary>The source of what comes with the people import.</summary>
    public const string Directory = "Directory";

    public ContactId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    public ContactKind Kind { get; private init; }

    /// <summary>The number or address in full. It leaves the console by one door, which records it.</summary>
    public string ContactAddress { get; private init; } = "";

    /// <summary>Where it was read: the directory, a personnel file.</summary>
    public string Source { get; private init; } = "";

    /// <summary>The instant from which the cooling-off counts .</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The day of the last change by the directory's own word; null where it does not say, and for what was recorded here.</summary>
    public DateOnly? SaidChangedOn { get; private set; }

    /// <summary>Who recorded it; null where the directory brought it.</summary>
    public PersonId? RecordedById { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>When another took its place or it was ended; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOpen => EndedAt is null;

    public bool IsFromDirectory => RecordedById is null;

    /// <summary>A contact that somebody recorded: as new as the record, whatever they say of its age.</summary>
    public static ContactOfRecord Record(ContactId id, PersonId person, ContactKind kind, string address, string source, PersonId by, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = person,
        Kind = kind,
        ContactAddress = address,
        Source = source,
        ChangedAt = at,
        RecordedById = by,
        RecordedAt = at,
    };

    /// <summary>A contact that the directory brought.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="person">Whose.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="address">In full.</param>
    /// <param name="saidChangedOn">The day of the last change by the directory's word; null where it does not say.</param>
    /// <param name="changedAt">From when the cooling-off counts.</param>
    /// <param name="at">Now.</param>
    public static ContactOfRecord Take(ContactId id, PersonId person, ContactKind kind, string address, DateOnly? saidChangedOn, DateTimeOffset changedAt, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = person,
        Kind = kind,
        ContactAddress = address,
        Source = Directory,
        ChangedAt = changedAt,
        SaidChangedOn = saidChangedOn,
        RecordedAt = at,
    };

    /// <summary>The directory says that it was changed meanwhile, although the same stands there again: to somebody else's and back.</summary>
    public void WasChanged(DateOnly saidOn, DateTimeOffset at) => (SaidChangedOn, ChangedAt) = (saidOn, at > ChangedAt ? at : ChangedAt);

    public void End(DateTimeOffset at)
    {
        if (!IsOpen)
            throw new InvalidOperationException("The contact has ended already.");
        EndedAt = at;
    }
}
