using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Privacy;

public readonly record struct LegalHoldId(Guid Value) : IEntityId<LegalHoldId>
{
    public static LegalHoldId From(Guid value) => new(value);
}

/// <summary>While it stands nothing it covers is erased, because somebody may have to be shown it.</summary>
internal sealed class LegalHold : ILedgered
{
    public LegalHoldId Id { get; private init; }

    /// <summary>For people: <c>LH-0001</c>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Whose data it keeps; null where it keeps everybody's.</summary>
    public PersonId? PersonId { get; private init; }

    /// <summary>The matter: a case number, an audit, an incident.</summary>
    public string Reason { get; private init; } = "";

    public PersonId PlacedById { get; private init; }

    public DateTimeOffset PlacedAt { get; private init; }

    /// <summary>Null while it stands.</summary>
    public PersonId? LiftedById { get; private set; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Why it is no longer needed; null while it stands.</summary>
    public string? LiftReason { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public bool Stands => LiftedAt is null;

    public static LegalHold Place(LegalHoldId id, string number, PersonId? person, string reason, PersonId by, DateTimeOffset at) =>
        new() { Id = id, Number = number, PersonId = person, Reason = reason, PlacedById = by, PlacedAt = at };

    public void Lift(string reason, PersonId by, DateTimeOffset at)
    {
        if (!Stands)
            throw new InvalidOperationException($"{Number} was lifted before.");
        (LiftReason, LiftedById, LiftedAt) = (reason, by, at);
    }
}
