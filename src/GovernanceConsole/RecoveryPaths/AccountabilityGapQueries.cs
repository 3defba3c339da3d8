using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>All gaps at an instant, counted.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Counts">Every kind, those without a gap too.</param>
/// <param name="ZeroSince">Since when there is none; null while there is one, and until the count has been taken.</param>
public sealed record GapSummary(DateTimeOffset AsOf, IReadOnlyDictionary<GapKind, int> Counts, DateTimeOffset? ZeroSince)
{
    public int Total => Counts.Values.Sum();
}

/// <summary>How many gaps of a kind there were from an instant on.</summary>
public sealed record CountedGaps(GapKind Kind, DateTimeOffset At, int Count);

/// <summary>The gaps at the end of a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Gaps">How many of all kinds; of the present month, how many now. Null where nothing was counted yet.</param>
public sealed record MonthOfGaps(DateOnly Month, int? Gaps);

/// <summary>Where nobody is accountable, on one screen.</summary>
public sealed class AccountabilityGapQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>The gaps, those that suspend a path first, then the oldest.</summary>
    /// <param name="kind">Only this kind; null means all.</param>
    /// <param name="page">Which rows; the order is the list's own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page<AccountabilityGap>> ListAsync(GapKind? kind, PageRequest page, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var gaps = (await GapReading.ReadAsync(context, time.Now, time, cancellationToken))
            .Where(g => kind is null || g.Kind == kind)
            .OrderBy(g => g.SuspendsOn ?? DateOnly.MaxValue)
            .ThenBy(g => g.Since ?? DateTimeOffset.MinValue)
            .ThenBy(g => g.Number, StringComparer.Ordinal)
            .ToList();
        return new Page<AccountabilityGap>([.. gaps.Skip(page.Skip).Take(page.Take)], gaps.Count);
    }

    /// <summary>The gap of a system, if nobody answers for its risk while an active path reaches it.</summary>
    public async Task<AccountabilityGap?> OfSystemAsync(GovernedSystemId system, CancellationToken cancellationToken = default) =>
        await FirstAsync(g => g.System == system, cancellationToken);

    /// <summary>The gap of an identity domain, if nobody answers for its risk while an active path restores its identities.</summary>
    public async Task<AccountabilityGap?> OfDomainAsync(IdentityDomainId domain, CancellationToken cancellationToken = default) =>
        await FirstAsync(g => g.Domain == domain, cancellationToken);

    private async Task<AccountabilityGap?> FirstAsync(Func<AccountabilityGap, bool> isIt, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        return (await GapReading.ReadAsync(context, time.Now, time, cancellationToken)).FirstOrDefault(isIt);
    }

    /// <summary>How many of each kind, and since when there is none.</summary>
    public async Task<GapSummary> SummaryAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var now = time.Now;
        var counts = (await GapReading.ReadAsync(context, now, time, cancellationToken)).CountBy(g => g.Kind).ToDictionary();
        var all = Enum.GetValues<GapKind>().ToDictionary(k => k, k => counts.GetValueOrDefault(k));
        var lastChange = counts.Count > 0 ? null : await LastChangeToZeroAsync(context, cancellationToken);
        return new GapSummary(now, all, lastChange);
    }

    /// <summary>The gaps at the end of each of the last months, oldest first, as the job has counted them; the last is the present month.</summary>
    /// <param name="months">How many months, the present one included.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<MonthOfGaps>> ByMonthAsync(int months = 12, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var counts = await context.Set<GapCount>().Select(c => new CountedGaps(c.Kind, c.CountedAt, c.Count)).ToListAsync(cancellationToken);
        return GapTrend.ByMonth(counts, months, time);
    }

    /// <summary>When the count of the last kind that had a gap went to zero; null where the counts do not say zero yet.</summary>
    private static async Task<DateTimeOffset?> LastChangeToZeroAsync(GovernanceDbContext context, CancellationToken cancellationToken)
    {
        var last = await context.Set<GapCount>()
            .Where(c => c.CountedAt == context.Set<GapCount>().Where(l => l.Kind == c.Kind).Max(l => l.CountedAt))
            .ToListAsync(cancellationToken);
        return last.Count > 0 && last.TrueForAll(c => c.Count == 0) ? last.Max(c => c.CountedAt) : null;
    }
}
