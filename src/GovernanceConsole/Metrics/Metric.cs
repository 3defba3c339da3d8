namespace GovernanceConsole.Metrics;

/// <summary>A metric of the catalogue.</summary>
/// <param name="Code">Its code in the requirements, such as <c>M08</c>.</param>
/// <param name="Name">As on the tile.</param>
/// <param name="Definition">Numerator, denominator and what is left out, in one or two sentences.</param>
/// <param name="Target">What must be reached; null where no target is set.</param>
public sealed record Metric(string Code, string Name, string Definition, string? Target);

/// <summary>The metrics this version can count. What cannot be counted yet is not listed.</summary>
public static class MetricCatalogue
{
    public static Metric OwnershipCoverage { get; } = new(
        "M08",
        "Ownership coverage",
        "Active paths with an active control owner and another active risk owner, of all active paths. Drafts, suspended and retired paths are left out.",
        "100 %");

    public static Metric SignOffCurrency { get; } = new(
        "M09",
        "Sign-off currency",
        "Active paths with a governance sign-off that covers today, of all active paths. A lapsed sign-off does not count, whatever the grace.",
        "100 %");

    public static IReadOnlyList<Metric> All { get; } = [OwnershipCoverage, SignOffCurrency];
}
