using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

public readonly record struct AreaOwnershipId(Guid Value) : IEntityId<AreaOwnershipId>
{
    public static AreaOwnershipId From(Guid value) => new(value);
}

/// <summary>One person answering for one control area, from an instant on until it is ended .</summary>
internal sealed class AreaOwnership : ILedgered
{
    public AreaOwnershipId Id { get; private init; }

    public ControlArea Area { get; private init; }

    public PersonId PersonId { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Null while the person answers for the area.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended; null while it runs.</summary>
    public string? EndReason { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static AreaOwnership Start(AreaOwnershipId id, ControlArea area, PersonId person, DateTimeOffset at) =>
        new() { Id = id, Area = area, PersonId = person, StartedAt = at };

    public void End(DateTimeOffset at, string reason)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The area ownership has ended already.");
        (EndedAt, EndReason) = (at < StartedAt ? StartedAt : at, reason);
    }
}
