using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Metrics;

/// <summary>A share with the rows it is counted from.</summary>
/// <param name="Metric">What is counted.</param>
/// <param name="Coverage">The rows; those covered, of all.</param>
public sealed record Share(Metric Metric, Coverage Coverage)
{
    /// <summary>Whole percent, rounded down so that 100 means all; null where there is nothing to count.</summary>
    public int? Percent => Coverage.Total == 0 ? null : Coverage.Covered * 100 / Coverage.Total;
}

/// <summary>The figures of the dashboard, each with the rows that add up to it.</summary>
public sealed class DashboardQueries(CoverageQueries coverage)
{
    public async Task<Share> OwnershipAsync(CancellationToken cancellationToken = default) =>
        new(MetricCatalogue.OwnershipCoverage, await coverage.OfOwnershipAsync(cancellationToken));

    public async Task<Share> SignOffAsync(CancellationToken cancellationToken = default) =>
        new(MetricCatalogue.SignOffCurrency, await coverage.OfSignOffAsync(cancellationToken));
}
