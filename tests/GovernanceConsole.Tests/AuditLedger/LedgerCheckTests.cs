using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.Checkpoints;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.AuditLedger;

[Trait("row", "R-161")]
public sealed class LedgerCheckTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _auditor = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _auditor = await _console.PersonAsync("Ada", Role.Auditor);
        Assert.False((await _console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("V", "V"), _auditor)).IsAccepted);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Check_OfWhatTheConsoleWrote_FindsItGoodWithTheRootsOfBothLedgers()
    {
        var result = await CheckAsync();

        Assert.Null(result.Fault);
        Assert.Equal([3, 1], result.Ledgers.Select(l => l.Size));
        Assert.Equal((await _console.Use<TimelineQueries>().StateAsync()).Root, result.Ledgers[0].Root);
        Assert.True(result.Ledgers[0].Texts >= 3);
        Assert.Equal(0, result.Ledgers.Sum(l => l.Erased));
    }

    [Theory]
    [InlineData("UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), 'command-line', 'nobody') AS BLOB) WHERE ledger = 1 AND idx = 0", 1L, "Entry 0 is not the one that entry 1 was written after")]
    [InlineData("UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), '\"via\":\"ui\"', '\"via\":\"cli\"') AS BLOB) WHERE ledger = 1 AND idx = 2", 2L, "their root is another one")]
    [InlineData("UPDATE ledger_entries SET pruned_leaf_hash = randomblob(32) WHERE ledger = 1 AND idx = 1", 1L, "column pruned_leaf_hash")]
    [InlineData("UPDATE ledger_entries SET body = x'' WHERE ledger = 1 AND idx = 1", 1L, "neither a body nor the leaf hash")]
    [InlineData("UPDATE ledger_entries SET body = x'7b7d' WHERE ledger = 1 AND idx = 2", 2L, "not a canonical body")]
    [InlineData("DELETE FROM ledger_entries WHERE ledger = 1 AND idx = 1", 2L, "was to come")]
    [InlineData("DELETE FROM ledger_entries WHERE ledger = 1 AND idx = 2", 1L, "counts 3 entries, and there are 2")]
    [InlineData("UPDATE ledger_heads SET root = randomblob(32) WHERE ledger = 1", 2L, "their root is another one")]
    [InlineData("UPDATE ledger_entries SET type = 'person.left' WHERE ledger = 1 AND idx = 1", 1L, "column type")]
    [InlineData("UPDATE ledger_entries SET at = at + 1 WHERE ledger = 1 AND idx = 1", 1L, "column at")]
    [InlineData("UPDATE ledger_entries SET actor_id = NULL WHERE ledger = 1 AND idx = 1", 1L, "column actor_id")]
    [InlineData("UPDATE ledger_entries SET object_id = randomblob(16) WHERE ledger = 1 AND idx = 1", 1L, "column object_id")]
    [InlineData("UPDATE ledger_entries SET object_id = NULL, object_kind = NULL WHERE ledger = 1 AND idx = 1", 1L, "column object_id")]
    [InlineData("UPDATE ledger_entries SET command_id = randomblob(16) WHERE ledger = 1 AND idx = 1", 1L, "column command_id")]
    [InlineData("UPDATE ledger_entries SET corr = randomblob(16) WHERE ledger = 1 AND idx = 1", 1L, "column corr")]
    [InlineData("UPDATE ledger_private SET value = 'Eve' WHERE ledger = 1 AND idx = 1 AND field = 'set.name'", 1L, "the text of \"set.name\" is not the committed one")]
    [InlineData("UPDATE ledger_private SET salt = x'00' WHERE ledger = 1 AND idx = 1 AND field = 'set.name'", 1L, "not the committed one")]
    [InlineData("DELETE FROM ledger_private WHERE ledger = 1 AND idx = 1 AND field = 'set.name'", 2L, "\"1 set.name\" (entry and field) is missing")]
    [InlineData("INSERT INTO ledger_private VALUES (1, 1, 'set.planted', zeroblob(32), 'x')", 1L, "holds no commitment of the text \"set.planted\"")]
    [InlineData("INSERT INTO ledger_erased_texts VALUES (1, 1, 'set.name')", 1L, "\"1 set.name\" (entry and field) is noted as erased")]
    [InlineData("INSERT INTO ledger_pruned_ranges VALUES (1, 0, 1, 0)", 0L, "0 to 1 are noted as pruned")]
    [InlineData("INSERT INTO ledger_private VALUES (1, 77, 'set.planted', zeroblob(32), 'x')", null, "belongs to no entry")]
    [InlineData("DELETE FROM command_results WHERE use_case = 'RegisterPerson'", 1L, "the answer, which stays for 30 days, is gone")]
    [InlineData("UPDATE command_results SET command_id = randomblob(16) WHERE use_case = 'GrantRole'", 2L, "is gone")]
    public async Task Check_AfterAChangePastTheConsole_NamesTheEntry(string sql, long? idx, string sentence)
    {
        PastTheConsole.ExecuteUnguarded(_console.File, sql);

        var fault = (await CheckAsync()).Fault!;

        Assert.Equal((TrailLedger.Decisions, idx), (fault.Ledger, fault.Idx));
        Assert.Contains(sentence, fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAFaultInTheOtherLedger_NamesThatLedgerAfterFindingTheFirstGood()
    {
        PastTheConsole.ExecuteUnguarded(_console.File, "UPDATE ledger_entries SET command_id = NULL WHERE ledger = 2 AND idx = 0");

        var result = await CheckAsync();

        Assert.Equal((TrailLedger.SecurityEvents, 0), (result.Fault!.Ledger, result.Fault.Idx));
        Assert.Equal(TrailLedger.Decisions, Assert.Single(result.Ledgers).Ledger);
    }

    /// <summary>Proofs are made of these hashes; nobody asks for one every day.</summary>
    [Theory]
    [InlineData("UPDATE ledger_tiles SET hash = zeroblob(32) WHERE ledger = 1 AND tile = 0", "over the entries 0 to 255 is not the one over them")]
    [InlineData("DELETE FROM ledger_tiles WHERE ledger = 1", "over the entries 0 to 255 is gone: proofs are made of the entries")]
    [InlineData("INSERT INTO ledger_tiles VALUES (1, 1, zeroblob(32))", "over the entries 256 to 511 stands where no such entries are")]
    [InlineData("UPDATE ledger_checkpoints SET size = size + 1 WHERE ledger = 1", "a checkpoint that was kept speaks of")]
    public async Task Check_OfWhatProofsAreMadeOf_FindsWhatIsNotTheEntries(string sql, string sentence)
    {
        await _console.GrowAsync(256);
        await _console.SealAsync();
        Assert.Null((await CheckAsync()).Fault);
        PastTheConsole.ExecuteUnguarded(_console.File, sql);

        Assert.Contains(sentence, (await CheckAsync()).Fault?.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE number_series SET last = 1 WHERE series = 'LH'", "LH stands at 1, and LH-0002 was given out")]
    [InlineData("DELETE FROM number_series", "LH stands at 0, and LH-0002 was given out")]
    [InlineData("UPDATE number_series SET last = 77", null)]
    public async Task Check_OfASeriesOfNumbers_FindsItBehindWhatWasGivenOut(string sql, string? sentence)
    {
        _ = (await _console.HoldAsync(_auditor.Person)).Value;
        _ = (await _console.HoldAsync(null)).Value;
        PastTheConsole.ExecuteUnguarded(_console.File, sql);

        if (sentence is null)
            Assert.Null((await CheckAsync()).Fault);
        else
            Assert.Contains(sentence, (await CheckAsync()).Fault?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAnAnswerThatNoEntryTellsOf_SaysSo()
    {
        PastTheConsole.Execute(_console.File, "INSERT INTO command_results VALUES (randomblob(16), 'GrantRole', zeroblob(32), '{}', 0)");

        Assert.Contains("(GrantRole) is stored, and no entry tells of the command", (await CheckAsync()).Fault?.Sentence, StringComparison.Ordinal);
        Assert.Contains(await _console.Use<ChainCheck>().RunAsync(), c => c.Fault is not null);
    }

    [Fact]
    public async Task Check_OfAnAnswerWhoseTimeIsOver_DoesNotMissIt()
    {
        _console.Clock.Advance(TimeSpan.FromDays(31));
        _ = await _console.VendorAsync("V1");
        PastTheConsole.Execute(_console.File, "DELETE FROM command_results WHERE use_case = 'RegisterPerson'");

        Assert.Null((await CheckAsync()).Fault);
    }

    /// <summary>An index that was made with another condition, under the text of the right one: lists and searches leave entries out, and the schema looks as it should.</summary>
    [Fact]
    public async Task Check_OfAnIndexThatLeavesEntriesOut_NamesIt()
    {
        const string Index = "ix_ledger_entries_ledger_type_idx";
        PastTheConsole.Execute(_console.File, $"""
            DROP INDEX {Index};
            CREATE INDEX {Index} ON ledger_entries (ledger, type, idx) WHERE type <> 'person.registered';
            PRAGMA writable_schema = ON;
            UPDATE sqlite_master SET sql = 'CREATE INDEX {Index} ON ledger_entries (ledger, type, idx)' WHERE name = '{Index}';
            PRAGMA writable_schema = RESET
            """);
        Assert.Empty(await _console.Use<IntegrityQueries>().GuardDifferencesAsync());

        var fault = (await CheckAsync()).Fault!;

        Assert.Null(fault.Ledger);
        Assert.Contains(Index, fault.Sentence, StringComparison.Ordinal);
        Assert.Equal(fault.Sentence, await _console.Use<IntegrityQueries>().LastFaultAsync());
    }

    [Fact]
    public async Task Check_OfAnEntryAfterWhichThereIsNoRow_NamesIt()
    {
        PastTheConsole.ExecuteUnguarded(_console.File, $"UPDATE ledger_entries SET rowid = {long.MaxValue} WHERE ledger = 1 AND idx = 1");

        Assert.Contains("entry 1 of ledger 1 stands in row", string.Join(' ', await _console.Store.FindDamageAsync(CancellationToken.None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BySomebodyWhoDoesNotReadTheTrail_DoesNothing()
    {
        await _console.Use<LedgerCheck>().Start(await _console.PersonAsync("Dora", Role.DeskLead));

        Assert.Null(_console.Use<LedgerCheck>().Last);
    }

    [Fact]
    public async Task Cancel_WhileItRuns_EndsWithoutAResult()
    {
        var check = _console.Use<LedgerCheck>();
        check.Changed += (_, _) =>
        {
            if (check.Progress is { Checked: > 0 })
                check.Cancel(_auditor);
        };

        await check.Start(_auditor);

        Assert.Equal((null, null, null), (check.Last, check.Failure, check.Progress));
    }

    [Fact]
    public async Task Check_OfADatabaseThatCannotBeRead_SaysWhy()
    {
        PastTheConsole.ExecuteUnguarded(_console.File, "ALTER TABLE ledger_heads RENAME COLUMN root TO roots");

        var check = _console.Use<LedgerCheck>();
        await check.Start(_auditor);

        Assert.Null(check.Last);
        Assert.Contains("no such column", check.Failure, StringComparison.Ordinal);
    }

    private async Task<LedgerCheckResult> CheckAsync()
    {
        await _console.Use<LedgerCheck>().Start(_auditor);
        return _console.Use<LedgerCheck>().Last!;
    }
}
