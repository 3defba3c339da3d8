using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Privacy;

public readonly record struct ErasureId(Guid Value) : IEntityId<ErasureId>
{
    public static ErasureId From(Guid value) => new(value);
}

public enum ErasureState
{
    /// <summary>Waits for a second person of governance.</summary>
    Requested,

    Done,

    Withdrawn,
}

/// <summary>On what ground a person's data go (GDPR, article 17, paragraph 1).</summary>
public enum ErasureBasis
{
    /// <summary>They are no longer needed for what they were kept for.</summary>
    NoLongerNeeded,

    /// <summary>The person objects, and nothing weighs more.</summary>
    Objection,

    /// <summary>They should never have been kept.</summary>
    UnlawfullyKept,

    /// <summary>A law or a court demands it.</summary>
    LegalObligation,
}

/// <summary>The erasure of one person, asked for by one member of governance and carried out by another.</summary>
internal sealed class Erasure : ILedgered
{
    public ErasureId Id { get; private init; }

    /// <summary>For people: <c>ER-0001</c>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Whose data. The id stays: it says that somebody acted, and no longer who.</summary>
    public PersonId PersonId { get; private init; }

    public ErasureState State { get; private set; }

    public ErasureBasis Basis { get; private init; }

    /// <summary>Why, without the person's name.</summary>
    public string Reason { get; private init; } = "";

    public PersonId RequestedById { get; private init; }

    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>Who carried it out or withdrew it; null while it waits, and where it was repeated after a restore that had lost who.</summary>
    public PersonId? DecidedById { get; private set; }

    /// <summary>Null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>How many texts of the ledgers went; null unless done.</summary>
    public int? TextsErased { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static Erasure Request(ErasureId id, string number, PersonId person, ErasureBasis basis, string reason, PersonId by, DateTimeOffset at) =>
        new() { Id = id, Number = number, PersonId = person, Basis = basis, Reason = reason, RequestedById = by, RequestedAt = at };

    public void CarryOut(int texts, PersonId by, DateTimeOffset at)
    {
        Decide(ErasureState.Done, by, at);
        TextsErased = texts;
    }

    /// <summary>It was carried out in what a restore lost, and is again.</summary>
    public void Repeat(int texts, DateTimeOffset at)
    {
        Decide(ErasureState.Done, by: null, at);
        TextsErased = texts;
    }

    public void Withdraw(PersonId by, DateTimeOffset at) => Decide(ErasureState.Withdrawn, by, at);

    private void Decide(ErasureState state, PersonId? by, DateTimeOffset at)
    {
        if (State != ErasureState.Requested)
            throw new InvalidOperationException($"{Number} is decided already.");
        (State, DecidedById, DecidedAt) = (state, by, at);
    }
}
