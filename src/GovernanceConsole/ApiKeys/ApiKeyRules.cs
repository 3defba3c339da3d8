using GovernanceConsole.Identity;

namespace GovernanceConsole.ApiKeys;

internal static class ApiKeyRules
{
    /// <summary>A week: longer than any change-over takes, and short enough that the old key is not forgotten.</summary>
    public const int LongestOverlapHours = 168;

    public static Refusal? HasScopes(IReadOnlyCollection<ApiScope> scopes) => scopes.Count == 0 ? new KeyNeedsAScope() : null;

    /// <summary>Whether a key may work until the end of a day.</summary>
    /// <param name="endsOn">The last day.</param>
    /// <param name="today">The day on which it is made.</param>
    /// <param name="longestDays">The most days that a key works.</param>
    public static Refusal? MayEndOn(DateOnly endsOn, DateOnly today, int longestDays) =>
        endsOn < today ? new KeyEndsInThePast(endsOn)
        : endsOn > today.AddDays(longestDays) ? new KeyLastsTooLong(longestDays, today.AddDays(longestDays))
        : null;

    /// <summary>Whether another key may take the place of this one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="replacedBy">The number of the key that did already; null for none.</param>
    /// <param name="overlapHours">For how long both work.</param>
    /// <param name="now">The instant.</param>
    public static Refusal? MayBeRotated(ApiKey key, string? replacedBy, int overlapHours, DateTimeOffset now) =>
        replacedBy is not null ? new KeyIsReplaced(key.Number, replacedBy)
        : MayBeRevoked(key, now) ?? (overlapHours is < 0 or > LongestOverlapHours ? new OverlapIsTooLong(overlapHours, LongestOverlapHours) : null);

    public static Refusal? MayBeRevoked(ApiKey key, DateTimeOffset now) => key.StateAt(now) switch
    {
        ApiKeyState.Live => null,
        ApiKeyState.Ended => new KeyHasEnded(key.Number),
        ApiKeyState.Revoked => new KeyIsRevoked(key.Number),
    };
}
