using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.PolicyReplay;

/// <summary>A policy that cases are put to. What it asks of plain cases is found once.</summary>
/// <param name="version">Its number; 0 for a draft, which has none yet.</param>
/// <param name="document">What it says.</param>
internal sealed class ReplayPolicy(int version, PolicyDocument document)
{
    private readonly Dictionary<(string Kind, SubjectClass? Class), Outcome<Route>> _plain = [];

    public PolicyDocument Document { get; } = document;

    /// <summary>What it asks, by the one function for intake, preview, replay and import.</summary>
    public Outcome<Route> Route(RoutingFacts facts, DateTimeOffset at)
    {
        if (facts is not { SystemAttributes.Count: 0, Tags.Count: 0, ContactChangedAt: null, VerificationFailedAt: null, IsDeskUnseen: false })
            return RequestRouting.Decide(Document, version, facts, at);
        if (!_plain.TryGetValue((facts.Kind, facts.Class), out var route))
            _plain[(facts.Kind, facts.Class)] = route = RequestRouting.Decide(Document, version, facts, at);
        return route;
    }
}

/// <summary>The policies of a replay: the one that is tried, the one it is compared with, and those of the past.</summary>
internal sealed class ReplayPolicies
{
    private readonly Dictionary<int, ReplayPolicy> _versions = [];
    private readonly List<(DateTimeOffset From, int Version)> _begins = [];

    private ReplayPolicies(ReplayPolicy tried) => Tried = tried;

    /// <summary>The policy that is tried.</summary>
    public ReplayPolicy Tried { get; private init; }

    /// <summary>The policy it is compared with; null where each case is compared with the one of its time.</summary>
    public ReplayPolicy? Against { get; private init; }

    /// <summary>The version of a number.</summary>
    public ReplayPolicy this[int version] => _versions[version];

    /// <summary>The version in force at an instant; the first where nobody knows when.</summary>
    public ReplayPolicy At(DateTimeOffset? at) => _versions[_begins.Where(b => b.From <= at).Select(b => b.Version).DefaultIfEmpty(PolicyInForce.First.Version).Last()];

    /// <summary>Whether a kind is or was offered to a class by one of the policies that are compared.</summary>
    public bool Offer(string kind, SubjectClass subject)
    {
        var id = RequestRule.IdOf(kind, subject);
        return Tried.Document.FindRule(id) is not null || (Against is null ? _versions.Values.AsEnumerable() : [Against]).Any(v => v.Document.FindRule(id) is not null);
    }

    public static async Task<ReplayPolicies> ReadAsync(GovernanceDbContext context, ReplayRun run, CancellationToken cancellationToken)
    {
        var stored = await context.Set<PolicyVersion>().AsNoTracking().OrderBy(v => v.Number).Select(v => new { v.Number, v.Document, v.InForceFrom }).ToListAsync(cancellationToken);
        var versions = new Dictionary<int, ReplayPolicy> { [PolicyInForce.First.Version] = new(PolicyInForce.First.Version, PolicyInForce.First.Document) };
        foreach (var version in stored)
            versions[version.Number] = new ReplayPolicy(version.Number, await PolicyText.ReadAsync(context, version.Document, cancellationToken));
        var tried = run.PolicyVersion is { } number ? versions[number] : new ReplayPolicy(version: 0, await PolicyText.ReadAsync(context, run.PolicyHash, cancellationToken));
        var policies = new ReplayPolicies(tried) { Against = run.AgainstVersion is { } against ? versions[against] : null };
        foreach (var (key, policy) in versions)
            policies._versions[key] = policy;
        policies._begins.AddRange(stored.Where(v => v.InForceFrom is not null).OrderBy(v => v.InForceFrom).Select(v => (v.InForceFrom!.Value, v.Number)));
        return policies;
    }

    /// <summary>The text behind a choice, for a run to hold on to.</summary>
    /// <param name="context">Where to read.</param>
    /// <param name="version">The version; null for the open draft.</param>
    /// <returns>Its hash, and the draft where it is one; null where there is none.</returns>
    public static async Task<(string Hash, PolicyDraftId? Draft)?> FindAsync(GovernanceDbContext context, int? version)
    {
        if (version is null)
        {
            return await context.Set<PolicyDraft>().AsNoTracking().Where(d => d.State == PolicyDraftState.Open).Select(d => new { d.Id, d.Document }).SingleOrDefaultAsync() is { } draft
                ? (draft.Document, draft.Id)
                : null;
        }

        if (version == PolicyInForce.First.Version)
            return (PolicyDocument.HashOf(PolicyInForce.First.Document.ToJson()), null);
        var stored = await context.Set<PolicyVersion>().AsNoTracking().Where(v => v.Number == version).Select(v => v.Document).SingleOrDefaultAsync();
        return stored is null ? null : (HashOf(stored), null);
    }

    /// <summary>Versions from before texts had a place of their own hold the text itself.</summary>
    public static string HashOf(string stored) => stored.StartsWith('{') ? PolicyDocument.HashOf(stored) : stored;
}
