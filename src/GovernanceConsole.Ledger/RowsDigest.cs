
namespace GovernanceConsole.Ledger;

/// <summary>
/// Merkle root over the rows of one bulk change, which has one ledger entry: leaf = SHA-256(0x00 || salt || row), rows in the order of
/// their numbers. One salt for the whole set; who has it can check single rows with <see cref="MerkleTree.VerifyInclusion"/>.
/// </summary>
public sealed class RowsDigest
{
    private readonly byte[] _salt;
    private readonly MerkleFrontier _frontier = new();

    public RowsDigest(ReadOnlySpan<byte> salt32) => _salt = Checked(salt32).ToArray();

    public long Count => _frontier.Size;

    /// <summary>Adds a row in its canonical form.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        Span<byte> leaf = stackalloc byte[LeafHash.Length];
        LeafOf(_salt, row, leaf);
        _frontier.Append(leaf);
    }

    public void Add(string row) => Add(LedgerText.ToUtf8(row));

    public byte[] Root() => _frontier.Root();

    public static byte[] Of(IEnumerable<string> rows, ReadOnlySpan<byte> salt32)
    {
        var digest = new RowsDigest(salt32);
        foreach (var row in rows)
            digest.Add(row);
        return digest.Root();
    }

    public static void LeafOf(ReadOnlySpan<byte> salt32, ReadOnlySpan<byte> row, Span<byte> hash32)
    {
        Checked(salt32);
        using var rented = new Scratch(1 + salt32.Length + row.Length, stackalloc byte[512]);
        var leaf = rented.Bytes;
        leaf[0] = 0;
        salt32.CopyTo(leaf[1..]);
        row.CopyTo(leaf[(1 + salt32.Length)..]);
        TreeHash.Of(leaf, hash32);
    }

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> salt32) => salt32.Length == Commitment.SaltLength
        ? salt32
        : throw new LedgerFormatException($"A salt has {Commitment.SaltLength} bytes, not {salt32.Length}.");
}
