using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Reads all gaps at an instant.</summary>
internal static class GapReading
{
    public static async Task<List<AccountabilityGap>> ReadAsync(
        GovernanceDbContext context, DateTimeOffset now, OrganisationTime time, CancellationToken cancellationToken)
    {
        var policy = await PolicyInForce.ReadAsync(context, cancellationToken);
        var gaps = (await PathStandings.ReadAsync(context, cancellationToken))
            .SelectMany(path => AccountabilityGaps.Of(path, now, time, policy.Limits))
            .ToList();
        gaps.AddRange(await OfRequestKindsAsync(context, cancellationToken));
        gaps.AddRange(await OfAreasAsync(context, cancellationToken));
        gaps.AddRange(AccountabilityGaps.OfReached(await UnownedReachAsync(context, cancellationToken)));
        return gaps;
    }

    private static async Task<IEnumerable<AccountabilityGap>> OfRequestKindsAsync(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        var kinds = await context.Set<PathRequestKind>().AsNoTracking()
            .Join(context.Set<RecoveryPath>(), k => k.PathId, p => p.Id, (k, p) => new { k.Kind, p.RetiredAt })
            .ToListAsync(cancellationToken);
        return AccountabilityGaps.OfRequestKinds(
            kinds.Where(k => k.RetiredAt is null).Select(k => k.Kind).ToHashSet(),
            kinds.Where(k => k.RetiredAt is not null).GroupBy(k => k.Kind).ToDictionary(g => g.Key, g => g.Max(k => k.RetiredAt!.Value)));
    }

    /// <summary>
    /// What active paths reach and nobody active answers for: the systems they name, and the domains whose identities they restore. A protective path only
    /// takes access away and reaches nothing.
    /// </summary>
    private static async Task<List<ReachedStanding>> UnownedReachAsync(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        var people = context.Set<DirectoryPerson>();
        var active = context.Set<RecoveryPath>().Where(p => p.State == PathState.Active && p.Lane != Lane.Protective);
        var systems = await (
            from tie in context.Set<PathSystem>().Where(t => t.Tie == SystemTie.Behind)
            join path in active on tie.PathId equals path.Id
            join system in context.Set<DirectorySystem>() on tie.SystemId equals system.Id
            from owner in people.Where(p => p.Id == system.RiskOwnerId).DefaultIfEmpty()
            where owner == null || !owner.MayAct
            select new { system.Id, system.Name, system.RiskOwnerId, OwnerName = (string?)owner.Name, LeftAt = (DateTimeOffset?)owner.LeftAt, path.ActivatedAt })
            .ToListAsync(cancellationToken);
        var domains = await (
            from path in active
            join domain in context.Set<DirectoryDomain>() on path.IdentityDomainId equals (IdentityDomainId?)domain.Id
            from owner in people.Where(p => p.Id == domain.RiskOwnerId).DefaultIfEmpty()
            where owner == null || !owner.MayAct
            select new { domain.Id, domain.Name, domain.RiskOwnerId, OwnerName = (string?)owner.Name, LeftAt = (DateTimeOffset?)owner.LeftAt, path.ActivatedAt })
            .ToListAsync(cancellationToken);
        return
        [
            .. systems.GroupBy(s => s.Id).Select(group => (First: group.First(), Since: group.Min(s => s.ActivatedAt))).OrderBy(s => s.First.Name, StringComparer.Ordinal)
                .Select(s => new ReachedStanding(s.First.Id, Domain: null, s.First.Name, s.First.RiskOwnerId, s.First.OwnerName, s.First.LeftAt, s.Since)),
            .. domains.GroupBy(d => d.Id).Select(group => (First: group.First(), Since: group.Min(d => d.ActivatedAt))).OrderBy(d => d.First.Name, StringComparer.Ordinal)
                .Select(d => new ReachedStanding(System: null, d.First.Id, d.First.Name, d.First.RiskOwnerId, d.First.OwnerName, d.First.LeftAt, d.Since)),
        ];
    }

    private static async Task<IEnumerable<AccountabilityGap>> OfAreasAsync(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        var ownerships = await context.Set<AreaOwnership>().AsNoTracking()
            .Join(context.Set<DirectoryPerson>(), a => a.PersonId, p => p.Id, (a, p) => new { a.Area, EndedAt = a.EndedAt ?? (p.MayAct ? null : p.LeftAt) })
            .ToListAsync(cancellationToken);
        return AccountabilityGaps.OfAreas(
            ownerships.Where(a => a.EndedAt is null).Select(a => a.Area).ToHashSet(),
            ownerships.Where(a => a.EndedAt is not null).GroupBy(a => a.Area).ToDictionary(g => g.Key, g => g.Max(a => a.EndedAt!.Value)));
    }
}
