using Microsoft.Data.SqlClient;

namespace GovernanceConsole.SqlServer;

/// <summary>What a failed command means for trying it again.</summary>
internal enum SqlServerFault
{
    /// <summary>Trying again would fail again.</summary>
    Final,

    /// <summary>Another command was in the way: deadlock, lock timeout, snapshot conflict.</summary>
    Contended,

    /// <summary>A unique index refused a row: with fresh data a rule will find it, or it is a fault of the rule.</summary>
    Duplicate,

    /// <summary>The connection was lost. If that was during the commit, the stored answer of the command id tells the outcome.</summary>
    Disconnected,
}

internal static class SqlServerFaults
{
    // Numbers: "Database Engine events and errors" in the SQL Server documentation.
    private static readonly int[] ContendedNumbers = [1205, 1222, 3960];
    private static readonly int[] DuplicateNumbers = [2601, 2627];
    private static readonly int[] DisconnectedNumbers = [64, 233, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613];

    public static SqlServerFault Of(Exception failure)
    {
        // The mapper wraps what the driver throws, in one layer or in two.
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is CommitOutcomeUnknownException unknown)
                return unknown.CanBeLookedUp ? SqlServerFault.Disconnected : SqlServerFault.Final;
            if (cause is SqlException error)
                return Of(error.Errors.Cast<SqlError>().Select(e => e.Number));
        }

        return SqlServerFault.Final;
    }

    private static SqlServerFault Of(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            if (ContendedNumbers.Contains(number))
                return SqlServerFault.Contended;
            if (DuplicateNumbers.Contains(number))
                return SqlServerFault.Duplicate;
            if (DisconnectedNumbers.Contains(number))
                return SqlServerFault.Disconnected;
        }

        return SqlServerFault.Final;
    }
}

/// <summary>The commit was sent and no answer came: the change is stored, or it is not.</summary>
/// <param name="canBeLookedUp">Whether the work begins by looking up a command id, so that running it again is safe.</param>
/// <param name="cause">What the driver said.</param>
internal sealed class CommitOutcomeUnknownException(bool canBeLookedUp, Exception cause) : Exception(
    "The connection was lost while the change was being stored. Repeat it: if it was stored, the repeat gives the same answer and changes nothing.", cause)
{
    public bool CanBeLookedUp => canBeLookedUp;
}
