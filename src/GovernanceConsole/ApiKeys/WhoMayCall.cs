using System.Security.Cryptography;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ApiKeys;

/// <summary>What came of a key that was sent.</summary>
/// <param name="Caller">Who calls; null where the key opens nothing.</param>
/// <param name="WhyNot">Why it opens nothing; null where it does.</param>
/// <param name="Key">The key it is about; null where no key has its number.</param>
public sealed record CheckedKey(Actor? Caller, KeyRefusal? WhyNot, ApiKeyId? Key);

/// <summary>Decides whether the text of a key opens the API at this instant, and as whom. Asked by every call; nothing is remembered.</summary>
public sealed class WhoMayCall(ReadOnlyStore store, OrganisationTime time)
{
    private static readonly byte[] NoSecret = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <param name="text">As it was sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CheckedKey> CheckAsync(string text, CancellationToken cancellationToken = default)
    {
        if (ApiKeyText.Read(text) is not { } sent)
            return new CheckedKey(Caller: null, KeyRefusal.NotAKey, Key: null);
        await using var context = store.Open();
        var key = await context.Set<ApiKey>().SingleOrDefaultAsync(k => k.Number == sent.Number, cancellationToken);
        // Compared in the same time whatever differs, also where there is nothing to compare with.
        var isKnown = CryptographicOperations.FixedTimeEquals(key?.SecretHash ?? NoSecret, sent.SecretHash);
        return (isKnown ? key!.StateAt(time.Now) : null as ApiKeyState?) switch
        {
            null => new CheckedKey(Caller: null, KeyRefusal.UnknownKey, key?.Id),
            ApiKeyState.Live => new CheckedKey(Actor.ForApiKey(key!.Id, key.Number, ApiScopeText.ParseList(key.Scopes)), WhyNot: null, key.Id),
            ApiKeyState.Ended => new CheckedKey(Caller: null, KeyRefusal.KeyEnded, key!.Id),
            ApiKeyState.Revoked => new CheckedKey(Caller: null, KeyRefusal.KeyRevoked, key!.Id),
            _ => throw new InvalidOperationException("A key is in no known state."),
        };
    }
}
