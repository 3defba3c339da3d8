using GovernanceConsole.Identity;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Tests.Database;

/// <summary>
/// Whoever opens the file with another program meets the same guards: also with the pragma that program starts with,
/// under which INSERT OR REPLACE deletes rows without asking the triggers.
/// </summary>
public sealed class SqliteAppendOnlyTests
{
    private const string Copy = "SELECT ledger, idx, entry_id, 'forged', at, object_kind, object_id, actor_id, command_id, body, leaf_hash FROM ledger_entries WHERE ledger = 1";

    [Theory]
    [InlineData("UPDATE ledger_entries SET type = 'forged'", true)]
    [InlineData("UPDATE ledger_entries SET type = 'forged'", false)]
    [InlineData("UPDATE OR REPLACE ledger_entries SET idx = 1 WHERE idx = 0", false)]
    [InlineData("DELETE FROM ledger_entries", true)]
    [InlineData("DELETE FROM ledger_entries", false)]
    [InlineData("INSERT OR REPLACE INTO ledger_entries " + Copy + " AND idx = 0", true)]
    [InlineData("INSERT OR REPLACE INTO ledger_entries " + Copy + " AND idx = 0", false)]
    [InlineData("REPLACE INTO ledger_entries " + Copy + " AND idx = (SELECT max(idx) FROM ledger_entries)", false)]
    [InlineData("INSERT INTO ledger_entries " + Copy + " AND idx = 0 ON CONFLICT (ledger, idx) DO UPDATE SET type = 'forged'", false)]
    [InlineData("UPDATE ledger_heads SET size = size - 1 WHERE ledger = 1", true)]
    [InlineData("UPDATE ledger_heads SET size = 0, frontier = x'' WHERE ledger = 1", false)]
    [InlineData("UPDATE ledger_heads SET name = 'other'", false)]
    [InlineData("UPDATE ledger_heads SET ledger = 9 WHERE ledger = 1", false)]
    [InlineData("DELETE FROM ledger_heads", false)]
    public async Task Statement_AgainstTheLedger_IsRefused(string statement, bool withRecursiveTriggers)
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);

        Assert.Throws<SqliteException>(() => Execute(console.File, statement, withRecursiveTriggers));

        Assert.Equal(3, LedgerFold.VerifyChain(console.File, 1));
    }

    [Fact]
    public async Task HeadReplacedByASmallerOne_WithoutRecursiveTriggers_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Throws<SqliteException>(() => Execute(
            console.File, "INSERT OR REPLACE INTO ledger_heads SELECT ledger, name, 0, x'', root, last_leaf FROM ledger_heads WHERE ledger = 1", withRecursiveTriggers: false));

        Assert.Equal(1, LedgerFold.VerifyChain(console.File, 1));
    }

    private static void Execute(string file, string sql, bool withRecursiveTriggers)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False;Recursive Triggers={withRecursiveTriggers}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
