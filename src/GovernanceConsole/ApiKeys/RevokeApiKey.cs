using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.ApiKeys;

/// <param name="Key">Which.</param>
/// <param name="Reason">Why: it leaked, the client is gone.</param>
public sealed record RevokeApiKeyInput(ApiKeyId Key, string Reason);

/// <summary>Ends a key at this instant: a call that has come in already changes nothing with it any more.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class RevokeApiKey(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RevokeApiKeyInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RevokeApiKeyInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ApiKey>(input.Key) is not { } key)
                return new NotFound("API key");
            change.IsAbout(key);
            if ((ApiKeyRules.MayBeRevoked(key, change.Now) ?? TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph)) is { } refusal)
                return refusal;

            key.Revoke(TextRules.Clean(input.Reason), actor.Person, change.Now);
            change.Record(ApiKeyEvents.Revoked, key, EventDetail.Public("number", key.Number));
            await change.TellThoseWhoKeepKeysAsync(ApiKeyNotices.Revoked(key));
            return default(Done);
        }, cancellationToken);
}
