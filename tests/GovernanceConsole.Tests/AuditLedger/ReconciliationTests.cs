using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>Every kind of edit past the console is told with object and field. That nothing else is, every use-case test says at its end.</summary>
public sealed class ReconciliationTests
{
    private const string Other = "CREATE TEMP TABLE other AS SELECT * FROM";

    [Theory]
    [Trait("row", "X1")]
    [Trait("row", "R-161")]
    [InlineData("UPDATE recovery_paths SET name = 'Quiet door'", "recovery-path RP-0001 name", "Help-desk reset 1", "Quiet door")]
    [InlineData("UPDATE recovery_paths SET state_reason = 'x'", "recovery-path RP-0001 state_reason", "nothing", "x")]
    [InlineData("UPDATE recovery_paths SET version = version + 1", "recovery-path RP-0001 version", "8", "9")]
    [InlineData("UPDATE people SET name = 'Carl' WHERE name = 'Carla Control'", "person * name", "Carla Control", "Carl")]
    [InlineData("UPDATE people SET email = NULL WHERE name = 'Carla Control'", "person * email", "E0002@example.test", "nothing")]
    [InlineData("UPDATE people SET may_act = 0 WHERE name = 'Nele Next'", "person * may_act", "True", "False")]
    [InlineData("DELETE FROM path_ownerships WHERE id = (SELECT min(id) FROM path_ownerships)", "recovery-path RP-0001 path_ownerships/*", "a row", "nothing")]
    [InlineData("DELETE FROM recovery_paths", "recovery-path RP-0001 recovery_paths", "a row", "nothing")]
    [InlineData(Other + " role_grants LIMIT 1; UPDATE other SET id = zeroblob(16), role = 'Auditor'; INSERT INTO role_grants SELECT * FROM other", "person * role_grants/*", "nothing", "a row")]
    [InlineData(Other + " people LIMIT 1; UPDATE other SET id = zeroblob(16), directory_key = 'X', email = NULL; INSERT INTO people SELECT * FROM other", "person 00000000000000000000000000000000 people", "nothing", "a row")]
    [InlineData("INSERT INTO accounts VALUES (zeroblob(16), zeroblob(16), 'i', 's')", "person 00000000000000000000000000000000 accounts", "nothing", "a row")]
    [InlineData("DROP TRIGGER ledger_objects_get_newer; UPDATE ledger_objects SET state = CAST(replace(CAST(state AS TEXT), 'Help-desk reset 1', 'Quiet door') AS BLOB)", "recovery-path RP-0001 state", "hash *", "hash * beside it")]
    [InlineData("DROP TRIGGER ledger_objects_get_newer; UPDATE ledger_objects SET state = CAST(replace(CAST(state AS TEXT), 'Help-desk reset 1', 'Quiet door') AS BLOB)", "recovery-path RP-0001 name", "Quiet door", "Help-desk reset 1")]
    [InlineData("UPDATE ledger_objects SET version = version + 1 WHERE object_kind = 'recovery-path'", "recovery-path RP-0001 state", "recovery-path, version 8", "recovery-path, version 9")]
    [InlineData("DROP TRIGGER ledger_objects_get_newer; UPDATE ledger_objects SET state = x'00' WHERE object_kind = 'recovery-path'", "recovery-path * state", "canonical JSON", "something else")]
    [InlineData("DROP TRIGGER ledger_objects_are_never_deleted; DELETE FROM ledger_objects WHERE object_kind = 'recovery-path'", "recovery-path RP-0001 recovery_paths", "nothing", "a row")]
    [InlineData("DROP TRIGGER ledger_private_is_never_updated; UPDATE ledger_private SET value = 'Carl' WHERE value = 'Carla Control'", "person * name", "a text that is not the one kept beside it: the ledger's private texts were changed", "Carla Control")]
    [InlineData("DROP TRIGGER ledger_private_is_never_updated; UPDATE ledger_private SET salt = zeroblob(32) WHERE value = 'Carla Control'", "person * name", "a text that is not the one kept beside it: the ledger's private texts were changed", "Carla Control")]
    [InlineData("DROP TRIGGER ledger_private_is_never_updated; UPDATE ledger_private SET value = 'Carl' WHERE value = 'Carla Control'; UPDATE people SET name = 'Carl' WHERE name = 'Carla Control'", "person * name", "a text that is not the one kept beside it: the ledger's private texts were changed", "Carl")]
    [InlineData("DROP TRIGGER ledger_private_goes_with_its_erasure; DELETE FROM ledger_private WHERE value = 'Carla Control'", "person * name", "a text that is gone without its erasure", "Carla Control")]
    [InlineData("DROP TRIGGER ledger_entries_are_never_deleted; DELETE FROM ledger_entries WHERE object_kind = 'recovery-path'", "recovery-path RP-0001 state", "no entry", "version 8")]
    public async Task Run_AfterAnEditPastTheConsole_NamesObjectAndField(string edit, string place, string ledger, string table)
    {
        var paths = await PathConsole.StartAsync();
        await using var console = paths.Console;
        await paths.ActivePathAsync();

        PastTheConsole.Execute(console.File, edit);
        var report = await console.Use<Reconciliation>().RunAsync();

        Assert.Equal(report.Count, report.Differences.Count);
        Assert.Contains(report.Differences, d => Fits(d.Place, place) && Fits(d.LedgerSays, ledger) && Fits(d.TableSays, table));
    }

    /// <summary>Whoever also puts the hash right is caught by the entry.</summary>
    [Fact]
    [Trait("row", "R-161")]
    public async Task Run_AfterStateAndHashWereChangedTogether_NamesTheEntryThatSaysOtherwise()
    {
        var paths = await PathConsole.StartAsync();
        await using var console = paths.Console;
        await paths.ActivePathAsync();
        var state = Encoding.UTF8.GetString((byte[])PastTheConsole.Read(console.File, "SELECT state FROM ledger_objects WHERE object_kind = 'recovery-path'")!);
        var forged = Encoding.UTF8.GetBytes(state.Replace("Help-desk reset 1", "Quiet door", StringComparison.Ordinal));

        PastTheConsole.Execute(
            console.File,
            "DROP TRIGGER ledger_objects_get_newer; UPDATE recovery_paths SET name = 'Quiet door'; UPDATE ledger_objects SET state = $1, state_hash = $2 WHERE object_kind = 'recovery-path'",
            ("$1", forged), ("$2", SHA256.HashData(forged)));
        var report = await console.Use<Reconciliation>().RunAsync();

        var difference = Assert.Single(report.Differences);
        Assert.Equal("recovery-path RP-0001 state", difference.Place);
        Assert.Matches("hash .* in entry", difference.LedgerSays);
    }

    [Fact]
    public async Task Run_AfterATextWasErasedAsItShould_SaysNothingOfIt()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");
        const string Where = "WHERE ledger = 1 AND field = 'set.name' AND value = 'Ada'";

        PastTheConsole.Execute(console.File, $"INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private {Where}; DELETE FROM ledger_private {Where}");

        Assert.Equal(0, (await console.Use<Reconciliation>().RunAsync()).Count);
    }

    /// <summary>More objects than one page holds, changed while the comparison runs.</summary>
    [Fact]
    [Trait("row", "X1")]
    public async Task Run_WhileManyWrite_RaisesNoFalseAlarm()
    {
        await using var console = await TestConsole.StartAsync();
        using var enough = new CancellationTokenSource();
        var number = 0;
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var key = $"W{Interlocked.Increment(ref number)}";
                var person = (await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(key, $"Person {key}", $"{key}@example.test"), console.Founder)).Value;
                PathConsole.Accepted(await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, Role.Reviewer), console.Founder));
            }
        })).ToList();

        var reports = new List<ReconciliationReport>();
        while (reports.Count < 5 || reports[^1].Objects < 1200)
            reports.Add(await console.Use<Reconciliation>().RunAsync());
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        Assert.All(reports, r => Assert.Equal(0, r.Count));
        Assert.Equal(number + 1, (await console.Use<Reconciliation>().RunAsync()).Objects);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    private static bool Fits(string text, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
