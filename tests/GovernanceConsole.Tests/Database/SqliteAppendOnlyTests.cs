using GovernanceConsole.Identity;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Checkpoints;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace GovernanceConsole.Tests.Database;

/// <summary>
/// Whoever opens the file with another program meets the same guards: also with the pragma that program starts with,
/// under which INSERT OR REPLACE deletes rows without asking the triggers.
/// </summary>
public sealed class SqliteAppendOnlyTests
{
    private const string Columns = "ledger, idx, type, at, object_kind, object_id, actor_id, command_id, body, corr";

    private const string NextInTheRowOfAnOldOne =
        "SELECT 1, ledger, (SELECT max(idx) + 1 FROM ledger_entries WHERE ledger = 1), 'forged', at, object_kind, object_id, actor_id, command_id, body, corr FROM ledger_entries WHERE ledger = 1 AND idx = 0";

    private const string Copy = "SELECT ledger, idx, 'forged', at, object_kind, object_id, actor_id, command_id, body, corr FROM ledger_entries WHERE ledger = 1";

    [Theory]
    [InlineData("UPDATE ledger_entries SET type = 'forged'", true)]
    [InlineData("UPDATE ledger_entries SET type = 'forged'", false)]
    [InlineData("UPDATE OR REPLACE ledger_entries SET idx = 1 WHERE idx = 0", false)]
    [InlineData("DELETE FROM ledger_entries", true)]
    [InlineData("DELETE FROM ledger_entries", false)]
    [InlineData("INSERT OR REPLACE INTO ledger_entries (" + Columns + ") " + Copy + " AND idx = 0", true)]
    [InlineData("INSERT OR REPLACE INTO ledger_entries (" + Columns + ") " + Copy + " AND idx = 0", false)]
    [InlineData("REPLACE INTO ledger_entries (" + Columns + ") " + Copy + " AND idx = (SELECT max(idx) FROM ledger_entries)", false)]
    [InlineData("INSERT INTO ledger_entries (" + Columns + ") " + Copy + " AND idx = 0 ON CONFLICT (ledger, idx) DO UPDATE SET type = 'forged'", false)]
    [InlineData("INSERT OR REPLACE INTO ledger_entries (rowid, " + Columns + ") " + NextInTheRowOfAnOldOne, false)]
    [InlineData("INSERT OR REPLACE INTO ledger_entries (rowid, " + Columns + ") " + NextInTheRowOfAnOldOne, true)]
    [InlineData("UPDATE ledger_heads SET size = size - 1 WHERE ledger = 1", true)]
    [InlineData("UPDATE ledger_heads SET size = 0, frontier = x'' WHERE ledger = 1", false)]
    [InlineData("UPDATE ledger_heads SET name = 'other'", false)]
    [InlineData("UPDATE ledger_heads SET ledger = 9 WHERE ledger = 1", false)]
    [InlineData("DELETE FROM ledger_heads", false)]
    [InlineData("UPDATE ledger_heads SET root = last_leaf WHERE ledger = 1", false)]
    [InlineData("UPDATE ledger_heads SET frontier = x'00' WHERE ledger = 1", false)]
    [InlineData("UPDATE ledger_heads SET last_leaf = root WHERE ledger = 1", true)]
    [InlineData("UPDATE ledger_heads SET size = size + 1 WHERE ledger = 1", false)]
    [InlineData("UPDATE OR REPLACE ledger_heads SET ledger = 2 WHERE ledger = 1", false)]
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

    private const string NewestText = "(SELECT max(idx) FROM ledger_private WHERE ledger = 1)";

    private const string Scripts = "schema_scripts (number, name, sha256, applied_at)";

    /// <summary>What the ledger keeps beside its entries: each row is there afterwards as it was before.</summary>
    [Theory]
    [Trait("row", "R-161")]
    [InlineData("UPDATE ledger_private SET value = 'forged'", "private texts of the ledger are never updated")]
    [InlineData("UPDATE OR REPLACE ledger_private SET idx = 0", "private texts of the ledger are never updated")]
    [InlineData("DELETE FROM ledger_private", "goes only by an erasure")]
    [InlineData("INSERT OR REPLACE INTO ledger_private SELECT ledger, idx, field, salt, 'forged' FROM ledger_private WHERE idx = 0", "comes with its ledger entry")]
    [InlineData("INSERT OR REPLACE INTO ledger_private SELECT ledger, idx, field, salt, 'forged' FROM ledger_private WHERE idx = " + NewestText, "comes with its ledger entry")]
    [InlineData("INSERT INTO ledger_private VALUES (1, (SELECT max(idx) FROM ledger_entries WHERE ledger = 1), 'late', x'00', 'too late')", "comes with its ledger entry")]
    [InlineData("INSERT INTO ledger_private VALUES (1, 1000, 'early', x'00', 'without an entry')", "comes with its ledger entry")]
    [InlineData("INSERT INTO ledger_private SELECT ledger, idx, field, salt, value FROM ledger_private WHERE true ON CONFLICT DO UPDATE SET value = 'forged'", "comes with its ledger entry")]
    [InlineData("INSERT INTO ledger_erased_texts VALUES (1, 1000, 'set.name')", "names a private text that is there")]
    [InlineData("INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private; UPDATE ledger_erased_texts SET idx = idx + 1", "never updated")]
    [InlineData("INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private; DELETE FROM ledger_erased_texts", "never deleted")]
    [InlineData("INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private; INSERT OR REPLACE INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private", "once")]
    [InlineData("UPDATE ledger_objects SET state = x'7b7d'", "changes with its version")]
    [InlineData("UPDATE ledger_objects SET version = version - 1", "changes with its version")]
    [InlineData("UPDATE ledger_objects SET version = version + 1, object_kind = 'vendor'", "changes with its version")]
    [InlineData("DELETE FROM ledger_objects", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO ledger_objects SELECT object_id, object_kind, version + 1, x'7b7d', state_hash FROM ledger_objects", "never replaced")]
    [InlineData("INSERT INTO ledger_objects SELECT * FROM ledger_objects WHERE true ON CONFLICT DO UPDATE SET version = version + 1", "never replaced")]
    [InlineData("UPDATE schema_scripts SET sha256 = '00'", "never updated")]
    [InlineData("DELETE FROM schema_scripts WHERE number = 1", "never deleted")]
    [InlineData("INSERT OR REPLACE INTO " + Scripts + " VALUES (1, 'ledger', '00', 0)", "never replaced")]
    public async Task Statement_AgainstWhatTheLedgerKeepsBesideItsEntries_IsRefused(string statement, string guard)
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);

        foreach (var withRecursiveTriggers in new[] { true, false })
        {
            var refusal = Assert.Throws<SqliteException>(() => Execute(console.File, $"BEGIN; {statement}; COMMIT;", withRecursiveTriggers));
            Assert.Contains(guard, refusal.Message, StringComparison.Ordinal);
        }

        await LedgerFold.EqualsTheTablesAsync(console);
        await console.RestartAsync();
    }

    [Theory]
    [InlineData("UPDATE command_results SET answer = '0'", "never updated")]
    [InlineData("UPDATE OR REPLACE command_results SET command_id = (SELECT min(command_id) FROM command_results)", "never updated")]
    [InlineData("INSERT OR REPLACE INTO command_results SELECT command_id, use_case, request_hash, '0', at FROM command_results", "never replaced")]
    [InlineData("INSERT INTO command_results SELECT * FROM command_results WHERE true ON CONFLICT DO UPDATE SET answer = '0'", "never replaced")]
    [InlineData("INSERT INTO command_results SELECT zeroblob(16), use_case, request_hash, answer, (SELECT max(at) FROM ledger_entries WHERE ledger = 1) - 30 * 86400000 + 60000 FROM command_results LIMIT 1; DELETE FROM command_results WHERE command_id = zeroblob(16)", "stays for 30 days")]
    public async Task Statement_AgainstTheAnswerOfACommand_IsRefused(string statement, string guard)
    {
        await using var console = await TestConsole.StartAsync();

        foreach (var withRecursiveTriggers in new[] { true, false })
            Assert.Contains(guard, Assert.Throws<SqliteException>(() => Execute(console.File, $"BEGIN; {statement}; COMMIT;", withRecursiveTriggers)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerOfACommand_AfterThirtyDays_MayGo()
    {
        await using var console = await TestConsole.StartAsync();

        Execute(
            console.File,
            "INSERT INTO command_results SELECT zeroblob(16), use_case, request_hash, answer, (SELECT max(at) FROM ledger_entries WHERE ledger = 1) - 30 * 86400000 FROM command_results LIMIT 1; DELETE FROM command_results WHERE command_id = zeroblob(16)",
            withRecursiveTriggers: false);

        Assert.Equal(0L, PastTheConsole.Read(console.File, "SELECT count(*) FROM command_results WHERE command_id = zeroblob(16)"));
    }

    /// <summary>The one way: the record of it first, then the text; the record stays.</summary>
    [Fact]
    [Trait("row", "R-161")]
    public async Task PrivateText_OfWhichTheErasureIsWrittenDown_MayGoAndDoesNotComeBack()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");
        const string Where = "WHERE ledger = 1 AND idx = " + NewestText + " AND field = 'set.name'";

        Execute(console.File, $"INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private {Where}; DELETE FROM ledger_private {Where}", withRecursiveTriggers: false);

        Assert.Throws<SqliteException>(() => Execute(
            console.File, "INSERT INTO ledger_private SELECT ledger, idx, field, zeroblob(32), 'Ada' FROM ledger_erased_texts", withRecursiveTriggers: false));
        Assert.Throws<SqliteException>(() => Execute(console.File, "DELETE FROM ledger_erased_texts", withRecursiveTriggers: false));
    }

    private const string Pruning =
        "UPDATE ledger_entries SET pruned_leaf_hash = zeroblob(32), body = x'', type = '', object_kind = NULL, object_id = NULL, actor_id = NULL, command_id = NULL, corr = NULL";

    /// <summary>Bodies go only where the record of it says so, which names signed entries, each once, and stays.</summary>
    [Theory]
    [Trait("row", "B-17")]
    [InlineData(Pruning + " WHERE ledger = 1 AND idx = 1", "ledger entries are never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); " + Pruning + " WHERE ledger = 1 AND idx = 2", "ledger entries are never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); " + Pruning + ", at = 0 WHERE ledger = 1 AND idx = 1", "ledger entries are never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); " + Pruning + ", pruned_leaf_hash = zeroblob(31) WHERE ledger = 1 AND idx = 1", "ledger entries are never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); UPDATE ledger_entries SET body = x'' WHERE ledger = 1 AND idx = 1", "ledger entries are never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); " + Pruning + " WHERE ledger = 1 AND idx = 1; " + Pruning + " WHERE ledger = 1 AND idx = 1", "ledger entries are never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); DELETE FROM ledger_entries WHERE ledger = 1 AND idx = 1", "ledger entries are never deleted")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 0, 0); DELETE FROM ledger_private WHERE ledger = 1 AND idx = 1", "or with its entry")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 1, 3, 0)", "after they were signed")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (2, 0, 0, 0)", "after they were signed")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 2, 1, 0)", "after they were signed")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, -1, 1, 0)", "after they were signed")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0), (1, 1, 2, 0)", "are pruned once")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 1, 2, 0), (1, 0, 1, 0)", "are pruned once")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); INSERT OR REPLACE INTO ledger_pruned_ranges VALUES (1, 0, 0, 0)", "are pruned once")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); UPDATE ledger_pruned_ranges SET to_idx = 2", "never updated")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0); DELETE FROM ledger_pruned_ranges", "never deleted")]
    public async Task Statement_ThatPrunesOtherwiseThanTheConsoleDoes_IsRefused(string statement, string guard)
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);
        await console.SealAsync();
        await console.PersonAsync("Unsigned");

        foreach (var withRecursiveTriggers in new[] { true, false })
        {
            var refusal = Assert.Throws<SqliteException>(() => Execute(console.File, $"BEGIN; {statement}; COMMIT;", withRecursiveTriggers));
            Assert.Contains(guard, refusal.Message, StringComparison.Ordinal);
        }

        await LedgerFold.EqualsTheTablesAsync(console);
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
