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
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(signer.PublicKey, out _);
            Assert.True(note.Verify(key, ledger.Name));
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
    public void Open_WithoutItsKeyAfterSomethingWasSigned_IsRefused()
    {
        using (var signer = CheckpointSigner.Open(Key, State))
            Sign(signer, new MadeUpLedger().Grow(3), 3);
        File.Delete(Key);

        Assert.Contains("is gone", Assert.Throws<SignerException>(() => CheckpointSigner.Open(Key, State)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"ledgers":{"a/b":{"frontier":"","lastLeaf":"","size":3}},"v":1}""")]
    public void Open_OnADamagedState_IsRefused(string state)
    {
        File.WriteAllText(State, state);

        Assert.Contains("damaged", Assert.Throws<SignerException>(() => CheckpointSigner.Open(Key, State)).Message, StringComparison.Ordinal);
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

    private static SignedNote Sign(CheckpointSigner signer, MadeUpLedger ledger, int size)
    {
        var chain = signer.Continue(ledger.Name);
        for (var i = (int)chain.Size; i < size; i++)
            chain.Add(ledger.Bodies[i]);
        return signer.Sign(ledger.Name, chain);
    }
}
