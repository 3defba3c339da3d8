namespace GovernanceConsole.Tests.Imports;

/// <summary>The real log of a help desk, which is not part of the project: a folder beside it, or a path in the environment.</summary>
internal static class RealHistory
{
    /// <summary>The CSV, or the zip with it; null where it is not here.</summary>
    public static string? File { get; } = new[]
    {
        Environment.GetEnvironmentVariable("GOVERNANCE_REAL_HISTORY"),
        Path.GetFullPath(RepositoryTree.At("..", "shared", "data", "servicenow-incident-log.zip")),
    }.FirstOrDefault(f => !string.IsNullOrEmpty(f) && System.IO.File.Exists(f));
}

/// <summary>A test on the real log; counted as skipped where it is not here, never as passed.</summary>
internal sealed class RealHistoryFactAttribute : FactAttribute
{
    public RealHistoryFactAttribute()
    {
        if (RealHistory.File is null)
            Skip = "The real log is not here. Name it in GOVERNANCE_REAL_HISTORY.";
    }
}
