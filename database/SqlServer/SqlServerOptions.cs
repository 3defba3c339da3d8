using Microsoft.Data.SqlClient;

namespace GovernanceConsole.SqlServer;

/// <summary>Where the database is.</summary>
public sealed class SqlServerOptions
{
    /// <summary>
    /// The connection string, key <c>ConnectionStrings:Governance</c>. With <c>ApplicationIntent=ReadOnly</c> pages read
    /// from a replica where the listener routes them to one, and may lag behind; commands always go to the primary.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>What is wrong with the connection string, a predicate each; empty when it can be used.</summary>
    /// <param name="isDevelopment">In Development a server with a certificate of its own making is accepted.</param>
    public IReadOnlyList<string> Faults(bool isDevelopment)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            return ["is empty. SQL Server needs a connection string."];

        SqlConnectionStringBuilder parsed;
        try
        {
            parsed = new SqlConnectionStringBuilder(ConnectionString);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            return ["is not a connection string that SQL Server's driver understands."];
        }

        var faults = new List<string>();
        if (parsed.InitialCatalog.Length == 0)
            faults.Add("names no database: add Database=<name>.");
        if (!isDevelopment && parsed.TrustServerCertificate)
            faults.Add("holds TrustServerCertificate=true, which accepts any server that answers: install a certificate the console can check, and remove it.");
        if (!isDevelopment && parsed.Encrypt.Equals(SqlConnectionEncryptOption.Optional))
            faults.Add("holds Encrypt=false, which sends everything in clear text: remove it.");
        return faults;
    }

    /// <summary>For commands: a pool of its own, because a pooled connection keeps the isolation level of its last user.</summary>
    internal string ForWriting => new SqlConnectionStringBuilder(ConnectionString)
    {
        ApplicationName = "GovernanceConsole",
        ApplicationIntent = ApplicationIntent.ReadWrite,
        MultipleActiveResultSets = false,
        Enlist = false,
    }.ToString();

    /// <summary>For queries.</summary>
    internal string ForReading => new SqlConnectionStringBuilder(ConnectionString)
    {
        ApplicationName = "GovernanceConsole reading",
        MultipleActiveResultSets = false,
        Enlist = false,
    }.ToString();
}
