using System.Security.Cryptography;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.Tests.Ledger;

public sealed class CheckpointTests
{
    private const string Name = Entries.Ledger;

    private static readonly Checkpoint Known = new(Entries.Ledger, 20_852_163, Convert.FromBase64String("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa OtherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void ToText_Checkpoint_IsThreeLinesAndReadsBack()
    {
        Assert.Equal("console.example/ledger/0d6c\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", Known.ToText());
        Assert.Equal(Known, Checkpoint.Parse(Known.ToText()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("o\n1\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n 1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n9007199254740992\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= \n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nmore\n")]
    [InlineData("o\r\n1\r\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\r\n")]
    public void Parse_AnythingElse_Throws(string text) => Assert.Throws<LedgerFormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void ToText_WhatWouldNotReadBack_Throws()
    {
        Assert.Throws<LedgerFormatException>((Known with { Origin = "two\nlines" }).ToText);
        Assert.Throws<LedgerFormatException>((Known with { Root = new byte[31] }).ToText);
        Assert.Throws<LedgerFormatException>((Known with { Size = -1 }).ToText);
    }

    [Fact]
    public void Sign_Checkpoint_VerifiesAfterTheRoundTrip()
    {
        var note = SignedNote.Parse(SignedNote.Sign(Known.ToText(), Key, Name).ToText());
        Assert.True(note.Verify(Public(Key), Name));
        Assert.Equal(Known, Checkpoint.Parse(note.Text));
    }

    [Fact]
    public void Verify_ChangedTextKeyNameOrSignature_IsFalse()
    {
        var note = SignedNote.Sign(Known.ToText(), Key, Name);
        Assert.False((note with { Text = (Known with { Size = Known.Size - 1 }).ToText() }).Verify(Public(Key), Name));
        Assert.False(note.Verify(Public(OtherKey), Name));
        Assert.False(note.Verify(Public(Key), "another.example"));
        Assert.False((note with { Signatures = [] }).Verify(Public(Key), Name));

        var signature = note.Signatures[0];
        for (var at = 0; at < signature.Signature.Length; at++)
        {
            byte[] flipped = [.. signature.Signature];
            flipped[at] ^= 0x10;
            Assert.False((note with { Signatures = [signature with { Signature = flipped }] }).Verify(Public(Key), Name));
        }
    }

    [Fact]
    public void Verify_OtherKeysSignatureUnderOurKeyId_IsFalse()
    {
        var forged = SignedNote.Sign(Known.ToText(), OtherKey, Name).Signatures[0] with { KeyId = SignedNote.KeyId(Key) };
        Assert.False(new SignedNote(Known.ToText(), [forged]).Verify(Public(Key), Name));
        Assert.False((SignedNote.Sign(Known.ToText(), Key, Name) with { Signatures = [.. SignedNote.Sign(Known.ToText(), Key, Name).Signatures, forged] }).Verify(Public(Key), Name));
    }

    [Fact]
    public void AlsoSigned_WhileTheKeyIsRotated_VerifiesWithBothKeys()
    {
        var note = SignedNote.Parse(SignedNote.Sign(Known.ToText(), Key, Name).AlsoSigned(OtherKey, Name).ToText());
        Assert.Equal(2, note.Signatures.Count);
        Assert.True(note.Verify(Public(Key), Name));
        Assert.True(note.Verify(Public(OtherKey), Name));
    }

    [Fact]
    public void Parse_SignatureOfAnUnknownKind_IsKeptAndSaysNothing()
    {
        var text = SignedNote.Sign(Known.ToText(), Key, Name).ToText() + "— witness.example AAAAAQIDBAU=\n";
        var note = SignedNote.Parse(text);
        Assert.Equal(text, note.ToText());
        Assert.True(note.Verify(Public(Key), Name));
    }

    [Theory]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n— n AAAAAQI=\n")]
    [InlineData("text\n\n- n AAAAAQI=\n")]
    [InlineData("text\n\n— n AAAAAQI=")]
    [InlineData("text\n\n— n AAAAAQ==\n")]
    [InlineData("text\n\n— a+b AAAAAQI=\n")]
    [InlineData("text\n\n—  AAAAAQI=\n")]
    [InlineData("text\n\n— n  AAAAAQI=\n")]
    [InlineData("text\n\n— n AAAAAQJ=\n")]
    [InlineData("te\txt\n\n— n AAAAAQI=\n")]
    public void Parse_NotASignedNote_Throws(string text) => Assert.Throws<LedgerFormatException>(() => SignedNote.Parse(text));

    [Fact]
    public void Sign_TextOrNameOrCurveOutsideTheFormat_Throws()
    {
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<LedgerFormatException>(() => SignedNote.Sign("no line feed", Key, Name));
        Assert.Throws<LedgerFormatException>(() => SignedNote.Sign("text\n", Key, "two words"));
        Assert.Throws<LedgerFormatException>(() => SignedNote.Sign("text\n", larger, Name));
    }

    private static ECDsa Public(ECDsa key) => ECDsa.Create(key.ExportParameters(includePrivateParameters: false));
}
