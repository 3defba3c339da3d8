using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Checkpoints;

public sealed class LedgerProofsTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _auditor = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _auditor = await _console.PersonAsync("Aline Auditor", Role.Auditor);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    /// <summary>Before, at and after the edge of one tile and of two, and the smallest ledger.</summary>
    [Fact]
    public async Task Proof_OfEachEntryAtEverySizeAroundATile_HoldsForAStranger()
    {
        foreach (var size in new[] { 4, 255, 256, 257, 511, 512, 513 })
        {
            await _console.GrowAsync(size - (int)(await _console.StateAsync()).Size);
            await _console.SealAsync();
            foreach (var idx in new long[] { 0, 1, size / 2, 255, 256, size - 2, size - 1 }.Where(i => i < size).Distinct())
            {
                var proof = (await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, idx, _auditor)).Value;
                Assert.Null(LogProof.Parse(proof.ToText()).Fault(Policy()));
                Assert.Equal(size, Checkpoint.Parse(proof.Checkpoint.Text).Size);
            }
        }
    }

    [Fact]
    public async Task Proof_OfAnEntryThatIsNotSignedYet_IsRefused()
    {
        var size = (await _console.StateAsync()).Size;
        await IsRefusedAsync<NotSignedYet>(0);
        await _console.SealAsync();
        await _console.GrowAsync(1);

        await IsRefusedAsync<NotSignedYet>(size);
        Assert.True((await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, size - 1, _auditor)).IsAccepted);
    }

    [Fact]
    public async Task Proof_OfAnEntryThatIsNotThere_IsRefused()
    {
        await _console.SealAsync();

        await IsRefusedAsync<NotFound>(1_000);
        await IsRefusedAsync<NotFound>(-1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" WHERE tile = 0")]
    public async Task Proof_WhereATileIsGone_IsMadeOfTheEntries(string which)
    {
        await _console.GrowAsync(600);
        await _console.SealAsync();
        PastTheConsole.ExecuteUnguarded(_console.File, $"DELETE FROM ledger_tiles{which}");

        foreach (var idx in new[] { 5, 290, 590 })
            Assert.Null(LogProof.Parse((await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, idx, _auditor)).Value.ToText()).Fault(Policy()));
    }

    [Theory]
    [InlineData("DROP TRIGGER ledger_entries_are_never_updated; UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), 'command-line', 'nobody') AS BLOB) WHERE ledger = 1 AND idx = 0", 0)]
    [InlineData("DROP TRIGGER ledger_entries_are_never_updated; UPDATE ledger_entries SET body = CAST(replace(CAST(body AS TEXT), '\"via', ' \"via') AS BLOB) WHERE ledger = 1 AND idx = 300", 0)]
    [InlineData("DROP TRIGGER ledger_tiles_are_never_updated; UPDATE ledger_tiles SET hash = zeroblob(32)", 290)]
    [InlineData("DROP TRIGGER ledger_entries_are_never_deleted; DELETE FROM ledger_entries WHERE ledger = 1 AND idx = 270", 290)]
    [InlineData("DROP TRIGGER ledger_entries_are_never_deleted; DELETE FROM ledger_entries WHERE ledger = 1 AND idx = 270", 0)]
    public async Task Proof_AfterTheDatabaseWasChangedPastTheConsole_IsNotGiven(string sql, long idx)
    {
        await _console.GrowAsync(300);
        await _console.SealAsync();
        await _console.PastTheConsoleAsync(sql);

        await IsRefusedAsync<ProofDoesNotHold>(idx);
    }

    [Fact]
    [Trait("row", "R-166")]
    public async Task Proof_ThatWasTaken_IsASecurityEvent()
    {
        await _console.SealAsync();
        await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, 0, _auditor);

        Assert.Single(await _console.RowsAsync<StoredEntry>(), e => e.Type == "ledger.proof-released" && e.ActorId == _auditor.Person!.Value.Value);
    }

    [Fact]
    public async Task Proof_ForSomebodyWhoMayNotReadTheTrail_IsRefusedAsNotAllowed()
    {
        await _console.SealAsync();
        var lead = await _console.PersonAsync("Dora", Role.DeskLead);

        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, 0, lead)).Refusals));
        Assert.IsType<NotAllowed>(Assert.Single((await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, 1_000, lead)).Refusals));
    }

    [Fact]
    public async Task Fault_OfAProofThatWasTamperedWith_IsFound()
    {
        await _console.SealAsync();
        var proof = (await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, 1, _auditor)).Value;
        var other = (await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, 0, _auditor)).Value;

        Assert.Equal(LedgerFaultCode.Content, (proof with { Body = other.Body }).Fault(Policy())?.Code);
        Assert.Equal(LedgerFaultCode.Content, (proof with { Index = 0 }).Fault(Policy())?.Code);
        Assert.Equal(LedgerFaultCode.Content, (proof with { Hashes = other.Hashes }).Fault(Policy())?.Code);
        Assert.Equal(LedgerFaultCode.Content, (proof with { Hashes = [.. proof.Hashes, new byte[32]] }).Fault(Policy())?.Code);
        Assert.Equal(LedgerFaultCode.Malformed, (proof with { Body = [.. proof.Body, (byte)' '] }).Fault(Policy())?.Code);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = Checkpoint.Parse(proof.Checkpoint.Text).Origin;
        Assert.Equal(LedgerFaultCode.Signature, (proof with { Checkpoint = SignedNote.Sign(proof.Checkpoint.Text, stranger, name) }).Fault(Policy())?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\na\n1\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 01\n\na\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AA\nindex 0\n\na\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\nAAAA\n\na\n")]
    [InlineData("c2sp.org/tlog-proof@v2\nextra AAAA\nindex 0\n\na\n")]
    public void Parse_WhatIsNoProof_IsRefused(string text) => Assert.Throws<LedgerFormatException>(() => LogProof.Parse(text));

    private async Task IsRefusedAsync<T>(long idx) => Assert.IsType<T>(Assert.Single((await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, idx, _auditor)).Refusals));

    private TrustPolicy Policy()
    {
        using var signer = CheckpointSigner.Open(_console.Signer.KeyFile, _console.Signer.StateFile);
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.Keys[0].PublicKey, out _);
        return TrustPolicy.Parse(Encoding.UTF8.GetBytes(MadeUpLedger.PolicyOf(null, [.. _console.Use<TimelineQueries>().NamesAsync().GetAwaiter().GetResult().Select(n => (n, new[] { (key, 0L, (long?)null) }))])));
    }
}
