using System.Globalization;
using System.Text;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Ledger;

/// <summary>
/// That one entry stands in a ledger at its place, as text by C2SP tlog-proof: a checkpoint, the entry's number and the hashes between
/// them. The entry's body goes along as the format's extra data, so that one file is enough.
/// </summary>
/// <param name="Index">The entry's number.</param>
/// <param name="Hashes">The inclusion proof, lowest first.</param>
/// <param name="Checkpoint">The signed checkpoint that it leads to.</param>
/// <param name="Body">The entry.</param>
public sealed record LogProof(long Index, IReadOnlyList<byte[]> Hashes, SignedNote Checkpoint, byte[] Body)
{
    /// <summary>What the names of such files end with.</summary>
    public const string FileExtension = ".tlog-proof";

    private const string Header = "c2sp.org/tlog-proof@v1";

    /// <summary>More than this is no proof: 2^53 entries need 53 hashes.</summary>
    private const int MostHashes = 63;

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Header).Append('\n')
            .Append("extra ").Append(Convert.ToBase64String(Body)).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes)
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        return text.Append('\n').Append(Checkpoint.ToText()).ToString();
    }

    /// <summary>Reads what <see cref="ToText"/> writes.</summary>
    /// <exception cref="LedgerFormatException">It is no proof of an entry.</exception>
    public static LogProof Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length < 3 || lines[0] != Header || lines.Length - 3 > MostHashes)
            throw new LedgerFormatException("The file is not a proof of an entry (C2SP tlog-proof with the entry as extra data).");
        if (!lines[2].StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(lines[2].AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !string.Equals(index.ToString(CultureInfo.InvariantCulture), lines[2][6..], StringComparison.Ordinal))
            throw new LedgerFormatException("The proof's index is not a number in its shortest form.");
        return new LogProof(
            index,
            [.. lines.Skip(3).Select(line => Bytes(line) is { Length: LeafHash.Length } hash ? hash : throw new LedgerFormatException("A hash of the proof has not 32 bytes."))],
            SignedNote.Parse(text[(end + 2)..]),
            lines[1].StartsWith("extra ", StringComparison.Ordinal) ? Bytes(lines[1][6..]) : throw new LedgerFormatException("The proof does not hold its entry."));
    }

    /// <summary>What is wrong with the proof for somebody with this policy; null where it holds.</summary>
    public LedgerFault? Fault(TrustPolicy policy)
    {
        var checkpoint = Ledger.Checkpoint.Parse(Checkpoint.Text);
        if (policy.WhyNotSigned(Checkpoint, checkpoint) is { } why)
            return new LedgerFault(LedgerFaultCode.Signature, checkpoint.Size, why);
        LedgerEntry entry;
        try
        {
            entry = LedgerEntry.Parse(Body);
        }
        catch (LedgerFormatException malformed)
        {
            return new LedgerFault(LedgerFaultCode.Malformed, Index, malformed.Message);
        }

        if (entry.Idx != Index || !string.Equals(entry.Ledger, checkpoint.Origin, StringComparison.Ordinal))
            return new LedgerFault(LedgerFaultCode.Content, Index, "The entry in the proof is another one than the proof speaks of.");
        return MerkleTree.VerifyInclusion(LeafHash.Of(Body), Index, checkpoint.Size, Hashes, checkpoint.Root)
            ? null
            : new LedgerFault(LedgerFaultCode.Content, Index, "The entry does not lead to the signed root.");
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && string.Equals(Convert.ToBase64String(bytes, 0, length), base64, StringComparison.Ordinal)
            ? bytes[..length]
            : throw new LedgerFormatException("The proof is not in plain base64.");
    }
}
