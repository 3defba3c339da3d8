using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

public readonly record struct SignOffId(Guid Value) : IEntityId<SignOffId>
{
    public static SignOffId From(Guid value) => new(value);
}

/// <summary>
/// Governance's word that the path may be in production, until a date. It covers from the instant it was signed
/// through its last day; whether it covers is computed when asked, never stored.
/// </summary>
internal sealed class SignOff(
    SignOffId id, RecoveryPathId pathId, PersonId signedById, string? conditions, long ofRevision, DateTimeOffset signedAt, DateOnly validUntilOn, int? policyVersion)
{
    public SignOffId Id { get; private init; } = id;

    public RecoveryPathId PathId { get; private init; } = pathId;

    public PersonId SignedById { get; private init; } = signedById;

    /// <summary>Under which conditions; null for none.</summary>
    public string? Conditions { get; private init; } = conditions;

    /// <summary>The revision of the path that was signed.</summary>
    public long OfRevision { get; private init; } = ofRevision;

    public DateTimeOffset SignedAt { get; private init; } = signedAt;

    /// <summary>The last day on which it covers.</summary>
    public DateOnly ValidUntilOn { get; private init; } = validUntilOn;

    /// <summary>The policy in force when it was signed; null before versions were kept, when it was the first.</summary>
    public int? PolicyVersion { get; private init; } = policyVersion;

    /// <summary>When it was replaced or withdrawn, or the path retired; null while it stands, lapsed or not.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it was withdrawn; null otherwise.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>Whether it covers on a day.</summary>
    public bool Covers(DateOnly day) => EndedAt is null && day <= ValidUntilOn;

    public void End(DateTimeOffset at, string? reason) => (EndedAt, WithdrawalReason) = (at, reason);
}

public readonly record struct SecurityReviewId(Guid Value) : IEntityId<SecurityReviewId>
{
    public static SecurityReviewId From(Guid value) => new(value);
}

/// <summary>Security looked at a workflow that somebody else designed .</summary>
internal sealed class SecurityReview(
    SecurityReviewId id, RecoveryPathId pathId, PersonId reviewerId, string findings, long ofRevision, DateTimeOffset reviewedAt)
{
    public SecurityReviewId Id { get; private init; } = id;

    public RecoveryPathId PathId { get; private init; } = pathId;

    public PersonId ReviewerId { get; private init; } = reviewerId;

    public string Findings { get; private init; } = findings;

    /// <summary>The revision of the path that was reviewed.</summary>
    public long OfRevision { get; private init; } = ofRevision;

    public DateTimeOffset ReviewedAt { get; private init; } = reviewedAt;
}
