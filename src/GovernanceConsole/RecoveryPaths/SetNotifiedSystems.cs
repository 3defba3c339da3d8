using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Systems">All systems that are told.</param>
public sealed record SetNotifiedSystemsInput(RecoveryPathId Path, long SeenVersion, IReadOnlyList<GovernedSystemId> Systems) : IPathInput;

/// <summary>Names the systems that are told when the path was used .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class SetNotifiedSystems(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SetNotifiedSystemsInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                if (await change.FindUnknownAsync(input.Systems) is { } unknown)
                    return [unknown];
                path.SetNotifiedSystems(input.Systems);
                return [];
            },
            (change, path) =>
            {
                path.StartNewRevision();
                change.Record(RecoveryPathEvents.NotifiedSystemsSet, path);
            },
            cancellationToken);
}
