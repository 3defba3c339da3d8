using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

public sealed record DescribePathInput(RecoveryPathId Path, long SeenVersion, PathDescription Description) : IPathInput;

/// <summary>Changes what a path is: name, type, lane, level, channels, request kinds, desks, designer, area.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class DescribePath(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DescribePathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            async (change, path) =>
            {
                if (PathContentRules.Check(input.Description) is { Count: > 0 } refusals)
                    return refusals;
                if (await change.FindUnknownAsync(input.Description) is { } unknown)
                    return [unknown];
                if (await change.FindNameTakenAsync(input.Description.Name, path.Id) is { } taken)
                    return [taken];
                path.Describe(input.Description.Cleaned());
                return [];
            },
            (change, path) =>
            {
                path.StartNewRevision();
                change.Record(RecoveryPathEvents.PathDescribed, path);
            },
            cancellationToken);
}
