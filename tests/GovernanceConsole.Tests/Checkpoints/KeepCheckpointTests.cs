using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

public sealed class KeepCheckpointTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private LedgerState _state = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _state = await _console.StateAsync();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Keep_ACheckpointTwice_KeepsTheFirst()
    {
        var first = NoteOf(_state.Name, _state.Size, Root());

        Assert.True((await KeepAsync(first)).IsAccepted);
        Assert.True((await KeepAsync(NoteOf(_state.Name, _state.Size, Root()))).IsAccepted);

        Assert.Equal(first, Assert.Single(await _console.RowsAsync<LedgerCheckpoint>()).Note);
    }

    [Fact]
    public async Task Keep_AnOlderOneAfterANewerOne_LeavesTheNewerOne()
    {
        await KeepAsync(NoteOf(_state.Name, _state.Size, Root()));

        Assert.True((await KeepAsync(NoteOf(_state.Name, _state.Size - 1, Root()))).IsAccepted);

        Assert.Equal(_state.Size, Assert.Single(await _console.RowsAsync<LedgerCheckpoint>()).Size);
    }

    [Fact]
    public async Task Keep_WhatIsNoNote_IsRefused() => await IsRefusedAsync("no note", "A signed note is");

    [Fact]
    public async Task Keep_OfALedgerOfAnotherConsole_IsRefused() => await IsRefusedAsync(NoteOf("another/ledger", 1, Root()), "keeps no ledger another/ledger");

    [Fact]
    public async Task Keep_OfMoreEntriesThanThereAre_IsRefused() => await IsRefusedAsync(NoteOf(_state.Name, _state.Size + 1, Root()), "not of the entries that are stored");

    [Fact]
    public async Task Keep_OfAnotherRoot_IsRefused() => await IsRefusedAsync(NoteOf(_state.Name, _state.Size, new byte[32]), "not of the entries that are stored");

    [Fact]
    public async Task Keep_ByAPerson_IsRefusedAsNotAllowed() =>
        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<KeepCheckpoint>().ExecuteAsync(
            CommandId.New(), new KeepCheckpointInput(NoteOf(_state.Name, _state.Size, Root()), 0, []), _console.Founder)).Refusals));

    [Fact]
    public async Task Keep_TilesThatDoNotFollow_LeavesThemOut()
    {
        await _console.Use<KeepCheckpoint>().ExecuteAsync(CommandId.New(), new KeepCheckpointInput(NoteOf(_state.Name, _state.Size, Root()), 3, [new byte[32]]), SealingConsole.Job);

        Assert.Empty(await _console.RowsAsync<LedgerTile>());
    }

    [Theory]
    [InlineData("UPDATE ledger_checkpoints SET note = 'x'")]
    [InlineData("DELETE FROM ledger_checkpoints")]
    [InlineData("INSERT OR REPLACE INTO ledger_checkpoints SELECT ledger, size, 'x', signed_at FROM ledger_checkpoints")]
    [InlineData("INSERT INTO ledger_checkpoints SELECT ledger, size + 100, note, signed_at FROM ledger_checkpoints")]
    [InlineData("UPDATE ledger_tiles SET hash = x'00'")]
    [InlineData("DELETE FROM ledger_tiles")]
    [InlineData("INSERT OR REPLACE INTO ledger_tiles SELECT ledger, tile, x'00' FROM ledger_tiles")]
    public async Task Guards_AgainstAChangeOfWhatIsKept_RefuseIt(string sql)
    {
        await _console.Use<KeepCheckpoint>().ExecuteAsync(CommandId.New(), new KeepCheckpointInput(NoteOf(_state.Name, _state.Size, Root()), 0, [new byte[32]]), SealingConsole.Job);

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => _console.PastTheConsoleAsync(sql));
    }

    private byte[] Root() => Convert.FromBase64String(_state.Root);

    private static string NoteOf(string ledger, long size, byte[] root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SignedNote.Sign(new Checkpoint(ledger, size, root).ToText(), key, ledger).ToText();
    }

    private Task<Outcome<Done>> KeepAsync(string note) =>
        _console.Use<KeepCheckpoint>().ExecuteAsync(CommandId.New(), new KeepCheckpointInput(note, 0, []), SealingConsole.Job);

    private async Task IsRefusedAsync(string note, string why)
    {
        Assert.Contains(why, Assert.IsType<NotACheckpoint>(Assert.Single((await KeepAsync(note)).Refusals)).Sentence, StringComparison.Ordinal);
        Assert.Empty(await _console.RowsAsync<LedgerCheckpoint>());
    }
}
