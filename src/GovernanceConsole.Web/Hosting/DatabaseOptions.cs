namespace GovernanceConsole.Web.Hosting;

/// <summary>The databases the console runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions : ICheckedOptions
{
    public static string Section => "Database";

    /// <summary>Chosen once at start; business code cannot tell which. Default <c>Sqlite</c>.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// Work that was begun before this instant and is not done was left by a process that ended. Where nodes share the database
    /// another one may be at it: there only what is older than the longest work is.
    /// </summary>
    /// <param name="startedAt">When this process began.</param>
    internal DateTimeOffset AbandonedBefore(DateTimeOffset startedAt) => Provider == DatabaseProvider.Sqlite ? startedAt : startedAt - LongestWork;

    private static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (!Enum.IsDefined(Provider))
            yield return new ConfigurationFault("Database:Provider", $"'{Provider}' is not one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
    }
}

/// <summary>Section <c>ConnectionStrings</c>. Another name in it is a fault: it would be a misspelt one.</summary>
public sealed class ConnectionStringOptions : ICheckedOptions
{
    public static string Section => "ConnectionStrings";

    /// <summary>
    /// For SQLite <c>Data Source=data/governance.db</c>; a relative file is counted from the repository's root in a
    /// checkout and from the console's folder elsewhere. Created when it is not there.
    /// </summary>
    public string Governance { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (string.IsNullOrWhiteSpace(Governance))
            yield return new ConfigurationFault("ConnectionStrings:Governance", "is empty. Set it, for instance to 'Data Source=data/governance.db'.");
        else if (!Governance.Contains('='))
            yield return new ConfigurationFault("ConnectionStrings:Governance", "is not a connection string of the form 'Name=value;Name=value'.");
    }
}
