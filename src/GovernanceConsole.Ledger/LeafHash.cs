using System.Security.Cryptography;

namespace GovernanceConsole.Ledger;

/// <summary>SHA-256(0x00 || body): the name by which an entry is known to its successor and to the tree (RFC 9162, 2.1.1).</summary>
public static class LeafHash
{
    public const int Length = SHA256.HashSizeInBytes;

    public static byte[] Of(ReadOnlySpan<byte> body)
    {
        var hash = new byte[Length];
        Of(body, hash);
        return hash;
    }

    public static void Of(ReadOnlySpan<byte> body, Span<byte> hash32)
    {
        using var scratch = new Scratch(body.Length + 1, stackalloc byte[1024]);
        var prefixed = scratch.Bytes;
        prefixed[0] = 0;
        body.CopyTo(prefixed[1..]);
        TreeHash.Of(prefixed, hash32);
    }
}
