using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Backups;

/// <param name="Keys">Which.</param>
public sealed record RecordDestroyedKeysInput(IReadOnlyList<DestroyedKey> Keys);

/// <summary>Writes down which backups nobody can open any more: what was erased since is gone from them too.</summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class RecordDestroyedKeys(LedgeredChange road)
{
    /// <summary>So many fit into one entry.</summary>
    private const int KeysPerEntry = 500;

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordDestroyedKeysInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordDestroyedKeysInput, Done>(this, commandId, input, actor, change =>
        {
            foreach (var some in input.Keys.Chunk(KeysPerEntry))
            {
                change.Record(
                    BackupEvents.KeysDestroyed, BackupEvents.Kind, some[0].Backup,
                    EventDetail.Public("keys", some.Length),
                    EventDetail.Public("backups", some.Select(k => k.Backup.ToString("N")).ToArray()),
                    EventDetail.Public("newestMadeAt", some.Max(k => k.MadeAt)));
            }

            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
