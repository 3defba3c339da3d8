using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

public readonly record struct OwnershipId(Guid Value) : IEntityId<OwnershipId>
{
    public static OwnershipId From(Guid value) => new(value);
}

/// <summary>Why an ownership ended.</summary>
public enum OwnershipEnd
{
    /// <summary>The next owner accepted.</summary>
    Transferred,

    HolderLeft,
    PathRetired,
}

/// <summary>
/// One person in one seat of a path, from the instant they took it until the instant they gave it up: the start
/// belongs to the interval, the end does not. Intervals begin now and are never moved.
/// </summary>
internal sealed class Ownership(
    OwnershipId id, RecoveryPathId pathId, PathSeat seat, PersonId personId, DateTimeOffset startedAt, DateOnly confirmationDueOn, int? policyVersion)
{
    public OwnershipId Id { get; private init; } = id;

    public RecoveryPathId PathId { get; private init; } = pathId;

    public PathSeat Seat { get; private init; } = seat;

    public PersonId PersonId { get; private init; } = personId;

    public DateTimeOffset StartedAt { get; private init; } = startedAt;

    /// <summary>Null while the person is accountable.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null while the person is accountable.</summary>
    public OwnershipEnd? EndedBy { get; private set; }

    /// <summary>The last day on which a confirmation is in time .</summary>
    public DateOnly ConfirmationDueOn { get; private set; } = confirmationDueOn;

    /// <summary>The policy in force when the person took the seat; null before versions were kept, when it was the first.</summary>
    public int? PolicyVersion { get; private init; } = policyVersion;

    /// <summary>When the person said the path is not theirs; null unless disputed. They stay accountable until somebody takes over.</summary>
    public DateTimeOffset? DisputedAt { get; private set; }

    /// <summary>Null unless disputed.</summary>
    public string? DisputeReason { get; private set; }

    /// <summary>An end before the start, which a stepped clock could bring, leaves an empty interval.</summary>
    public void End(DateTimeOffset at, OwnershipEnd why)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The ownership has ended already.");
        (EndedAt, EndedBy) = (at < StartedAt ? StartedAt : at, why);
    }

    public void Confirm(DateOnly againBy) => (ConfirmationDueOn, DisputedAt, DisputeReason) = (againBy, null, null);

    public void Dispute(DateTimeOffset at, string reason) => (DisputedAt, DisputeReason) = (at, reason);
}

public readonly record struct OwnershipAnswerId(Guid Value) : IEntityId<OwnershipAnswerId>
{
    public static OwnershipAnswerId From(Guid value) => new(value);
}

/// <summary>What an owner answers when asked whether the path is still theirs.</summary>
public enum OwnershipAnswerKind
{
    Confirmed,
    Disputed,
}

/// <summary>One answer. All are kept .</summary>
internal sealed class OwnershipAnswer
{
    private OwnershipAnswer()
    {
    }

    public OwnershipAnswer(
        OwnershipAnswerId id, RecoveryPathId pathId, Ownership ownership, OwnershipAnswerKind kind, string? reason, DateTimeOffset at, int? policyVersion) =>
        (Id, PathId, OwnershipId, PersonId, Seat, Kind, Reason, AnsweredAt, PolicyVersion) =
        (id, pathId, ownership.Id, ownership.PersonId, ownership.Seat, kind, reason, at, policyVersion);

    public OwnershipAnswerId Id { get; private init; }

    public RecoveryPathId PathId { get; private init; }

    public OwnershipId OwnershipId { get; private init; }

    public PersonId PersonId { get; private init; }

    public PathSeat Seat { get; private init; }

    public OwnershipAnswerKind Kind { get; private init; }

    /// <summary>Why it is disputed; null for a confirmation.</summary>
    public string? Reason { get; private init; }

    public DateTimeOffset AnsweredAt { get; private init; }

    /// <summary>
    /// The policy by which the next confirmation is due; null for a dispute, which depends on no limit, and before versions
    /// were kept, when it was the first.
    /// </summary>
    public int? PolicyVersion { get; private init; }
}

public readonly record struct TransferId(Guid Value) : IEntityId<TransferId>
{
    public static TransferId From(Guid value) => new(value);
}

/// <summary>What became of a proposed transfer.</summary>
public enum TransferOutcome
{
    Accepted,

    /// <summary>By the person who was to take over.</summary>
    Declined,

    /// <summary>By the side that proposed it.</summary>
    Withdrawn,

    /// <summary>The seat was filled otherwise, the person left, or the path was retired.</summary>
    Overtaken,
}

/// <summary>A seat offered to somebody. Until they accept, nothing changes (O3); at most one per seat waits.</summary>
internal sealed class Transfer(
    TransferId id,
    RecoveryPathId pathId,
    PathSeat seat,
    PersonId? fromId,
    PersonId toId,
    PersonId proposedById,
    string reason,
    DateTimeOffset proposedAt,
    DateOnly? answerDueOn,
    int? policyVersion)
{
    public TransferId Id { get; private init; } = id;

    public RecoveryPathId PathId { get; private init; } = pathId;

    public PathSeat Seat { get; private init; } = seat;

    /// <summary>The owner when it was proposed; null where the seat was empty.</summary>
    public PersonId? FromId { get; private init; } = fromId;

    public PersonId ToId { get; private init; } = toId;

    public PersonId ProposedById { get; private init; } = proposedById;

    public string Reason { get; private init; } = reason;

    public DateTimeOffset ProposedAt { get; private init; } = proposedAt;

    /// <summary>The last day on which an answer is in time; null before it was kept: see <see cref="DueOn"/>.</summary>
    public DateOnly? AnswerDueOn { get; private init; } = answerDueOn;

    /// <summary>The policy in force when it was offered; null before versions were kept, when it was the first.</summary>
    public int? PolicyVersion { get; private init; } = policyVersion;

    /// <summary>Null while it waits for an answer.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null while it waits for an answer.</summary>
    public TransferOutcome? Outcome { get; private set; }

    /// <summary>Why it was declined or withdrawn; null otherwise.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The last day on which an answer is in time, of what is stored.</summary>
    public static DateOnly DueOn(DateOnly? answerDueOn, DateTimeOffset proposedAt, OrganisationTime time) =>
        answerDueOn ?? time.DateOf(proposedAt).AddDays(PolicyInForce.First.Limits.TransferAnswerDays);

    public void End(TransferOutcome outcome, string? reason, DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The transfer has ended already.");
        (EndedAt, Outcome, EndReason) = (at, outcome, reason);
    }
}
