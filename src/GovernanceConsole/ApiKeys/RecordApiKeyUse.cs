using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ApiKeys;

/// <param name="Key">Which key came in.</param>
public sealed record RecordApiKeyUseInput(ApiKeyId Key);

/// <summary>
/// Notes the day on which a key was last used, so that nobody keeps one that nobody needs. Asked for with the first call of a key on a
/// day, not with every call: reading would otherwise cost a write.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("that a key was used is no decision; what was done with it stands in the ledger")]
public sealed class RecordApiKeyUse(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordApiKeyUseInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordApiKeyUseInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ApiKeyUse>(input.Key) is { } use)
                use.Again(change.Today);
            else if (await change.Context.Set<ApiKey>().AnyAsync(k => k.Id == input.Key))
                change.Context.Add(ApiKeyUse.Of(input.Key, change.Today));
            return default(Done);
        }, cancellationToken);
}
