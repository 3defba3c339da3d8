using System.Globalization;

namespace GovernanceConsole.Ledger;

/// <summary>What a ledger was at one size, as text by C2SP tlog-checkpoint, without extension lines.</summary>
/// <param name="Origin">The ledger's name.</param>
/// <param name="Size">Entries counted.</param>
/// <param name="Root">Merkle root over them, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    public string ToText()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");
        Parse(text); // an origin of two lines or a cut root must not be signed
        return text;
    }

    /// <summary>Reads exactly what <see cref="ToText"/> writes; anything else throws.</summary>
    public static Checkpoint Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[3].Length > 0)
            throw new LedgerFormatException("A checkpoint has three lines: origin, size, root.");
        if (lines[0].Length == 0)
            throw new LedgerFormatException("The checkpoint's origin is empty.");
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > CanonicalJson.MaxInteger
            || !string.Equals(size.ToString(CultureInfo.InvariantCulture), lines[1], StringComparison.Ordinal))
            throw new LedgerFormatException("The checkpoint's size is not a number in its shortest form.");
        var root = new byte[LeafHash.Length];
        if (!Convert.TryFromBase64String(lines[2], root, out var length) || length != root.Length
            || !string.Equals(Convert.ToBase64String(root), lines[2], StringComparison.Ordinal))
            throw new LedgerFormatException("The checkpoint's root is not 32 bytes in base64.");
        return new Checkpoint(lines[0], size, root);
    }

    public bool Equals(Checkpoint? other) => other is not null
        && string.Equals(Origin, other.Origin, StringComparison.Ordinal) && Size == other.Size && Root.AsSpan().SequenceEqual(other.Root);

    public override int GetHashCode() => HashCode.Combine(Origin, Size);
}
