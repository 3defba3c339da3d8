using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>What somebody does who opens the file with another program.</summary>
internal static class PastTheConsole
{
    public static void Run(TestConsole console, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={console.File};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
