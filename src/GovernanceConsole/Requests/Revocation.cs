using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct RevocationId(Guid Value) : IEntityId<RevocationId>
{
    public static RevocationId From(Guid value) => new(value);
}

public readonly record struct RevocationTaskId(Guid Value) : IEntityId<RevocationTaskId>
{
    public static RevocationTaskId From(Guid value) => new(value);
}

/// <summary>What a case may have touched, and what is withdrawn again.</summary>
public enum RevocationTarget
{
    Sessions,
    Credentials,
    Factors,

    /// <summary>The former contact is put back.</summary>
    Contacts,

    Secrets,

    /// <summary>Rights and memberships.</summary>
    Grants,

    /// <summary>Rules, forwarding and delegates of mailboxes.</summary>
    MailboxRules,
}

/// <summary>An order to withdraw what a case touched. Its time to revoke is from the order to the last confirmation.</summary>
internal sealed class Revocation
{
    public RevocationId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    public string Reason { get; private init; } = "";

    /// <summary>Everything that the case touched; otherwise only what a suspicion demands at once.</summary>
    public bool IsOfEverything { get; private init; }

    public DateTimeOffset OrderedAt { get; private init; }

    /// <summary>Null where a system did.</summary>
    public PersonId? OrderedById { get; private init; }

    /// <summary>When the last task was confirmed; null while one is open.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    public static Revocation Order(RevocationId id, RequestId request, bool everything, string reason, PersonId? by, DateTimeOffset at) =>
        new() { Id = id, RequestId = request, IsOfEverything = everything, Reason = reason, OrderedById = by, OrderedAt = at };

    public void Complete(DateTimeOffset at) => CompletedAt = at;
}

/// <summary>One thing to withdraw, until somebody or a system says that it is.</summary>
internal sealed class RevocationTask
{
    public RevocationTaskId Id { get; private init; }

    public RequestId RequestId { get; private init; }

    public RevocationId RevocationId { get; private init; }

    public RevocationTarget Target { get; private init; }

    /// <summary>Null while open.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Where it can be looked up; null while open.</summary>
    public string? Reference { get; private set; }

    /// <summary>Who did it by hand; null while open, and where a system did it.</summary>
    public PersonId? ConfirmedById { get; private set; }

    /// <summary>The API key of the system; null while open, and where it was done by hand.</summary>
    public string? ConfirmedByKey { get; private set; }

    public static RevocationTask Of(RevocationTaskId id, Revocation revocation, RevocationTarget target) =>
        new() { Id = id, RequestId = revocation.RequestId, RevocationId = revocation.Id, Target = target };

    public void Confirm(string reference, PersonId? by, string? key, DateTimeOffset at)
    {
        if (ConfirmedAt is not null)
            throw new InvalidOperationException($"{Target} are confirmed.");
        (Reference, ConfirmedById, ConfirmedByKey, ConfirmedAt) = (reference, by, key, at);
    }
}

/// <summary>What a case touched: by what its kind does, and by what the checks found.</summary>
internal static class Touched
{
    public static IReadOnlyList<RevocationTarget> By(Effect effect, IEnumerable<PostCheck> checks) =>
        [.. ByEffect(effect).Concat(checks.Where(c => c.Result == PostCheckResult.Hit).SelectMany(c => ByHit(c.Kind))).Prepend(RevocationTarget.Sessions).Distinct().Order()];

    /// <summary>What a case touched and no order of everything that still runs is about: what can be ordered to be revoked now.</summary>
    public static IReadOnlyList<RevocationTarget> LeftIn(WatchedCase seen, PolicyDocument policy)
    {
        var running = seen.Revocations.Where(r => r is { IsOfEverything: true, CompletedAt: null }).Select(r => r.Id).ToHashSet();
        var ordered = seen.OpenTasks.Where(t => running.Contains(t.RevocationId)).Select(t => t.Target).ToHashSet();
        return [.. By(EffectOf(policy, seen.Request.Kind), seen.Checks).Where(t => !ordered.Contains(t))];
    }

    /// <summary>What the kind of a request does to access; of a kind that the policy has dropped, as much as a case can touch without a grant.</summary>
    private static Effect EffectOf(PolicyDocument policy, string kind) => policy.FindKind(kind)?.Effect ?? Effect.Recovery;

    private static RevocationTarget[] ByEffect(Effect effect) => effect switch
    {
        Effect.Nothing or Effect.Removal => [],
        Effect.Credential => [RevocationTarget.Credentials],
        Effect.Factor => [RevocationTarget.Factors],
        Effect.Contact => [RevocationTarget.Contacts],
        Effect.Secret => [RevocationTarget.Secrets],
        Effect.Recovery => [RevocationTarget.Credentials, RevocationTarget.Secrets, RevocationTarget.MailboxRules],
        Effect.Right or Effect.Persistence or Effect.EmergencyRight => [RevocationTarget.Grants],
    };

    private static RevocationTarget[] ByHit(PostCheckKind check) => check switch
    {
        PostCheckKind.PrivilegedMembership => [RevocationTarget.Grants],
        PostCheckKind.MailboxRule => [RevocationTarget.MailboxRules],
        PostCheckKind.SpecialLog => [RevocationTarget.Grants, RevocationTarget.Secrets],
        PostCheckKind.SecretIssued => [RevocationTarget.Secrets],
        PostCheckKind.FactorOrDevice => [RevocationTarget.Factors],
        PostCheckKind.FirstLook or PostCheckKind.SessionsEnded or PostCheckKind.UseAfterRemoval or PostCheckKind.UnexpectedUse => [],
    };
}
