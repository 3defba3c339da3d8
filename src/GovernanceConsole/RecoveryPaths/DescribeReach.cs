using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

public sealed record DescribeReachInput(RecoveryPathId Path, long SeenVersion, ReachDescription Reach) : IPathInput;

/// <summary>Changes what can be got at by abusing the path .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class DescribeReach(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DescribeReachInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                if (PathContentRules.Check(input.Reach) is { Count: > 0 } refusals)
                    return refusals;
                if (await change.FindUnknownAsync(input.Reach.Systems) is { } unknown)
                    return [unknown];
                path.DescribeReach(input.Reach.Cleaned());
                return [];
            },
            (change, path) =>
            {
                path.StartNewRevision();
                change.Record(RecoveryPathEvents.ReachDescribed, path);
            },
            cancellationToken);
}
