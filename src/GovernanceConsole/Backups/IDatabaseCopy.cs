namespace GovernanceConsole.Backups;

/// <summary>A database that backs itself up as a file. SQL Server makes its own backups and is none.</summary>
public interface IDatabaseCopy
{
    /// <summary>The name that backups begin with.</summary>
    string Name { get; }

    /// <summary>
    /// Copies one commit while others write, checks the copy whole, hands it over to be read once, and takes it away: no plain copy stays,
    /// and what a killed process left goes with the next copy or the next start.
    /// </summary>
    /// <exception cref="BackupException">Another copy is being made, or there is no room for one.</exception>
    /// <exception cref="Storage.SchemaException">The database is not the console's, or not sound.</exception>
    T Read<T>(Func<Stream, IReadOnlyList<BackedUpLedger>, T> read);
}
