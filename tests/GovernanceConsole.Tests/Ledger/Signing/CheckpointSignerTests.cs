using System.Security.Cryptography;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Ledger.Signing;

/// <summary>L4 of the fault catalogue: never two roots for one size, and nothing after a rollback.</summary>
public sealed class CheckpointSignerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-signer-").FullName;

    private string Key => Path.Combine(_folder, "key.pem");

    private string State => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sign_WhatContinuesTheLastCheckpoint_IsSignedAcrossRestarts()
    {
        var ledger = new MadeUpLedger().Grow(40);
        foreach (var size in new[] { 0, 7, 7, 40 })
        {
            using var signer = CheckpointSigner.Open(Key, State);
            var note = Sign(signer, ledger, size);
            Assert.True(IsSignedBy(note, signer.Keys[0]));
            Assert.Equal(MerkleTree.Root(ledger.Leaves.Take(size).ToList()), Checkpoint.Parse(note.Text).Root);
            Assert.Equal(size, signer.SignedSize(ledger.Name));
        }
    }

    [Fact]
    public void Sign_ADatabaseThatWasRolledBackAndWentOn_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);
        var truth = new MadeUpLedger().Grow(20);
        Sign(signer, truth, 20);

        var other = new MadeUpLedger().Grow(12).Change("desk", "d-1", "p-1").Grow(20);
        var refusal = Assert.Throws<SignerException>(() => Sign(signer, other, 33));

        Assert.Equal(LedgerFaultCode.Content, refusal.Fault?.Code);
        Assert.Equal(20, signer.SignedSize(truth.Name));
    }

    [Fact]
    public void Sign_LessThanWasSigned_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);
        var ledger = new MadeUpLedger().Grow(20);
        Sign(signer, ledger, 20);
        var fromTheStart = new ChainVerifier(ledger.Name);
        for (var i = 0; i < 12; i++)
            Assert.Null(fromTheStart.Add(ledger.Bodies[i]));

        Assert.Throws<SignerException>(() => signer.Sign(ledger.Name, fromTheStart));
    }

    [Fact]
    public void Sign_AnotherRootAtTheSameSize_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);
        Sign(signer, new MadeUpLedger().Grow(5), 5);
        var other = new MadeUpLedger().Grow(4).Change("desk", "d-1", "p-1");
        var rewritten = new ChainVerifier(other.Name);
        foreach (var body in other.Bodies)
            Assert.Null(rewritten.Add(body));

        Assert.Throws<SignerException>(() => signer.Sign(other.Name, rewritten));
    }

    [Fact]
    public void Sign_InsideAGroup_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);
        var ledger = new MadeUpLedger().Grow(3).Change("desk", "d-1", "p-1", group: (1, 2));

        Assert.Equal(LedgerFaultCode.Gap, Assert.Throws<SignerException>(() => Sign(signer, ledger, 4)).Fault?.Code);
    }

    [Fact]
    public void Open_BySomebodyElseAtTheSameTime_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);

        Assert.Throws<SignerException>(() => CheckpointSigner.Open(Key, State));
    }

    [Fact]
    public void Sign_WithoutItsKeyAfterSomethingWasSigned_IsRefused()
    {
        var ledger = new MadeUpLedger().Grow(5);
        using (var signer = CheckpointSigner.Open(Key, State))
            Sign(signer, ledger, 3);
        File.Delete(Key);

        using var without = CheckpointSigner.Open(Key, State);
        Assert.Contains("is gone", Assert.Throws<SignerException>(() => Sign(without, ledger, 5)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public void Open_WithAnotherKeyInTheFile_IsRefused()
    {
        using (var signer = CheckpointSigner.Open(Key, State))
            Sign(signer, new MadeUpLedger().Grow(3), 3);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Key, other.ExportPkcs8PrivateKeyPem());

        Assert.Contains("another key", Assert.Throws<SignerException>(() => CheckpointSigner.Open(Key, State)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"keys":[],"ledgers":{},"v":2}""")]
    [InlineData("""{"keys":[{"file":"key.pem","from":{},"public":"AAAA","revoked":false}],"ledgers":{},"v":2}""")]
    [InlineData("""{"keys":[],"ledgers":{"a/b":{"frontier":"","lastLeaf":"","size":3}},"v":2}""")]
    public void Open_OnADamagedState_IsRefused(string state)
    {
        File.WriteAllText(State, state);

        Assert.Contains("damaged", Assert.Throws<SignerException>(() => CheckpointSigner.Open(Key, State)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotate_UntilTheOldKeyIsRetired_SignsByBothAndThenByTheNewOne()
    {
        var ledger = new MadeUpLedger().Grow(30);
        using (var signer = CheckpointSigner.Open(Key, State))
        {
            Sign(signer, ledger, 10);
            await signer.RotateAsync(_ => Task.CompletedTask);
            var both = Sign(signer, ledger, 20);
            Assert.All(signer.Keys, key => Assert.True(IsSignedBy(both, key)));
            await signer.RetireAsync(_ => Task.CompletedTask);
        }

        using var later = CheckpointSigner.Open(Key, State);
        var last = Sign(later, ledger, 30);
        Assert.Equal([false, true], later.Keys.Select(k => IsSignedBy(last, k)));
        Assert.Equal([true, false], new[] { 20L, 21L }.Select(size => later.Keys[0].MaySign(ledger.Name, size)));
        Assert.Equal([false, true, true], new[] { 9L, 10L, 1_000L }.Select(size => later.Keys[1].MaySign(ledger.Name, size)));
    }

    [Fact]
    public async Task Rotate_WhenTheNewKeyCannotBeRecorded_KeepsSigningByTheOldOneAlone()
    {
        using var signer = CheckpointSigner.Open(Key, State);

        await Assert.ThrowsAsync<InvalidOperationException>(() => signer.RotateAsync(_ => throw new InvalidOperationException()));

        Assert.Single(signer.Keys);
        Assert.Single(Sign(signer, new MadeUpLedger().Grow(3), 3).Signatures);
    }

    [Fact]
    public async Task Rotate_DuringAnOverlap_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);
        await signer.RotateAsync(_ => Task.CompletedTask);

        await Assert.ThrowsAsync<SignerException>(() => signer.RotateAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task Retire_TheOnlyKey_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);

        await Assert.ThrowsAsync<SignerException>(() => signer.RetireAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task Revoke_ALostKey_BringsANewOneAndBelievesTheOldAsFarAsOthersSaw()
    {
        var ledger = new MadeUpLedger().Grow(30);
        using (var signer = CheckpointSigner.Open(Key, State))
            Sign(signer, ledger, 20);
        File.Delete(Key);

        using var without = CheckpointSigner.Open(Key, State);
        var early = without.Keys[0].Id;
        await without.RevokeAsync(early, new Dictionary<string, long> { [ledger.Name] = 15 }, _ => Task.CompletedTask);
        var note = Sign(without, ledger, 30);

        Assert.True(without.Keys[0].IsRevoked);
        Assert.Equal([true, false], new[] { 15L, 16L }.Select(size => without.Keys[0].MaySign(ledger.Name, size)));
        Assert.Equal([false, true], without.Keys.Select(k => IsSignedBy(note, k)));
        Assert.True(without.Keys[1].MaySign(ledger.Name, 16));
        await Assert.ThrowsAsync<SignerException>(() => without.RevokeAsync(early, new Dictionary<string, long>(), _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Revoke_AKeyThatIsNotThere_IsRefused()
    {
        using var signer = CheckpointSigner.Open(Key, State);

        Assert.Contains("There is no key 00000000", (await Assert.ThrowsAsync<SignerException>(() => signer.RevokeAsync("00000000", new Dictionary<string, long>(), _ => Task.CompletedTask))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithAKeyOfAnotherCurve_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(Key, other.ExportPkcs8PrivateKeyPem());

        Assert.Throws<SignerException>(() => CheckpointSigner.Open(Key, State));
    }

    [Fact]
    public void Open_TheFirstTime_MakesAKeyThatOthersCannotRead()
    {
        using var signer = CheckpointSigner.Open(Key, State);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
    }

    [Fact]
    public async Task Restart_AfterARestore_SignsTheRestoredLedgerByANewKeyAlone()
    {
        var ledger = new MadeUpLedger().Grow(30);
        using (var signer = CheckpointSigner.Open(Key, State))
        {
            Sign(signer, ledger, 20);
            Sign(signer, ledger, 30);
            await signer.RestartAsync(new Dictionary<string, long> { [ledger.Name] = 25 }, _ => Task.CompletedTask);
        }

        using var later = CheckpointSigner.Open(Key, State);
        var restored = new MadeUpLedger().Grow(25).Change("desk", "d-1", "p-1").Grow(9);
        var note = Sign(later, restored, 34);

        Assert.Equal([false, true], later.Keys.Select(k => IsSignedBy(note, k)));
        Assert.Equal([true, false], new[] { 25L, 26L }.Select(size => later.Keys[0].MaySign(ledger.Name, size)));
        Assert.Equal([false, true], new[] { 24L, 25L }.Select(size => later.Keys[1].MaySign(ledger.Name, size)));
    }

    [Fact]
    public async Task Restart_WhereNothingWasSetBack_IsRefused()
    {
        var ledger = new MadeUpLedger().Grow(30);
        using var signer = CheckpointSigner.Open(Key, State);
        Sign(signer, ledger, 20);

        Assert.Contains("no reason", (await Assert.ThrowsAsync<SignerException>(
            () => signer.RestartAsync(new Dictionary<string, long> { [ledger.Name] = 20 }, _ => Task.CompletedTask))).Message, StringComparison.Ordinal);
        Assert.Single(signer.Keys);
    }

    private static bool IsSignedBy(SignedNote note, SigningKey key)
    {
        using var publicKey = ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        return note.Verify(publicKey, Checkpoint.Parse(note.Text).Origin);
    }

    private static SignedNote Sign(CheckpointSigner signer, MadeUpLedger ledger, int size)
    {
        var chain = signer.Continue(ledger.Name);
        for (var i = (int)chain.Size; i < size; i++)
            chain.Add(ledger.Bodies[i]);
        return signer.Sign(ledger.Name, chain);
    }
}
