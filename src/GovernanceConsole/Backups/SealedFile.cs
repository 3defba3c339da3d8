using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GovernanceConsole.Backups;

/// <summary>
/// A file sealed in segments, so that one of any size is sealed and opened in little memory (the construction STREAM of Hoang, Reyhanitabar,
/// Rogaway and Vizár, 2015): the header in clear, then segments of 64 KB, each under AES-256-GCM with its number and whether it is
/// the last in its nonce and the header as associated data. What is changed, cut, swapped or added anywhere is refused. A key seals one file.
/// </summary>
internal static class SealedFile
{
    /// <summary>So many bytes of the plain file in each segment but the last, which has fewer or as many.</summary>
    public const int Segment = 64 * 1024;

    /// <summary>AES-256.</summary>
    public const int KeyLength = 32;

    /// <summary>The part of a nonce that does not change; four bytes of a number and one that marks the last segment follow.</summary>
    public const int NonceLength = 7;

    private const int Tag = 16;

    /// <summary>Writes the header and what it heads.</summary>
    public static void Seal(Stream plain, Stream target, BackupHeader header, byte[] key)
    {
        var line = header.ToLine();
        target.Write(line);
        using var aes = new AesGcm(key, Tag);
        var (now, next, output) = (new byte[Segment], new byte[Segment], new byte[Segment + Tag]);
        var length = plain.ReadAtLeast(now, Segment, throwOnEndOfStream: false);
        for (uint number = 0; ; number = checked(number + 1))
        {
            var following = length < Segment ? 0 : plain.ReadAtLeast(next, Segment, throwOnEndOfStream: false);
            aes.Encrypt(Nonce(header, number, isLast: following == 0), now.AsSpan(0, length), output.AsSpan(0, length), output.AsSpan(length, Tag), line);
            target.Write(output, 0, length + Tag);
            if (following == 0)
                return;
            (now, next, length) = (next, now, following);
        }
    }

    /// <summary>Writes what was sealed. What was written before a refusal is true but not all, and not to be used.</summary>
    /// <exception cref="CryptographicException">It is not as it was sealed, or was sealed by another key.</exception>
    /// <exception cref="BackupException">Its header cannot be read.</exception>
    public static BackupHeader Open(Stream source, Stream target, Func<BackupHeader, byte[]> keyOf)
    {
        var (header, line) = BackupHeader.Read(source);
        using var aes = new AesGcm(keyOf(header), Tag);
        var (now, next, output) = (new byte[Segment + Tag], new byte[Segment + Tag], new byte[Segment]);
        var length = source.ReadAtLeast(now, now.Length, throwOnEndOfStream: false);
        for (uint number = 0; ; number = checked(number + 1))
        {
            var following = length < now.Length ? 0 : source.ReadAtLeast(next, next.Length, throwOnEndOfStream: false);
            var plain = length - Tag;
            if (plain < 0)
                throw new CryptographicException("It ends inside a segment.");
            aes.Decrypt(Nonce(header, number, isLast: following == 0), now.AsSpan(0, plain), now.AsSpan(plain, Tag), output.AsSpan(0, plain), line);
            target.Write(output, 0, plain);
            if (following == 0)
                return header;
            (now, next, length) = (next, now, following);
        }
    }

    private static byte[] Nonce(BackupHeader header, uint number, bool isLast)
    {
        byte[] nonce = [.. header.Nonce, 0, 0, 0, 0, isLast ? (byte)1 : (byte)0];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(NonceLength), number);
        return nonce;
    }
}
