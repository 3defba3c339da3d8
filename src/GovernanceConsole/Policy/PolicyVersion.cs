using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

public readonly record struct PolicyVersionId(Guid Value) : IEntityId<PolicyVersionId>
{
    public static PolicyVersionId From(Guid value) => new(value);
}

public enum PolicyVersionState
{
    /// <summary>Waits for a second person of governance.</summary>
    Proposed,

    InForce,

    /// <summary>Was in force until the next one came.</summary>
    Replaced,

    /// <summary>Was never in force.</summary>
    Withdrawn,
}

/// <summary>
/// One version of the policy, from version 2 on: version 1 is the default policy and needs no row. What a version says
/// never changes; another number is another version.
/// </summary>
internal sealed class PolicyVersion : ILedgered
{
    private readonly List<PolicyVersionEditor> _editors = [];

    public PolicyVersionId Id { get; private init; }

    /// <summary>2, 3, …: given when it is proposed and never again, also where it was withdrawn.</summary>
    public int Number { get; private init; }

    public PolicyVersionState State { get; private set; }

    /// <summary>What it says: the hash of a <see cref="PolicyText"/>, or the text itself in versions from before those.</summary>
    public string Document { get; private init; } = "";

    public string Reason { get; private init; } = "";

    public PersonId ProposedById { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>The second person; null while it waits and where it was withdrawn.</summary>
    public PersonId? ApprovedById { get; private set; }

    /// <summary>The instant of the approval; null likewise.</summary>
    public DateTimeOffset? InForceFrom { get; private set; }

    /// <summary>When it was replaced or withdrawn; null while it waits or is in force.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null unless withdrawn.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>Everybody who wrote on the draft it came from, the proposer among them: none of them approves it (D4).</summary>
    public IReadOnlyList<PolicyVersionEditor> Editors => _editors;

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <param name="id">Its id.</param>
    /// <param name="number">Its number.</param>
    /// <param name="draft">What was written; it is closed with this.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="at">Now.</param>
    public static PolicyVersion Propose(PolicyVersionId id, int number, PolicyDraft draft, string reason, PersonId by, DateTimeOffset at)
    {
        var version = new PolicyVersion { Id = id, Number = number, Document = draft.Document, Reason = reason, ProposedById = by, ProposedAt = at };
        version._editors.AddRange(draft.Editors.Select(e => e.PersonId).Append(by).Distinct().Select(person => new PolicyVersionEditor(id, person)));
        draft.Propose(number, at);
        return version;
    }

    public void Approve(PersonId by, DateTimeOffset at)
    {
        Expect(PolicyVersionState.Proposed);
        if (by == ProposedById || _editors.Exists(e => e.PersonId == by))
            throw new InvalidOperationException($"Policy {Number} would be approved by a person who wrote it.");
        (State, ApprovedById, InForceFrom) = (PolicyVersionState.InForce, by, at);
    }

    public void Replace(DateTimeOffset at)
    {
        Expect(PolicyVersionState.InForce);
        (State, EndedAt) = (PolicyVersionState.Replaced, at);
    }

    public void Withdraw(string reason, DateTimeOffset at)
    {
        Expect(PolicyVersionState.Proposed);
        (State, EndedAt, WithdrawalReason) = (PolicyVersionState.Withdrawn, at, reason);
    }

    private void Expect(PolicyVersionState state)
    {
        if (State != state)
            throw new InvalidOperationException($"Policy {Number} is {State}, not {state}.");
    }
}

/// <summary>Somebody who wrote on it.</summary>
internal sealed class PolicyVersionEditor(PolicyVersionId versionId, PersonId personId)
{
    public PolicyVersionId VersionId { get; private init; } = versionId;

    public PersonId PersonId { get; private init; } = personId;
}
