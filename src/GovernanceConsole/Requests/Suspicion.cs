using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct SuspicionId(Guid Value) : IEntityId<SuspicionId>
{
    public static SuspicionId From(Guid value) => new(value);
}

/// <summary>What an investigation came to.</summary>
public enum InvestigationFinding
{
    /// <summary>There is an innocent reason.</summary>
    Unfounded,

    /// <summary>Somebody got in who should not have.</summary>
    Abuse,
}

/// <summary>Why a case is investigated: somebody saw something, a check hit, or what was executed is not what was approved.</summary>
internal sealed class Suspicion
{
    public SuspicionId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    /// <summary>What was seen.</summary>
    public string Reason { get; private init; } = "";

    public DateTimeOffset ReportedAt { get; private init; }

    /// <summary>Null where a system reported it.</summary>
    public PersonId? ReportedById { get; private init; }

    /// <summary>The API key; null where a person reported it.</summary>
    public string? ReportedByKey { get; private init; }

    /// <summary>Null while it is investigated.</summary>
    public InvestigationFinding? Finding { get; private set; }

    /// <summary>Why; null while it is investigated.</summary>
    public string? FindingReason { get; private set; }

    /// <summary>Where the renewed verification of the person can be looked up; null while it is investigated, and for abuse.</summary>
    public string? VerificationReference { get; private set; }

    /// <summary>Null while it is investigated.</summary>
    public PersonId? EndedById { get; private set; }

    /// <summary>Null while it is investigated.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static Suspicion Report(SuspicionId id, RequestId request, string reason, PersonId? by, string? key, DateTimeOffset at) =>
        new() { Id = id, RequestId = request, Reason = reason, ReportedById = by, ReportedByKey = key, ReportedAt = at };

    public void End(InvestigationFinding finding, string reason, string? verification, PersonId by, DateTimeOffset at)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("The investigation has ended.");
        (Finding, FindingReason, VerificationReference, EndedById, EndedAt) = (finding, reason, verification, by, at);
    }
}
