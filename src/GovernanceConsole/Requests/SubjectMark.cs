using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct SubjectMarkId(Guid Value) : IEntityId<SubjectMarkId>
{
    public static SubjectMarkId From(Guid value) => new(value);
}

/// <summary>
/// Says that requests about a person are treated as of a class that the directory does not tell: executive, or holder of a
/// privileged account. Who asks cannot leave it away.
/// </summary>
internal sealed class SubjectMark : ILedgered
{
    public SubjectMarkId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    public SubjectClass Class { get; private init; }

    public PersonId MarkedById { get; private init; }

    public DateTimeOffset MarkedAt { get; private init; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null while it stands.</summary>
    public PersonId? EndedById { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static SubjectMark Put(SubjectMarkId id, PersonId person, SubjectClass subject, PersonId by, DateTimeOffset at) =>
        new() { Id = id, PersonId = person, Class = subject, MarkedById = by, MarkedAt = at };

    public void End(PersonId by, DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The mark has ended already.");
        (EndedById, EndedAt) = (by, at);
    }
}
