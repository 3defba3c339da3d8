using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Identity;
using Microsoft.Net.Http.Headers;

namespace GovernanceConsole.Web.Api;

/// <summary>Headers that carry a meaning of our own.</summary>
internal static class ApiHeaders
{
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Room for any id that another system may have.</summary>
    public const int LongestIdempotencyKey = 200;

    /// <summary>
    /// The command id of an act: the client's own name for it, within the key that sent it, so that no two clients meet. Under it the
    /// road keeps the answer.
    /// </summary>
    public static CommandId CommandIdOf(HttpRequest request, Actor actor)
    {
        var sent = request.Headers[IdempotencyKey];
        if (sent.Count == 0)
            throw new ApiProblemException(new IdempotencyKeyIsMissing());
        if (sent is not [{ Length: > 0 and <= LongestIdempotencyKey } text] || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ApiProblemException(new IdempotencyKeyIsNotUnderstood());

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes($"HTTP API\0{actor.Key!.Value.Value:N}\0{text}"), hash);
        (hash[6], hash[8]) = ((byte)((hash[6] & 0x0F) | 0x80), (byte)((hash[8] & 0x3F) | 0x80)); // RFC 9562: version 8, an id made by a rule of one's own
        return new CommandId(new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>The version that a call was meant for; null where it names none.</summary>
    public static long? VersionOf(HttpRequest request) => request.Headers.IfMatch.Count == 0
        ? null
        : EntityTag.VersionIn(request.Headers.IfMatch.ToString()) ?? throw new ApiProblemException(new VersionIsNotUnderstood());
}

/// <summary>
/// The tag of what was read: the version of the record, and a hash of all that was told, which holds more than the record (names, gaps
/// that come with time). The hash answers whether to read again, the version whether to write over.
/// </summary>
internal static class EntityTag
{
    private const int HashLength = 16;

    public static EntityTagHeaderValue Of(long version, ReadOnlySpan<byte> told) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{version}-{Convert.ToHexStringLower(SHA256.HashData(told))[..HashLength]}\""));

    /// <summary>Null for what is no single tag of ours.</summary>
    public static long? VersionIn(string tag) =>
        tag.Split('-') is [['"', .. var version], [.. var hash, '"']] && hash.Length == HashLength && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Whether the client holds what is told now.</summary>
    public static bool IsHeldBy(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch!, out var held) && held.Any(h => h.Equals(EntityTagHeaderValue.Any) || h.Compare(tag, useStrongComparison: false));
}
