using System.Data.Common;
using GovernanceConsole.Storage;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Sqlite;

/// <summary>
/// Where the scheduler keeps its tables: a file of its own beside the database, because the scheduler's connections would
/// be a second writer in ours. <c>governance.db</c> has <c>governance-scheduler.db</c>. It holds nothing that cannot be
/// made again.
/// </summary>
public static class SqliteSchedulerFile
{
    /// <summary>Connections to the file that belongs to a database, which is made where it is not there.</summary>
    /// <param name="databaseFile">The console's own database.</param>
    public static DbDataSource Open(string databaseFile)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(databaseFile))!;
        DurableFiles.CreateFolder(folder);
        var file = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(databaseFile)}-scheduler.db");
        DurableFiles.Open(file, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode = WAL"; // kept in the file; readers of the Jobs page do not wait for the scheduler
        pragma.ExecuteNonQuery();
        return SqliteFactory.Instance.CreateDataSource(connectionString);
    }
}
