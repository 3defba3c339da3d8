namespace GovernanceConsole.Sqlite;

/// <summary>Where the file is and how the writer batches.</summary>
public sealed class SqliteOptions
{
    /// <summary>The database file. Created with its folder when it is not there.</summary>
    public required string File { get; init; }

    /// <summary>How many waiting commands share one commit. 64 is where the curve flattens on two cores.</summary>
    public int CommandsPerCommit { get; init; } = 64;

    /// <summary>How long one command may write of a long list while others wait. Default 10 ms, half of what 64 commands take.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a command waits while another program holds the file to write into it. Default 5 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many commands may wait. A caller beyond that waits for a place.</summary>
    public int QueueLength { get; init; } = 1024;
}
