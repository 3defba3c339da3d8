using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// Which stretch of a ledger lies in a stretch of time. Numbers rise with the instants, so every 64th entry is a mark, indexed by its
/// instant, and what lies between two marks is looked at one by one.
/// </summary>
internal static class LedgerInstants
{
    /// <summary>From one mark to the next; the index of script 0013 names the same number.</summary>
    private const int Stretch = 64;

    /// <summary>A clock that was set back by more than this may hide entries from a search by time; the verifier reports it.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromHours(1);

    /// <summary>The number of the first entry at an instant or later; null where there is none.</summary>
    public static async Task<long?> FirstFromAsync(GovernanceDbContext context, short ledger, DateTimeOffset from, CancellationToken cancellationToken = default)
    {
        var marks = Marks(context, ledger);
        var (after, until) = (-1L, long.MaxValue);
        if (await marks.Where(e => e.At >= from).OrderBy(e => e.At).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken) is { } at)
        {
            var step = at + ClockStep;
            until = await marks.Where(e => e.At >= at && e.At <= step).MinAsync(e => e.Idx, cancellationToken);
            after = until - Stretch;
        }
        else
        {
            var size = await context.Set<StoredHead>().Where(h => h.Ledger == ledger).Select(h => h.Size).SingleAsync(cancellationToken);
            after = Math.Max(size - 1, 0) / Stretch * Stretch; // behind the last mark
        }

        return await Of(context, ledger).Where(e => e.Idx > after && e.Idx <= until && e.At >= from).MinAsync(e => (long?)e.Idx, cancellationToken);
    }

    /// <summary>The number of the last entry before an instant; null where there is none.</summary>
    public static async Task<long?> LastBeforeAsync(GovernanceDbContext context, short ledger, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var marks = Marks(context, ledger);
        if (await marks.Where(e => e.At < before).OrderByDescending(e => e.At).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken) is not { } at)
            return null;
        var step = at - ClockStep;
        var from = await marks.Where(e => e.At >= step && e.At <= at).MaxAsync(e => e.Idx, cancellationToken);
        var next = from + Stretch;
        return await Of(context, ledger).Where(e => e.Idx >= from && e.Idx < next && e.At < before).MaxAsync(e => (long?)e.Idx, cancellationToken);
    }

    /// <summary>The stretch in which the entries of an instant lie; null where there are none.</summary>
    public static async Task<(long First, long Last)?> ThenAsync(GovernanceDbContext context, short ledger, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        await FirstFromAsync(context, ledger, at, cancellationToken) is { } first && await LastBeforeAsync(context, ledger, at.AddMilliseconds(1), cancellationToken) is { } last && first <= last
            ? (first, last)
            : null;

    private static IQueryable<StoredEntry> Of(GovernanceDbContext context, short ledger) => context.Set<StoredEntry>().Where(e => e.Ledger == ledger);

    private static IQueryable<StoredEntry> Marks(GovernanceDbContext context, short ledger) => Of(context, ledger).Where(e => e.Idx % Stretch == 0);
}
