using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

public sealed record DescribeBoundaryInput(RecoveryPathId Path, long SeenVersion, BoundaryDescription Boundary) : IPathInput;

/// <summary>
/// Writes the control boundary. Proofing and resets are the policy of the identity team; a desk or an
/// owner does not change them.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class DescribeBoundary(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, DescribeBoundaryInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            (_, path) =>
            {
                var refusals = PathContentRules.Check(input.Boundary);
                if (refusals.Count == 0)
                    path.DescribeBoundary(input.Boundary.Cleaned());
                return Task.FromResult(refusals);
            },
            (change, path) =>
            {
                path.StartNewRevision();
                change.Record(RecoveryPathEvents.BoundaryDescribed, path);
            },
            cancellationToken);
}
