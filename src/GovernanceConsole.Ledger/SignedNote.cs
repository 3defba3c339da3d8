using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceConsole.Ledger;

/// <summary>
/// A text with signatures by C2SP signed-note: the text, an empty line, and for each signature "— name base64(key id || signature)".
/// Signatures here are of type 0x02: ECDSA on P-256 over SHA-256 of the text, in DER.
/// </summary>
/// <param name="Text">What is signed, with its last line feed.</param>
/// <param name="Signatures">In the note's order, known and unknown ones.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    // A verifier is handed notes by strangers; C2SP wants at least 16 to be taken.
    private const int MaxSignatures = 64;
    private const string Dash = "— ";

    public static SignedNote Sign(string text, ECDsa key, string name) => new SignedNote(text, []).AlsoSigned(key, name);

    /// <summary>With one signature more: while a key is rotated, checkpoints carry the old and the new one.</summary>
    public SignedNote AlsoSigned(ECDsa key, string name)
    {
        CheckText(Text);
        CheckName(name);
        var signature = key.SignData(LedgerText.ToUtf8(Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return this with { Signatures = [.. Signatures, new NoteSignature(name, KeyId(key), signature)] };
    }

    /// <summary>Whether this key under this name signed the text. Signatures by others say nothing, a wrong one by this key is fatal.</summary>
    public bool Verify(ECDsa publicKey, string name)
    {
        var id = KeyId(publicKey);
        var own = Signatures.Where(s => s.KeyId == id && string.Equals(s.Name, name, StringComparison.Ordinal)).ToArray();
        var text = LedgerText.ToUtf8(Text);
        return own.Length > 0 && own.All(s => publicKey.VerifyData(text, s.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>First four bytes, big-endian, of SHA-256 of the public key as DER SubjectPublicKeyInfo.</summary>
    public static uint KeyId(ECDsa key) => key.KeySize == 256
        ? BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))
        : throw new LedgerFormatException("Notes are signed on the curve P-256.");

    public string ToText()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
            note.Append(Dash).Append(signature.Name).Append(' ').Append(signature.ToBase64()).Append('\n');
        return note.ToString();
    }

    public static SignedNote Parse(string note)
    {
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n') || split + 2 == note.Length)
            throw new LedgerFormatException("A signed note is a text, an empty line and at least one signature line.");
        var text = note[..(split + 1)];
        CheckText(text);
        var lines = note[(split + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures)
            throw new LedgerFormatException($"A signed note carries at most {MaxSignatures} signatures.");
        return new SignedNote(text, [.. lines.Select(NoteSignature.Parse)]);
    }

    internal static void CheckName(string name)
    {
        if (name.Length == 0 || name.Contains('+') || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            throw new LedgerFormatException("A key's name is not empty and holds no white space, control characters or plus signs.");
    }

    private static void CheckText(string text)
    {
        if (!text.EndsWith('\n') || text.Any(c => c < ' ' && c != '\n'))
            throw new LedgerFormatException("A note's text ends with a line feed and holds no other control characters.");
        LedgerText.ToUtf8(text);
    }
}

/// <param name="Name">The key's name.</param>
/// <param name="KeyId">See <see cref="SignedNote.KeyId"/>; tells keys of one name apart.</param>
/// <param name="Signature">What follows the key id; of unknown kind if the key is not ours.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    internal string ToBase64()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, 4);
        return Convert.ToBase64String(bytes);
    }

    internal static NoteSignature Parse(string line)
    {
        var parts = line.Split(' ');
        var bytes = new byte[line.Length];
        if (parts.Length != 3 || parts[0] != "—" || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 5)
            throw new LedgerFormatException("A signature line is a dash, a name and the signature in base64.");
        SignedNote.CheckName(parts[1]);
        var signature = new NoteSignature(parts[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..length]);
        return string.Equals(signature.ToBase64(), parts[2], StringComparison.Ordinal)
            ? signature
            : throw new LedgerFormatException("A signature is not in plain base64.");
    }
}
