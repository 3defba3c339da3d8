using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

/// <summary>L4: never two roots for one size, nothing after a rollback, and no step at whose end a killed process leaves the rest stuck.</summary>
public sealed class LedgerSealerTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Seal_ALedgerThatGrew_SignsAndKeepsItsCheckpoint()
    {
        var state = await _console.StateAsync();

        var signed = await _console.SealAsync();

        Assert.Equal(new Checkpoint(state.Name, state.Size, Convert.FromBase64String(state.Root)), Checkpoint.Parse(SignedNote.Parse(signed.Note!).Text));
        Assert.Equal(signed.Note, (await _console.RowsAsync<LedgerCheckpoint>()).Single(c => c.Size == state.Size).Note);
        Assert.Equal(state.Size, (await _console.StandingAsync()).Signer.Size);
    }

    [Fact]
    public async Task Seal_ALedgerThatDidNotGrow_SignsNothing()
    {
        await _console.SealAsync();

        Assert.Equal(new SealedLedger((await _console.StateAsync()).Name, (await _console.StateAsync()).Size, Note: null, Failure: null), await _console.SealAsync());
    }

    [Fact]
    public async Task Seal_AddsNoEntry()
    {
        var before = await _console.StateAsync();

        await _console.SealAsync();

        Assert.Equal(before, await _console.StateAsync());
    }

    [Fact]
    public async Task Seal_AfterAProcessThatWasKilledBetweenSigningAndKeeping_KeepsTheSameCheckpoint()
    {
        await _console.SealAsync();
        await _console.GrowAsync(3);
        var sealer = new LedgerSealer(_console.Use<ReadOnlyStore>(), new KeepCheckpoint(null!), _console.Use<RecordKeeping>(), _console.Signer);
        await Assert.ThrowsAsync<NullReferenceException>(() => sealer.SealAsync(SealingConsole.Job)); // signed, and killed before it is kept

        var sealedLater = await _console.SealAsync();

        Assert.Equal((await _console.StateAsync()).Size, Checkpoint.Parse(SignedNote.Parse(sealedLater.Note!).Text).Size);
        Assert.Equal(2, (await _console.RowsAsync<LedgerCheckpoint>()).Count(c => c.Ledger == 1));
    }

    [Fact]
    public async Task Seal_ByTwoAtATime_SignsEachSizeOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await _console.GrowAsync(1);
            await _console.SealAsync();
        }));
        await _console.SealAsync();

        var checkpoints = (await _console.RowsAsync<LedgerCheckpoint>()).Where(c => c.Ledger == 1).ToList();
        Assert.Equal(checkpoints.Count, checkpoints.Select(c => c.Size).Distinct().Count());
        Assert.All(checkpoints, c => Assert.Equal(c.Size, Checkpoint.Parse(SignedNote.Parse(c.Note).Text).Size));
    }

    [Fact]
    public async Task Seal_WhileAnotherProcessSigns_IsRefused()
    {
        using var other = CheckpointSigner.Open(_console.Signer.KeyFile, _console.Signer.StateFile);

        await Assert.ThrowsAsync<SignerException>(() => _console.SealAsync());
    }

    [Fact]
    public async Task Seal_AfterTheDatabaseWasSetBack_SignsNothingAndTellsPeopleAtOnce()
    {
        await _console.SealAsync();
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_heads_never_shrink; DROP TRIGGER ledger_heads_count_the_entries; UPDATE ledger_heads SET size = size - 1 WHERE ledger = 1");

        var refused = await _console.SealAsync();

        Assert.Null(refused.Note);
        Assert.Contains("it was set back", refused.Failure, StringComparison.Ordinal);
        Assert.Single(await _console.RowsAsync<InboxItem>(), item => item.Subject.Contains("changed past the console", StringComparison.Ordinal));
        Assert.Contains("ledger.keeping-failed", (await _console.RowsAsync<StoredEntry>()).Select(e => e.Type));

        await _console.SealAsync();
        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == "ledger.keeping-failed");
    }

    [Fact]
    public async Task Seal_WithoutTheStateOfASignerThatHasSigned_IsRefused()
    {
        await _console.SealAsync();
        Directory.Delete(Path.GetDirectoryName(_console.Signer.StateFile)!, recursive: true);
        await _console.GrowAsync(1);

        var refused = await _console.SealAsync();

        Assert.Null(refused.Note);
        Assert.Contains("state file, which says what was signed and by whom, is not there", refused.Failure, StringComparison.Ordinal);
    }

    /// <summary>Who may write to the database empties what it remembers; the key alone must not sign what they wrote.</summary>
    [Fact]
    public async Task Seal_WithTheKeyAndWithoutAnyMemoryOfWhatItSigned_IsRefused()
    {
        await _console.SealAsync();
        File.Delete(_console.Signer.StateFile);
        PastTheConsole.ExecuteUnguarded(_console.File, "DELETE FROM ledger_checkpoints; DELETE FROM ledger_keepers; DELETE FROM ledger_tiles");

        var refused = await _console.SealAsync();

        Assert.Null(refused.Note);
        Assert.Contains("The signer's key is there", refused.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_ALedgerThatDidNotGrowAndEndsOtherwiseThanWasSigned_SaysSo()
    {
        await _console.SealAsync();
        PastTheConsole.ExecuteUnguarded(_console.File, "UPDATE ledger_heads SET root = zeroblob(32) WHERE ledger = 1");

        Assert.Contains("is another one than was signed", (await _console.SealAsync()).Failure, StringComparison.Ordinal);
    }

    /// <summary>What an attacker recomputes to its end is still not what was signed.</summary>
    [Fact]
    [Trait("row", "R-161")]
    public async Task Check_OfAHistoryThatIsNotTheSignedOne_IsFoundWithOrWithoutTheKeptCheckpoint()
    {
        await _console.SealAsync();
        var other = new Checkpoint((await _console.StateAsync()).Name, (await _console.StateAsync()).Size, new byte[32]).ToText();
        Assert.Null(Assert.Single(await ChainsAsync()).Fault);

        PastTheConsole.ExecuteUnguarded(_console.File, $"UPDATE ledger_checkpoints SET note = '{other}' || substr(note, instr(note, char(10) || char(10)) + 1) WHERE ledger = 1");
        Assert.Contains("of which a checkpoint that was kept speaks", Assert.Single(await ChainsAsync()).Fault, StringComparison.Ordinal);

        PastTheConsole.ExecuteUnguarded(_console.File, "UPDATE ledger_checkpoints SET note = 'garbage' WHERE ledger = 1");
        Assert.Contains("of which a checkpoint that was kept speaks", Assert.Single(await ChainsAsync()).Fault, StringComparison.Ordinal);

        PastTheConsole.ExecuteUnguarded(_console.File, "DELETE FROM ledger_checkpoints");
        Assert.Null(Assert.Single(await ChainsAsync()).Fault);
        var state = File.ReadAllText(_console.Signer.StateFile);
        var leaf = Convert.ToBase64String((await _console.RowsAsync<StoredEntry>()).Single(e => e.Ledger == 1 && e.Idx == 0).LeafHash);
        Assert.Contains(leaf, state, StringComparison.Ordinal);
        File.WriteAllText(_console.Signer.StateFile, state.Replace(leaf, Convert.ToBase64String(new byte[32]), StringComparison.Ordinal));
        Assert.Contains("of which the signer's state file speaks", Assert.Single(await ChainsAsync()).Fault, StringComparison.Ordinal);

        async Task<IEnumerable<CheckedChain>> ChainsAsync() => (await new DatabaseCheck(_console.Store, [], _console.Signer).RunAsync()).Chains.Take(1);
    }

    /// <summary>The signer knows by its own file what it signed; a row that says more would else keep it from signing for ever.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Seal_WhereTheNoteOfTheSignerWasRaised_PutsItRightTellsAndGoesOn(int grown)
    {
        await _console.SealAsync();
        PastTheConsole.Execute(_console.File, "UPDATE ledger_keepers SET size = 1000000 WHERE keeper = 'signer' AND ledger = 1");
        await _console.GrowAsync(grown);

        var found = await _console.SealAsync();

        Assert.Equal((null, grown > 0), (found.Failure, found.Note is not null));
        Assert.Contains("signed 1000000 entries", found.WrongNote, StringComparison.Ordinal);
        Assert.Single(await _console.RowsAsync<InboxItem>(), item => item.Subject.Contains("notes of the signer was changed", StringComparison.Ordinal));
        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == "ledger.keeping-note-changed");
        var standing = await _console.StandingAsync();
        Assert.Equal((standing.Size, null, false), (standing.Signer.Size, standing.Signer.FailingSince, standing.IsCut));
        await _console.GrowAsync(1);
        Assert.Empty((await _console.SealAsync()).Faults);
    }

    /// <summary>The signer's own state says that one was kept before the last; whoever empties the tables cannot empty that.</summary>
    [Theory]
    [InlineData("DELETE FROM ledger_checkpoints")]
    [InlineData("DELETE FROM ledger_checkpoints; DELETE FROM ledger_keepers")]
    public async Task Seal_WhereTheKeptCheckpointsWereRemoved_TellsAndGoesOn(string sql)
    {
        await _console.SealAsync();
        await _console.GrowAsync(1);
        await _console.SealAsync();
        PastTheConsole.ExecuteUnguarded(_console.File, sql);

        var found = await _console.SealAsync();

        Assert.NotNull(found.Note);
        Assert.Contains("checkpoints were removed past the console", found.WrongNote, StringComparison.Ordinal);
        Assert.NotEmpty(await _console.RowsAsync<InboxItem>());
        await _console.GrowAsync(1);
        Assert.Empty((await _console.SealAsync()).Faults);
    }

    [Fact]
    public async Task Export_WhereTheKeptCheckpointsWereRemoved_Tells()
    {
        await _console.SealAsync();
        PastTheConsole.ExecuteUnguarded(_console.File, "DELETE FROM ledger_checkpoints");

        using var target = new MemoryStream();
        Assert.True((await _console.Use<LedgerBundles>().ExportAsync(target, withTexts: false, Actor.ForCommandLine("operator"))).IsAccepted);

        Assert.Contains(await _console.RowsAsync<InboxItem>(), item => item.Text.Contains("checkpoints were removed past the console", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seal_WhereTheNoteOfTheSignerWasRaisedAndTheEndIsGone_IsRefused()
    {
        await _console.SealAsync();
        PastTheConsole.ExecuteUnguarded(_console.File, "UPDATE ledger_keepers SET size = 1000000; DELETE FROM ledger_checkpoints; UPDATE ledger_heads SET size = size - 1 WHERE ledger = 1");

        var refused = await _console.SealAsync();

        Assert.Contains("it was set back", refused.Failure, StringComparison.Ordinal);
        Assert.Null(refused.Note);
    }

    /// <summary>A file can be asked: what the database notes of it is put right by its word, and the next turn signs.</summary>
    [Fact]
    public async Task Seal_WhereTheNoteOfAFileWasRaised_GoesOnWhenTheFileWasAsked()
    {
        var anchoring = _console.AnchoringTo(new FileAnchor(Path.Combine(Path.GetDirectoryName(_console.File)!, "anchor", "checkpoints.jsonl")));
        await _console.SealAsync();
        await anchoring.RunAsync(SealingConsole.Job);
        PastTheConsole.Execute(_console.File, "UPDATE ledger_keepers SET size = 1000000 WHERE keeper = 'file' AND ledger = 1");
        await _console.GrowAsync(1);
        Assert.Contains("or the note was changed", (await _console.SealAsync()).Failure, StringComparison.Ordinal);

        Assert.NotEmpty((await anchoring.RunAsync(SealingConsole.Job)).Failures);

        Assert.NotNull((await _console.SealAsync()).Note);
        Assert.Empty((await anchoring.RunAsync(SealingConsole.Job)).Failures);
    }

    [Fact]
    public async Task Seal_WhereAnAnchorHoldsMoreThanThereIs_IsRefusedWhateverTheSignerKnows()
    {
        await _console.Use<RecordKeeping>().ExecuteAsync(CommandId.New(), new RecordKeepingInput("file", (await _console.StateAsync()).Name, 1_000, Failure: null), SealingConsole.Job);

        Assert.Contains("it was set back", (await _console.SealAsync()).Failure, StringComparison.Ordinal);
        Assert.True((await _console.StandingAsync(new RecordedAnchor("file"))).IsCut);
    }

    [Fact]
    public async Task Seal_AfterAnEntryWasChangedPastTheConsole_SignsTheOtherLedgerOnly()
    {
        await _console.PastTheConsoleAsync("DROP TRIGGER ledger_entries_are_never_updated; UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), 'command-line', 'nobody') AS BLOB) WHERE ledger = 1 AND idx = 0");
        await _console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("", ""), _console.Founder);

        var ledgers = await _console.Use<LedgerSealer>().SealAsync(SealingConsole.Job);

        Assert.Equal([true, false], ledgers.Select(l => l.Note is null));
    }

    [Fact]
    public async Task Seal_AcrossFullTiles_StoresTheTreeAboveThem()
    {
        await _console.GrowAsync(2 * LedgerTile.Length);
        await _console.SealAsync();
        await _console.GrowAsync(LedgerTile.Length);
        await _console.SealAsync();

        var leaves = (await _console.RowsAsync<StoredEntry>()).Where(e => e.Ledger == 1).OrderBy(e => e.Idx).Select(e => e.LeafHash).Chunk(LedgerTile.Length).Where(c => c.Length == LedgerTile.Length);
        Assert.Equal(leaves.Select(MerkleTree.Root), (await _console.RowsAsync<LedgerTile>()).Where(t => t.Ledger == 1).OrderBy(t => t.Tile).Select(t => t.Hash));
    }
}
