using System.Security.Cryptography;
using GovernanceConsole.Backups;

namespace GovernanceConsole.Tests.Backups;

/// <summary>What was sealed comes back byte for byte; whatever was done to the file in between is refused.</summary>
public sealed class SealedFileTests
{
    private const int Tag = 16;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(SealedFile.KeyLength);

    private static readonly BackupHeader Header = new(
        Guid.CreateVersion7(), new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 1, 2, 0, 0, TimeSpan.Zero), 1234,
        RandomNumberGenerator.GetBytes(SealedFile.NonceLength),
        [new BackedUpLedger("governance-console/1/decisions", 7, Convert.ToBase64String(new byte[32])), new BackedUpLedger("governance-console/1/security-events", 0, Convert.ToBase64String(new byte[32]))]);

    private static int Start => Header.ToLine().Length;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedFile.Segment - 1)]
    [InlineData(SealedFile.Segment)]
    [InlineData(SealedFile.Segment + 1)]
    [InlineData(2 * SealedFile.Segment)]
    [InlineData(20 * SealedFile.Segment + 77)]
    public void Open_OfWhatWasSealed_IsTheSame(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);

        var file = Seal(plain);
        var (header, opened) = Open(file);

        Assert.Equal(plain, opened);
        Assert.Equal((Header.Id, Header.MadeAt, Header.OpensUntil, Header.Bytes, Header.Ledgers[0]), (header.Id, header.MadeAt, header.OpensUntil, header.Bytes, header.Ledgers[0]));
        Assert.Equal(Start + length + Tag * Math.Max(1, (length + SealedFile.Segment - 1) / SealedFile.Segment), file.Length);
    }

    [Fact]
    public void Seal_OfAText_ShowsNothingOfIt()
    {
        var file = Seal([.. Enumerable.Repeat("Olga Overmars"u8.ToArray(), 10_000).SelectMany(t => t)]);

        Assert.Equal(-1, file.AsSpan().IndexOf("Olga"u8));
    }

    [Fact]
    public void Open_WithAnyByteOfTheHeaderChanged_IsRefused()
    {
        var file = Seal(new byte[100]);
        for (var i = 0; i < Start; i++)
            IsRefused(Changed(file, i));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SealedFile.Segment - 1)]
    [InlineData(SealedFile.Segment)]
    [InlineData(SealedFile.Segment + Tag - 1)]
    [InlineData(SealedFile.Segment + Tag)]
    [InlineData(2 * (SealedFile.Segment + Tag))]
    public void Open_WithAByteOfASegmentOrItsTagChanged_IsRefused(int at) => IsRefused(Changed(Seal(new byte[2 * SealedFile.Segment + 5]), Start + at));

    /// <summary>At and around each border, and down to nothing.</summary>
    [Fact]
    public void Open_OfACutFile_IsRefused()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(3 * SealedFile.Segment));
        foreach (var border in new[] { 0, 1, 2, 3 }.Select(n => Start + n * (SealedFile.Segment + Tag)))
        {
            foreach (var length in new[] { border - 1, border, border + 1, border + Tag, border + Tag + 1 }.Where(l => l < file.Length))
                IsRefused(file[..length]);
        }

        IsRefused(file[..(Start - 5)]);
        IsRefused([]);
    }

    [Fact]
    public void Open_WithSegmentsSwapped_LeftOutOrDoubled_IsRefused()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(3 * SealedFile.Segment));
        var head = file[..Start];
        byte[][] segments = [.. file[Start..].Chunk(SealedFile.Segment + Tag)];

        IsRefused([.. head, .. segments[1], .. segments[0], .. segments[2]]);
        IsRefused([.. head, .. segments[0], .. segments[2], .. segments[1]]);
        IsRefused([.. head, .. segments[0], .. segments[2]]);
        IsRefused([.. head, .. segments[2]]);
        IsRefused([.. head, .. segments[0], .. segments[1], .. segments[1], .. segments[2]]);
        Assert.Equal(3 * SealedFile.Segment, Open([.. head, .. segments[0], .. segments[1], .. segments[2]]).Plain.Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, Tag)]
    [InlineData(5, 1)]
    [InlineData(SealedFile.Segment, 1)]
    [InlineData(SealedFile.Segment, Tag)]
    [InlineData(SealedFile.Segment, SealedFile.Segment + Tag)]
    public void Open_WithBytesAdded_IsRefused(int length, int added) => IsRefused([.. Seal(new byte[length]), .. new byte[added]]);

    [Fact]
    public void Open_WithAnotherKey_IsRefused() =>
        Assert.ThrowsAny<CryptographicException>(() => SealedFile.Open(new MemoryStream(Seal(new byte[10])), Stream.Null, _ => RandomNumberGenerator.GetBytes(SealedFile.KeyLength)));

    [Fact]
    public void Open_UnderTheHeaderOfAnotherFileOfTheSameKey_IsRefused()
    {
        var file = Seal(new byte[10]);

        IsRefused([.. (Header with { OpensUntil = Header.OpensUntil.AddYears(1) }).ToLine(), .. file[Start..]]);
    }

    private static byte[] Seal(byte[] plain)
    {
        var file = new MemoryStream();
        SealedFile.Seal(new MemoryStream(plain), file, Header, Key);
        return file.ToArray();
    }

    private static (BackupHeader Header, byte[] Plain) Open(byte[] file)
    {
        var plain = new MemoryStream();
        return (SealedFile.Open(new MemoryStream(file), plain, _ => Key), plain.ToArray());
    }

    private static byte[] Changed(byte[] file, int at)
    {
        byte[] changed = [.. file];
        changed[at] ^= 1;
        return changed;
    }

    private static void IsRefused(byte[] file)
    {
        var failure = Record.Exception(() => Open(file));
        Assert.True(failure is CryptographicException or BackupException, $"It was not refused: {failure}");
    }
}
