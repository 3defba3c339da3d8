namespace GovernanceConsole.Imports;

/// <summary>Limits of imports, from the section <c>Imports</c> of the configuration.</summary>
public class ImportOptions
{
    /// <summary>Where files wait between check and import; null for a folder of the system's temporary files.</summary>
    public string? Folder { get; set; }

    /// <summary>The longest CSV in bytes, unpacked. Default 512 MiB, about 2.5 million rows of a help desk's log.</summary>
    public long MaximumFileBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>How many times longer than the zip its content may be. Default 100; real logs have 10 to 30.</summary>
    public int MaximumZipRatio { get; set; } = 100;

    /// <summary>The longest row in bytes. Default 1 MiB; guards against a quote that is never closed.</summary>
    public int MaximumRowBytes { get; set; } = 1024 * 1024;

    /// <summary>How many rows are read before they are handed on, and stored in one transaction where nobody waits. Default 2,000.</summary>
    public int RowsPerChunk { get; set; } = 2_000;

    /// <summary>How many findings of refused rows are told one by one; the rest is counted. Default 5,000.</summary>
    public int RefusedRowsTold { get; set; } = 5_000;

    /// <summary>How many people, systems or paths one file may bring, because they become visible in one transaction. Default 20,000.</summary>
    public int MaximumObjects { get; set; } = 20_000;

    /// <summary>The folder in use.</summary>
    public string FolderInUse => Folder ?? Path.Combine(Path.GetTempPath(), "governance-console-imports");

    /// <summary>What is wrong with the settings: the name of each and what would be right; empty when all is well.</summary>
    public IEnumerable<(string Setting, string Message)> FaultsOfLimits()
    {
        if (MaximumFileBytes < 1)
            yield return (nameof(MaximumFileBytes), "must be at least 1.");
        if (MaximumZipRatio < 1)
            yield return (nameof(MaximumZipRatio), "must be at least 1.");
        if (MaximumRowBytes < 1024)
            yield return (nameof(MaximumRowBytes), "must be at least 1024.");
        if (RowsPerChunk is < 100 or > 100_000)
            yield return (nameof(RowsPerChunk), "must lie between 100 and 100000.");
        if (RefusedRowsTold < 1)
            yield return (nameof(RefusedRowsTold), "must be at least 1.");
        if (MaximumObjects < 1)
            yield return (nameof(MaximumObjects), "must be at least 1.");
    }
}
