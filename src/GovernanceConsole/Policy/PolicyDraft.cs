using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

public readonly record struct PolicyDraftId(Guid Value) : IEntityId<PolicyDraftId>
{
    public static PolicyDraftId From(Guid value) => new(value);
}

public enum PolicyDraftState
{
    Open,

    /// <summary>Became a version that waits or waited for approval.</summary>
    Proposed,

    Discarded,
}

/// <summary>
/// The next policy while people write on it: it decides nothing, and survives a closed tab. One is open at a time, as one
/// proposal waits at a time; the page shows at every step what it would change.
/// </summary>
internal sealed class PolicyDraft : ILedgered
{
    private readonly List<PolicyDraftEditor> _editors = [];

    public PolicyDraftId Id { get; private init; }

    /// <summary>The version that was in force when it was begun.</summary>
    public int BasedOn { get; private init; }

    public PolicyDraftState State { get; private set; }

    /// <summary>What it says at present: the hash of a <see cref="PolicyText"/>.</summary>
    public string Document { get; private set; } = "";

    public PersonId BegunById { get; private init; }

    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>The number of the version it became; null unless proposed.</summary>
    public int? ProposedAs { get; private set; }

    /// <summary>When it was proposed or discarded; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Everybody who wrote on it.</summary>
    public IReadOnlyList<PolicyDraftEditor> Editors => _editors;

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static PolicyDraft Begin(PolicyDraftId id, int basedOn, string document, PersonId by, DateTimeOffset at)
    {
        var draft = new PolicyDraft { Id = id, BasedOn = basedOn, Document = document, BegunById = by, BegunAt = at };
        draft._editors.Add(new PolicyDraftEditor(id, by));
        return draft;
    }

    /// <param name="document">The hash of what it says from now on.</param>
    /// <param name="by">Who wrote it.</param>
    public void Write(string document, PersonId by)
    {
        Expect(PolicyDraftState.Open);
        Document = document;
        if (!_editors.Exists(e => e.PersonId == by))
            _editors.Add(new PolicyDraftEditor(Id, by));
    }

    public void Propose(int number, DateTimeOffset at)
    {
        Expect(PolicyDraftState.Open);
        (State, ProposedAs, EndedAt) = (PolicyDraftState.Proposed, number, at);
    }

    public void Discard(DateTimeOffset at)
    {
        Expect(PolicyDraftState.Open);
        (State, EndedAt) = (PolicyDraftState.Discarded, at);
    }

    private void Expect(PolicyDraftState state)
    {
        if (State != state)
            throw new InvalidOperationException($"The draft is {State}, not {state}.");
    }
}

/// <summary>Somebody who wrote on it.</summary>
internal sealed class PolicyDraftEditor(PolicyDraftId draftId, PersonId personId)
{
    public PolicyDraftId DraftId { get; private init; } = draftId;

    public PersonId PersonId { get; private init; } = personId;
}
