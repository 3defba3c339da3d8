using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct ApprovalDelegationId(Guid Value) : IEntityId<ApprovalDelegationId>
{
    public static ApprovalDelegationId From(Guid value) => new(value);
}

/// <summary>Somebody decides requests of some kinds for somebody else, from an instant to another. It is never passed on.</summary>
internal sealed class ApprovalDelegation : ILedgered
{
    private readonly List<DelegatedKind> _kinds = [];

    public ApprovalDelegationId Id { get; private init; }

    /// <summary>What people and the ledger call it: <c>DLG-0042</c>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Whose seats are meant.</summary>
    public PersonId PrincipalId { get; private init; }

    /// <summary>Who decides for them.</summary>
    public PersonId DelegateId { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset BeginsAt { get; private init; }

    /// <summary>From this instant on it is worth nothing.</summary>
    public DateTimeOffset LapsesAt { get; private init; }

    public DateTimeOffset GivenAt { get; private init; }

    /// <summary>When it was taken back or given back; null while it was not.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null likewise.</summary>
    public PersonId? EndedById { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <summary>The kinds of request it is for: at least one.</summary>
    public IReadOnlyList<DelegatedKind> Kinds => _kinds;

    public static ApprovalDelegation Give(
        ApprovalDelegationId id, string number, PersonId principal, PersonId to, IEnumerable<string> kinds, string reason, DateTimeOffset begins, DateTimeOffset lapses, DateTimeOffset at)
    {
        var delegation = new ApprovalDelegation
        {
            Id = id,
            Number = number,
            PrincipalId = principal,
            DelegateId = to,
            Reason = reason,
            BeginsAt = begins,
            LapsesAt = lapses,
            GivenAt = at,
        };
        delegation._kinds.AddRange(kinds.Select(k => new DelegatedKind(id, k)));
        return delegation;
    }

    public void End(PersonId by, DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("Ended already.");
        (EndedAt, EndedById) = (at, by);
    }
}

/// <summary>One kind of request that a delegation is for.</summary>
internal sealed record DelegatedKind(ApprovalDelegationId DelegationId, string Kind);
