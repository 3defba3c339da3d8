namespace GovernanceConsole.Backups;

/// <summary>A backup was not made, or cannot be opened.</summary>
public sealed class BackupException : Exception
{
    /// <param name="message">One sentence for whoever operates the console.</param>
    public BackupException(string message)
        : base(message)
    {
    }

    /// <param name="message">One sentence for whoever operates the console.</param>
    /// <param name="cause">What was met.</param>
    public BackupException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
