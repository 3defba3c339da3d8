using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class ChainCheckTests
{
    private const string NoGuards =
        "DROP TRIGGER ledger_entries_are_never_updated; DROP TRIGGER ledger_entries_are_never_deleted; DROP TRIGGER ledger_heads_never_shrink; DROP TRIGGER ledger_heads_change_by_growing; DROP TRIGGER ledger_heads_count_the_entries; DROP TRIGGER ledger_private_is_never_updated; DROP TRIGGER ledger_private_goes_with_its_erasure; ";

    [Fact]
    public async Task Run_OverGoodLedgers_SaysHowFarTheyGo()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);

        var chains = await console.Use<ChainCheck>().RunAsync();

        Assert.Equal([3, 0], chains.Select(c => c.Size));
        Assert.All(chains, c => Assert.Null(c.Fault));
    }

    [Theory]
    [Trait("row", "R-161")]
    [InlineData("UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), '\"via\":\"ui\"', '\"via\":\"cli\"') AS BLOB) WHERE idx = 1", "ntry 1")]
    [InlineData("DELETE FROM ledger_entries WHERE idx = 1", "ntry 1")]
    [InlineData("DELETE FROM ledger_entries WHERE idx = 2", "counts 3 entries, and there are 2.")]
    [InlineData("UPDATE ledger_heads SET root = zeroblob(32) WHERE ledger = 1", "their root is another one.")]
    [InlineData("UPDATE ledger_entries SET pruned_leaf_hash = zeroblob(32) WHERE idx = 1", "the column pruned_leaf_hash")]
    [InlineData("UPDATE ledger_entries SET type = 'person.updated' WHERE idx = 1", "the column type")]
    [InlineData("UPDATE ledger_entries SET at = at + 1 WHERE idx = 1", "the column at")]
    [InlineData("UPDATE ledger_entries SET actor_id = NULL WHERE idx = 1", "the column actor_id")]
    [InlineData("UPDATE ledger_entries SET object_id = zeroblob(16) WHERE idx = 1", "the column object_id")]
    [InlineData("UPDATE ledger_private SET value = 'Eve' WHERE idx = 1 AND field = 'set.name'", "the text of \"set.name\" is not the committed one")]
    [InlineData("DELETE FROM ledger_private WHERE idx = 1 AND field = 'set.name'", "The private text \"1 set.name\" (entry and field) is missing")]
    [InlineData("INSERT INTO ledger_erased_texts (ledger, idx, field) VALUES (1, 1, 'set.name'); DELETE FROM ledger_private WHERE idx = 1 AND field = 'set.name'", "no entry says that it was erased")]
    public async Task Run_AfterAnEditPastTheConsole_SaysWhatIsWrong(string edit, string fault)
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada", Role.Auditor);

        PastTheConsole.Execute(console.File, NoGuards + edit);

        Assert.Contains(fault, (await console.Use<ChainCheck>().RunAsync())[0].Fault, StringComparison.Ordinal);
    }
}
