using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct RequestVoteId(Guid Value) : IEntityId<RequestVoteId>
{
    public static RequestVoteId From(Guid value) => new(value);
}

/// <summary>One person's decision about one content of a request.</summary>
internal sealed class RequestVote
{
    public RequestVoteId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    public PersonId PersonId { get; private init; }

    /// <summary>Whose seat it is, where a delegate voted; null where they voted for themselves.</summary>
    public PersonId? ForId { get; private init; }

    /// <summary>The number of the delegation; null likewise.</summary>
    public string? Delegation { get; private init; }

    public bool Approves { get; private init; }

    /// <summary>On what basis.</summary>
    public string Basis { get; private init; } = "";

    /// <summary>The content voted on.</summary>
    public int ContentVersion { get; private init; }

    /// <summary>Its hash (D5).</summary>
    public string ContentHash { get; private init; } = "";

    /// <summary>The policy in force at the vote; another one that asks otherwise makes it lapse (D17).</summary>
    public int PolicyVersion { get; private init; }

    /// <summary>The exception it rests on; null for none .</summary>
    public string? Exception { get; private init; }

    public DateTimeOffset CastAt { get; private init; }

    /// <summary>When it lost its force; null while it stands.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Why; null while it stands.</summary>
    public string? VoidReason { get; private set; }

    public static RequestVote Cast(RequestVoteId id, Request request, PersonId person, OnBehalfOf? principal, bool approves, string basis, string? exception, int policyVersion, DateTimeOffset at) => new()
    {
        Id = id,
        RequestId = request.Id,
        PersonId = person,
        ForId = principal?.Principal,
        Delegation = principal?.Grant,
        Approves = approves,
        Basis = basis,
        Exception = exception,
        ContentVersion = request.ContentVersion,
        ContentHash = request.ContentHash,
        PolicyVersion = policyVersion,
        CastAt = at,
    };

    public void BecomeVoid(string reason, DateTimeOffset at) => (VoidedAt, VoidReason) = (at, reason);
}
