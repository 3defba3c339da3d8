using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GovernanceConsole.Ledger;

/// <summary>
/// Stands in the ledger for a private text. With salt and value it can be checked; once the salt is erased it says nothing.
/// </summary>
public static class Commitment
{
    public const int SaltLength = 32;

    /// <summary>
    /// SHA-256(0x10 || ledger || id || field || salt || value), each part behind its length as 4 bytes, big-endian. The value is hashed as
    /// given: whoever makes a commitment passes <see cref="LedgerText.Normalise"/>d text and keeps exactly that. The id is the entry's as in
    /// its body: 36 lower-case characters.
    /// </summary>
    public static byte[] Of(string ledger, string entryId, string field, ReadOnlySpan<byte> salt32, string value)
    {
        if (salt32.Length != SaltLength)
            throw new LedgerFormatException($"A salt has {SaltLength} bytes, not {salt32.Length}.");
        if (entryId.Length != 36 || !Guid.TryParseExact(entryId, "D", out _) || entryId.AsSpan().ContainsAnyInRange('A', 'F'))
            throw new LedgerFormatException($"\"{entryId}\" is not an entry's id as its body has it.");
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([0x10]);
        Append(sha, ledger);
        Append(sha, entryId);
        Append(sha, field);
        Append(sha, salt32);
        Append(sha, value);
        return sha.GetHashAndReset();
    }

    /// <summary>A salt from the operating system's random source; one for each value, never used twice.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    private static void Append(IncrementalHash sha, string part) => Append(sha, LedgerText.ToUtf8(part));

    private static void Append(IncrementalHash sha, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        sha.AppendData(length);
        sha.AppendData(part);
    }
}
