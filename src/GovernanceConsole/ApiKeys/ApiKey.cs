using System.Security.Cryptography;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.ApiKeys;

/// <summary>Where a key is in its life. Ends are decided by the clock when it is used: no job needs to have run.</summary>
public enum ApiKeyState
{
    /// <summary>It opens what its scopes say.</summary>
    Live,

    /// <summary>Its time was over.</summary>
    Ended,

    /// <summary>Somebody ended it before its time.</summary>
    Revoked,
}

/// <summary>A key with which one client, another system, calls the HTTP API.</summary>
internal sealed class ApiKey : ILedgered
{
    public ApiKeyId Id { get; private init; }

    /// <summary>For people, the ledger, and in the key itself: <c>AK-0042</c>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>Whose key it is: "ticketing, production".</summary>
    public string Client { get; private init; } = "";

    /// <summary>What it is good for, as <see cref="ApiScopeText"/> writes it.</summary>
    public string Scopes { get; private init; } = "";

    /// <summary>SHA-256 of the secret.</summary>
    public byte[] SecretHash { get; private init; } = [];

    /// <summary>Null where the command line did.</summary>
    public PersonId? CreatedById { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>From this instant on it opens nothing. Comes nearer when another key takes its place.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>The key whose place it took; null where it took none.</summary>
    public ApiKeyId? ReplacesId { get; private init; }

    /// <summary>Null unless revoked by a person.</summary>
    public PersonId? RevokedById { get; private set; }

    /// <summary>Null unless revoked.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Null unless revoked.</summary>
    public string? RevokeReason { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <param name="id">Its id.</param>
    /// <param name="number">Its number.</param>
    /// <param name="client">Whose it is.</param>
    /// <param name="scopes">What it is good for.</param>
    /// <param name="secretHash">SHA-256 of its secret.</param>
    /// <param name="replaces">The key whose place it takes; null for none.</param>
    /// <param name="endsAt">Until when.</param>
    /// <param name="by">Who makes it; null for the command line.</param>
    /// <param name="at">When.</param>
    public static ApiKey Create(
        ApiKeyId id, string number, string client, string scopes, byte[] secretHash, ApiKeyId? replaces, DateTimeOffset endsAt, PersonId? by, DateTimeOffset at) =>
        secretHash.Length == SHA256.HashSizeInBytes
            ? new()
            {
                Id = id, Number = number, Client = client, Scopes = scopes, SecretHash = secretHash, ReplacesId = replaces, EndsAt = endsAt, CreatedById = by, CreatedAt = at,
            }
            : throw new ArgumentException("A key is stored as the SHA-256 of its secret.", nameof(secretHash));

    public ApiKeyState StateAt(DateTimeOffset now) => RevokedAt is not null ? ApiKeyState.Revoked : EndsAt > now ? ApiKeyState.Live : ApiKeyState.Ended;

    /// <summary>Another key takes its place, and this one ends when the client has had the time to change over.</summary>
    public void EndNoLaterThan(DateTimeOffset at) => EndsAt = at < EndsAt ? at : EndsAt;

    public void Revoke(string reason, PersonId? by, DateTimeOffset at)
    {
        if (StateAt(at) != ApiKeyState.Live)
            throw new InvalidOperationException($"{Number} opens nothing any more.");
        (RevokeReason, RevokedById, RevokedAt) = (reason, by, at);
    }
}

/// <summary>The day on which a key was last used.</summary>
internal sealed class ApiKeyUse
{
    public ApiKeyId KeyId { get; private init; }

    public DateOnly LastUsedOn { get; private set; }

    public static ApiKeyUse Of(ApiKeyId key, DateOnly on) => new() { KeyId = key, LastUsedOn = on };

    public void Again(DateOnly on) => LastUsedOn = on;
}
