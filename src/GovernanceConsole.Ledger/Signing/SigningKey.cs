using System.Security.Cryptography;

namespace GovernanceConsole.Ledger.Signing;

/// <summary>A key that signs checkpoints, or once did. What it may have signed is told by size, never by time.</summary>
/// <param name="File">The private key's file, in the folder of the first one.</param>
/// <param name="PublicKey">DER SubjectPublicKeyInfo.</param>
/// <param name="From">The smallest size it may sign, by ledger; 0 where a ledger is not named.</param>
/// <param name="To">The largest size it may have signed, by ledger, and 0 where a ledger is not named; null while the key is in use.</param>
/// <param name="IsRevoked">Whether it went because somebody else may have it.</param>
public sealed record SigningKey(
    string File, byte[] PublicKey, IReadOnlyDictionary<string, long> From, IReadOnlyDictionary<string, long>? To = null, bool IsRevoked = false)
{
    /// <summary>As it stands in the notes that it signed: eight hexadecimal digits.</summary>
    public string Id
    {
        get
        {
            using var key = ToPublicKey();
            return $"{SignedNote.KeyId(key):x8}";
        }
    }

    /// <summary>Whether checkpoints are signed with it.</summary>
    public bool IsInUse => To is null;

    /// <summary>Whether a checkpoint of this size is believed with this key's signature.</summary>
    public bool MaySign(string ledger, long size) =>
        size >= From.GetValueOrDefault(ledger) && (To is null || size <= To.GetValueOrDefault(ledger));

    internal ECDsa ToPublicKey()
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(PublicKey, out _);
        return key;
    }
}
