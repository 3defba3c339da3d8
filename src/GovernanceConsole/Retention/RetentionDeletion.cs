using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Retention;

public readonly record struct RetentionDeletionId(Guid Value) : IEntityId<RetentionDeletionId>
{
    public static RetentionDeletionId From(Guid value) => new(value);
}

public enum RetentionDeletionState
{
    /// <summary>Waits for a second person of governance.</summary>
    Requested,

    /// <summary>A second person said yes; the records go, some thousands at a time.</summary>
    UnderWay,

    Done,

    Withdrawn,

    /// <summary>Nobody carried it out in time.</summary>
    Expired,

    /// <summary>A legal hold on everybody's data came while it was under way. What had not gone stays.</summary>
    Stopped,
}

/// <summary>The deletion of what is due on a date, asked for by one member of governance and carried out by another.</summary>
internal sealed class RetentionDeletion : ILedgered
{
    private readonly List<RetentionCount> _counts = [];

    public RetentionDeletionId Id { get; private init; }

    /// <summary>For people: <c>RD-0001</c>.</summary>
    public string Number { get; private init; } = "";

    public RetentionDeletionState State { get; private set; }

    /// <summary>What is due on this date goes; what becomes due later does not.</summary>
    public DateOnly DueBy { get; private init; }

    /// <summary>The policy whose periods were shown. Under another one it is asked for anew.</summary>
    public int PolicyVersion { get; private init; }

    public PersonId RequestedById { get; private init; }

    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>Who carried it out or withdrew it; null while it waits and where it expired.</summary>
    public PersonId? DecidedById { get; private set; }

    /// <summary>Null likewise.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When the last record went, or it was stopped or expired; null until then, and where it was withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The number of the hold that stopped it; null unless stopped.</summary>
    public string? StoppedByHold { get; private set; }

    public long Version { get; private set; }

    /// <summary>How far it has got.</summary>
    public IReadOnlyList<RetentionCount> Counts => _counts;

    Guid ILedgered.LedgerId => Id.Value;

    public static RetentionDeletion Request(RetentionDeletionId id, string number, DateOnly dueBy, int policyVersion, PersonId by, DateTimeOffset at) =>
        new() { Id = id, Number = number, DueBy = dueBy, PolicyVersion = policyVersion, RequestedById = by, RequestedAt = at };

    public void CarryOut(PersonId by, DateTimeOffset at)
    {
        Expect(RetentionDeletionState.Requested);
        if (by == RequestedById)
            throw new InvalidOperationException($"{Number} would be carried out by the person who asked for it.");
        (State, DecidedById, DecidedAt) = (RetentionDeletionState.UnderWay, by, at);
    }

    public void Withdraw(PersonId by, DateTimeOffset at)
    {
        Expect(RetentionDeletionState.Requested);
        (State, DecidedById, DecidedAt) = (RetentionDeletionState.Withdrawn, by, at);
    }

    public void Expire(DateTimeOffset at)
    {
        Expect(RetentionDeletionState.Requested);
        (State, EndedAt) = (RetentionDeletionState.Expired, at);
    }

    public void Stop(string hold, DateTimeOffset at)
    {
        Expect(RetentionDeletionState.UnderWay);
        (State, StoppedByHold, EndedAt) = (RetentionDeletionState.Stopped, hold, at);
    }

    public void End(DateTimeOffset at)
    {
        Expect(RetentionDeletionState.UnderWay);
        (State, EndedAt) = (RetentionDeletionState.Done, at);
    }

    /// <summary>Counts what a batch deleted. What a hold keeps is counted anew each time a type is begun, as after a crash.</summary>
    public void Count(string type, long deleted, long held, bool isBeginning)
    {
        if (_counts.Find(c => c.Type == type) is not { } count)
            _counts.Add(count = new RetentionCount { DeletionId = Id, Type = type });
        count.Add(deleted, held, isBeginning);
    }

    private void Expect(RetentionDeletionState state)
    {
        if (State != state)
            throw new InvalidOperationException($"{Number} is {State}, not {state}.");
    }
}

/// <summary>How many records of one type a deletion took.</summary>
internal sealed class RetentionCount
{
    public RetentionDeletionId DeletionId { get; init; }

    public string Type { get; init; } = "";

    public long Deleted { get; private set; }

    /// <summary>Were due, and a legal hold kept them.</summary>
    public long Held { get; private set; }

    public void Add(long deleted, long held, bool isBeginning) => (Deleted, Held) = (Deleted + deleted, isBeginning ? held : Held + held);
}
