using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Makes a course over the months out of counts, of which there is one only where a number changed.</summary>
internal static class GapTrend
{
    /// <summary>The sum over all kinds of the last count before the end of each month.</summary>
    public static IReadOnlyList<MonthOfGaps> ByMonth(IReadOnlyList<CountedGaps> counts, int months, OrganisationTime time)
    {
        var present = new DateOnly(time.Today.Year, time.Today.Month, 1);
        return
        [
            .. Enumerable.Range(1 - months, months).Select(present.AddMonths).Select(month =>
            {
                var end = time.StartOf(month.AddMonths(1));
                var last = counts.Where(c => c.At < end).GroupBy(c => c.Kind).Select(kind => kind.MaxBy(c => c.At)!.Count).ToList();
                return new MonthOfGaps(month, last.Count == 0 ? null : last.Sum());
            }),
        ];
    }
}
