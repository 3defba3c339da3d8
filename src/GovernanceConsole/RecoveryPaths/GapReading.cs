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
