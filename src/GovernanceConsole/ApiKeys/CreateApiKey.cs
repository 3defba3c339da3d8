using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.ApiKeys;

/// <param name="LongestDays">The most days that a key works.</param>
public sealed record ApiKeySettings(int LongestDays = 365);

/// <param name="Client">Whose key it is: system and surroundings.</param>
/// <param name="Scopes">What it is good for.</param>
/// <param name="EndsOn">The last day on which it works.</param>
/// <param name="SecretHash">Of an <see cref="ApiKeySecret"/>.</param>
public sealed record CreateApiKeyInput(string Client, IReadOnlyList<ApiScope> Scopes, DateOnly EndsOn, byte[] SecretHash);

/// <param name="Id">The new key.</param>
/// <param name="Number">Its number; with it the secret makes the key's text.</param>
public sealed record CreatedApiKey(ApiKeyId Id, string Number);

/// <summary>Lets another system call the HTTP API.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class CreateApiKey(LedgeredChange road, ApiKeySettings settings)
{
    public Task<Outcome<CreatedApiKey>> ExecuteAsync(CommandId commandId, CreateApiKeyInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CreateApiKeyInput, CreatedApiKey>(this, commandId, input, actor, async change =>
        {
            List<Refusal> refusals =
            [
                .. new[]
                {
                    TextRules.Required("Client", "The client", input.Client, TextRules.Line),
                    ApiKeyRules.HasScopes(input.Scopes),
                    ApiKeyRules.MayEndOn(input.EndsOn, change.Today, settings.LongestDays),
                }.OfType<Refusal>(),
            ];
            if (refusals.Count > 0)
                return refusals;

            var key = ApiKey.Create(
                change.NewId<ApiKeyId>(), await change.NextNumberAsync(ApiKeyText.NumberPrefix), TextRules.Clean(input.Client), ApiScopeText.Of(input.Scopes), input.SecretHash,
                replaces: null, change.Time.StartOf(input.EndsOn.AddDays(1)), actor.Person, change.Now);
            change.Context.Add(key);
            change.Record(ApiKeyEvents.Created, key);
            await change.TellThoseWhoKeepKeysAsync(ApiKeyNotices.Created(key));
            return new CreatedApiKey(key.Id, key.Number);
        }, cancellationToken);
}
