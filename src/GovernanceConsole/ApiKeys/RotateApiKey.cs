using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ApiKeys;

/// <param name="Key">The key whose place a new one takes.</param>
/// <param name="EndsOn">The last day on which the new one works.</param>
/// <param name="OverlapHours">For how long the old one works beside it; 0 ends it at once.</param>
/// <param name="SecretHash">Of the new one's <see cref="ApiKeySecret"/>.</param>
public sealed record RotateApiKeyInput(ApiKeyId Key, DateOnly EndsOn, int OverlapHours, byte[] SecretHash)
{
    /// <summary>What a planned change-over takes.</summary>
    public const int UsualOverlapHours = 24;
}

/// <summary>Gives a client a new key with the same scopes, while the old one works on for a while.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class RotateApiKey(LedgeredChange road, ApiKeySettings settings)
{
    public Task<Outcome<CreatedApiKey>> ExecuteAsync(CommandId commandId, RotateApiKeyInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RotateApiKeyInput, CreatedApiKey>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ApiKey>(input.Key) is not { } old)
                return new NotFound("API key");
            change.IsAbout(old);
            var replacedBy = await change.Context.Set<ApiKey>().Where(k => k.ReplacesId == old.Id).Select(k => k.Number).FirstOrDefaultAsync();
            if ((ApiKeyRules.MayBeRotated(old, replacedBy, input.OverlapHours, change.Now) ?? ApiKeyRules.MayEndOn(input.EndsOn, change.Today, settings.LongestDays)) is { } refusal)
                return refusal;

            var successor = ApiKey.Create(
                change.NewId<ApiKeyId>(), await change.NextNumberAsync(ApiKeyText.NumberPrefix), old.Client, old.Scopes, input.SecretHash,
                old.Id, change.Time.StartOf(input.EndsOn.AddDays(1)), actor.Person, change.Now);
            change.Context.Add(successor);
            old.EndNoLaterThan(change.Now.AddHours(input.OverlapHours));
            change.Record(ApiKeyEvents.Rotated, old, EventDetail.Public("number", old.Number), EventDetail.Public("successor", successor.Number), EventDetail.Public("endsAt", old.EndsAt));
            change.Record(ApiKeyEvents.Succeeded, successor, EventDetail.Public("replaces", old.Number));
            await change.TellThoseWhoKeepKeysAsync(ApiKeyNotices.Rotated(old, successor));
            return new CreatedApiKey(successor.Id, successor.Number);
        }, cancellationToken);
}
