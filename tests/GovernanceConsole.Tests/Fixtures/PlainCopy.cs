using GovernanceConsole.Backups;
using GovernanceConsole.Sqlite;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>What versions before sealed backups made: a plain, checked copy of the database.</summary>
internal static class PlainCopy
{
    /// <summary>Opens nothing that is sealed: there are no keys.</summary>
    public static SealedBackups NoKeys { get; } = new(TimeProvider.System);

    /// <returns>How far its ledgers go.</returns>
    public static IReadOnlyList<BackedUpLedger> Make(string database, string target) => new SqliteDatabaseCopy(database).Read((plain, ledgers) =>
    {
        using var stream = new FileStream(target, FileMode.CreateNew);
        plain.CopyTo(stream);
        return ledgers;
    });
}
