using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// The ways into each system, and which of them is the weakest. Protective paths are none: they only take access
/// away.
/// </summary>
public sealed class WaysInQueries(ReadOnlyStore store)
{
    /// <summary>
    /// Every system that an active path reaches, the one with the weakest path first. Sorts by <c>Name</c>, <c>Weakest</c>
    /// and <c>Ways</c>.
    /// </summary>
    /// <param name="beside">Only systems that stand like this beside their sign-in; null for all.</param>
    /// <param name="page">Which rows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<SystemWaysIn>> ListAsync(SignInComparison? beside, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var systems = await ReadAsync(context, system: null, cancellationToken);
        if (beside is not null)
            systems = systems.FindAll(s => s.Telling.BesideSignIn == beside);
        var ordered = (page.Sort switch
        {
            nameof(SystemWaysIn.Name) => By(systems, s => s.Name, StringComparer.CurrentCulture, page.Descending),
            nameof(SystemWaysIn.Ways) => By(systems, s => s.Ways.Count, Comparer<int>.Default, page.Descending),
            _ => By(systems, s => s.Weakest.Strength, Comparer<RequiredStrength>.Default, page.Descending && page.Sort == nameof(SystemWaysIn.Weakest)),
        }).ThenBy(s => s.Code, StringComparer.Ordinal);
        return new Page<SystemWaysIn>([.. ordered.Skip(page.Skip).Take(page.Take)], systems.Count);
    }

    /// <summary>The ways into one system, the weakest first; empty where no active path reaches it.</summary>
    public async Task<IReadOnlyList<WayIn>> OfSystemAsync(GovernedSystemId system, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return (await ReadAsync(context, system, cancellationToken)).SingleOrDefault()?.Ways ?? [];
    }

    private static async Task<List<SystemWaysIn>> ReadAsync(GovernanceDbContext context, GovernedSystemId? system, CancellationToken cancellationToken)
    {
        var ties = context.Set<PathSystem>().Where(t => t.Tie == SystemTie.Behind);
        if (system is { } one)
            ties = ties.Where(t => t.SystemId == one);
        var lines = await (
            from tie in ties
            join path in context.Set<RecoveryPath>().Where(p => p.State == PathState.Active && p.Lane != Lane.Protective) on tie.PathId equals path.Id
            join named in context.Set<DirectorySystem>() on tie.SystemId equals named.Id
            select new
            {
                System = named,
                path.Id, path.Number, path.Name, path.Lane, path.Level, path.RequiredIdentityAssurance, path.RequiredAuthenticatorAssurance,
            }).ToListAsync(cancellationToken);
        return
        [
            .. lines.GroupBy(l => l.System.Id).Select(group => new SystemWaysIn(
                group.Key,
                group.First().System.Code,
                group.First().System.Name,
                WaysInRules.Ranked(group.Select(l => new WayIn(
                    l.Id, l.Number, l.Name, l.Lane, new RequiredStrength(l.RequiredIdentityAssurance, l.Level), l.RequiredAuthenticatorAssurance, Rank: 0))))),
        ];
    }

    private static IOrderedEnumerable<SystemWaysIn> By<TKey>(List<SystemWaysIn> systems, Func<SystemWaysIn, TKey> key, IComparer<TKey> order, bool descending) =>
        descending ? systems.OrderByDescending(key, order) : systems.OrderBy(key, order);
}
