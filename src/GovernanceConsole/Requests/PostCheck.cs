using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct PostCheckId(Guid Value) : IEntityId<PostCheckId>
{
    public static PostCheckId From(Guid value) => new(value);
}

/// <summary>What is looked for after an act: the typical abuse of a way back into access.</summary>
public enum PostCheckKind
{
    /// <summary>A look soon after the act, where the rule asks for one.</summary>
    FirstLook,

    /// <summary>Whatever was signed in before has to sign in anew.</summary>
    SessionsEnded,

    PrivilegedMembership,
    MailboxRule,
    SecretIssued,
    FactorOrDevice,

    /// <summary>Delegates of the mailbox, consumers of the account or assets of the contractor: only those on record (E7).</summary>
    SpecialLog,

    /// <summary>What was taken away is used nevertheless.</summary>
    UseAfterRemoval,

    /// <summary>Sign-ins from elsewhere, at odd hours, or for what nobody asked for.</summary>
    UnexpectedUse,
}

/// <summary>How a check came out.</summary>
public enum PostCheckResult
{
    /// <summary>Nothing of it was found.</summary>
    Clear,

    /// <summary>It was found: security operations looks at it at once.</summary>
    Hit,

    /// <summary>Nobody could look: a log is gone, a system is not reached.</summary>
    NotPossible,
}

/// <summary>One line of the checklist after an act. It stays open until somebody has looked, and says where that can be looked up.</summary>
internal sealed class PostCheck
{
    public PostCheckId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    public PostCheckKind Kind { get; private init; }

    /// <summary>When it was put on the list: at the execution, or when the watch began anew after an investigation.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>From when on a clear look counts: one at the beginning says nothing about the rest of the window.</summary>
    public DateTimeOffset CountsFrom { get; private set; }

    /// <summary>Null while open.</summary>
    public PostCheckResult? Result { get; private set; }

    /// <summary>Where it can be looked up; null while open.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Null while open, and where a system looked.</summary>
    public PersonId? RecordedById { get; private set; }

    /// <summary>The API key that reported it; null while open, and where a person looked.</summary>
    public string? RecordedByKey { get; private set; }

    /// <summary>Null while open.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    /// <summary>Nobody has looked yet, or nobody could.</summary>
    public bool MayBeRecorded => Result is null or PostCheckResult.NotPossible;

    /// <summary>The window ends later: so does what the look must cover.</summary>
    public void Postpone(DateTimeOffset countsFrom)
    {
        if (Result is not null)
            throw new InvalidOperationException($"The check {Kind} is recorded.");
        CountsFrom = countsFrom;
    }

    public static PostCheck Open(PostCheckId id, RequestId request, PostCheckKind kind, DateTimeOffset countsFrom, DateTimeOffset at) =>
        new() { Id = id, RequestId = request, Kind = kind, CountsFrom = countsFrom, OpenedAt = at };

    public void Record(PostCheckResult result, string evidence, PersonId? by, string? key, DateTimeOffset at)
    {
        if (!MayBeRecorded)
            throw new InvalidOperationException($"The check {Kind} is recorded.");
        (Result, Evidence, RecordedById, RecordedByKey, RecordedAt) = (result, evidence, by, key, at);
    }
}

/// <summary>What must be looked for after an act, by what its rule says of evidence and monitoring.</summary>
internal static class Checklist
{
    /// <param name="route">What the request went through.</param>
    /// <param name="subject">Whose access it was: a machine has neither mailbox nor factor, unless its rule says so.</param>
    /// <param name="executed">When it was executed.</param>
    /// <param name="watchedUntil">The end of the window.</param>
    /// <returns>Each check, and from when on a clear look counts.</returns>
    public static IReadOnlyList<(PostCheckKind Kind, DateTimeOffset CountsFrom)> Of(Route route, SubjectKind subject, DateTimeOffset executed, DateTimeOffset watchedUntil)
    {
        var list = new List<(PostCheckKind, DateTimeOffset)>();
        var isPerson = subject != SubjectKind.MachineIdentity;
        if (route.Monitoring.FirstCheckAfter is { } soon)
            list.Add((PostCheckKind.FirstLook, executed + soon.Length));
        if (route.Evidence.Contains(EvidenceCode.E6))
        {
            list.Add((PostCheckKind.SessionsEnded, executed));
            list.Add((PostCheckKind.PrivilegedMembership, watchedUntil));
            if (isPerson || route.Notifies.Contains(NoticeTarget.MailPlatform))
                list.Add((PostCheckKind.MailboxRule, watchedUntil));
            list.Add((PostCheckKind.SecretIssued, watchedUntil));
            if (isPerson)
                list.Add((PostCheckKind.FactorOrDevice, watchedUntil));
        }

        if (route.Evidence.Contains(EvidenceCode.E7))
            list.Add((PostCheckKind.SpecialLog, watchedUntil));
        if (route.Monitoring.ForUseAfterRemoval)
            list.Add((PostCheckKind.UseAfterRemoval, watchedUntil));
        list.Add((PostCheckKind.UnexpectedUse, watchedUntil));
        return list;
    }
}
