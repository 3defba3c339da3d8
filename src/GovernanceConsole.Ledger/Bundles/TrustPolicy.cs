using System.Security.Cryptography;
using System.Text.Json;

namespace GovernanceConsole.Ledger.Bundles;

/// <summary>A key that may sign checkpoints of a ledger.</summary>
/// <param name="PublicKey">P-256.</param>
/// <param name="From">The smallest size it may sign.</param>
/// <param name="To">The largest size it may sign; null while it is in use. Set when a key is replaced or revoked.</param>
public sealed record TrustedKey(ECDsa PublicKey, long From, long? To)
{
    public bool MaySign(long size) => size >= From && size <= (To ?? long.MaxValue);
}

/// <summary>Whom an auditor believes: the keys of each ledger by tree size, and how old the newest anchor may be.</summary>
/// <param name="Ledgers">Keys by the ledger's name.</param>
/// <param name="AnchorMaxAge">How long an entry may stand without an anchor beyond it; null for any time.</param>
public sealed record TrustPolicy(IReadOnlyDictionary<string, IReadOnlyList<TrustedKey>> Ledgers, TimeSpan? AnchorMaxAge)
{
    private const int LongestFile = 1024 * 1024;

    /// <summary>Reads docs/ledger-format.md, section 11. Plain JSON: an auditor may write it by hand.</summary>
    /// <exception cref="LedgerFormatException">It is not a policy.</exception>
    public static TrustPolicy Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestFile)
            throw new LedgerFormatException("The policy is longer than a megabyte.");
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray());
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != 1)
                throw new LedgerFormatException("The policy is of a version that this verifier does not know.");
            var ledgers = new Dictionary<string, IReadOnlyList<TrustedKey>>(StringComparer.Ordinal);
            foreach (var ledger in root.GetProperty("ledgers").EnumerateArray())
            {
                var name = ledger.GetProperty("name").GetString()!;
                LedgerName.Check(name);
                ledgers.Add(name, [.. ledger.GetProperty("keys").EnumerateArray().Select(ReadKey)]);
            }

            TimeSpan? age = root.TryGetProperty("anchorMaxAgeMinutes", out var minutes) ? TimeSpan.FromMinutes(minutes.GetInt32()) : null;
            return new TrustPolicy(ledgers, age);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or CryptographicException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new LedgerFormatException($"The policy cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a checkpoint is believed: a key that may sign its size did, and no key known for its ledger signed wrongly.</summary>
    /// <returns>Why not; null where it is.</returns>
    public string? WhyNotSigned(SignedNote note, Checkpoint checkpoint)
    {
        if (!Ledgers.TryGetValue(checkpoint.Origin, out var keys))
            return $"The policy names no key for {checkpoint.Origin}.";
        var believed = false;
        foreach (var key in keys)
        {
            var id = SignedNote.KeyId(key.PublicKey);
            if (!note.Signatures.Any(s => s.KeyId == id && string.Equals(s.Name, checkpoint.Origin, StringComparison.Ordinal)))
                continue;
            if (!note.Verify(key.PublicKey, checkpoint.Origin))
                return $"The signature of key {id:x8} under the checkpoint at {checkpoint.Size} is wrong.";
            believed |= key.MaySign(checkpoint.Size);
        }

        return believed ? null : $"No key that may sign the checkpoint at {checkpoint.Size} has signed it.";
    }

    private static TrustedKey ReadKey(JsonElement key)
    {
        var text = key.GetProperty("key").GetString()!;
        var publicKey = ECDsa.Create();
        publicKey.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
        _ = SignedNote.KeyId(publicKey); // refuses other curves
        return Convert.ToBase64String(publicKey.ExportSubjectPublicKeyInfo()) == text // a key's id is a hash of its bytes, so there is one way to write it
            ? new TrustedKey(publicKey, Size(key, "from") ?? 0, Size(key, "to"))
            : throw new LedgerFormatException("A key of the policy is not a SubjectPublicKeyInfo in plain base64.");
    }

    private static long? Size(JsonElement key, string name) =>
        !key.TryGetProperty(name, out var size) || size.ValueKind == JsonValueKind.Null ? null
        : size.GetInt64() is >= 0 and <= CanonicalJson.MaxInteger and var number ? number
        : throw new LedgerFormatException($"\"{name}\" of a key in the policy is no number of entries.");
}
