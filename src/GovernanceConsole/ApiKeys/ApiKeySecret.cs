using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GovernanceConsole.ApiKeys;

/// <summary>
/// The secret half of a new key: 256 random bits. It is made beside the use case, which is told its hash alone: what a use case is told or
/// answers is stored under the command id, and the secret is stored nowhere.
/// </summary>
public sealed class ApiKeySecret
{
    private readonly byte[] _bits = RandomNumberGenerator.GetBytes(ApiKeyText.SecretLength);

    /// <summary>What is stored: SHA-256 of the secret. It is as random as it is long, so nothing slower keeps it better.</summary>
    public byte[] Hash => SHA256.HashData(_bits);

    /// <summary>The key as its client sends it. To be shown once.</summary>
    /// <param name="number">The number that the key was given.</param>
    public string KeyOf(string number) => ApiKeyText.Write(number, _bits);
}

/// <summary>
/// How a key is written: <c>gck_</c>, the digits of its number, <c>_</c>, the secret in hexadecimal, and the first eight digits of the
/// SHA-256 of everything before. Who finds one sees in which list to look it up, and a scanner knows one from its checksum.
/// </summary>
internal static partial class ApiKeyText
{
    public const string NumberPrefix = "AK";

    public const int SecretLength = 32;

    private const int ChecksumLength = 8;

    public static string Write(string number, byte[] secret)
    {
        var text = $"gck_{number[(NumberPrefix.Length + 1)..]}_{Convert.ToHexStringLower(secret)}";
        return text + ChecksumOf(text);
    }

    /// <summary>The number of the key and the hash of its secret; null for what is no key of this console.</summary>
    public static (string Number, byte[] SecretHash)? Read(string text)
    {
        if (Key().Match(text) is not { Success: true } match || ChecksumOf(text[..^ChecksumLength]) != text[^ChecksumLength..])
            return null;
        return ($"{NumberPrefix}-{match.Groups[1].Value}", SHA256.HashData(Convert.FromHexString(match.Groups[2].ValueSpan)));
    }

    private static string ChecksumOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..ChecksumLength];

    [GeneratedRegex(@"^gck_([0-9]{4,12})_([0-9a-f]{64})[0-9a-f]{8}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
