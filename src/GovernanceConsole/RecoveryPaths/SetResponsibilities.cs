using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Entries">The whole grid: what is left out is empty.</param>
public sealed record SetResponsibilitiesInput(RecoveryPathId Path, long SeenVersion, IReadOnlyList<ResponsibilityEntry> Entries) : IPathInput;

/// <summary>Fills the responsibility grid: exactly one accountable party per activity .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class SetResponsibilities(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SetResponsibilitiesInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.EditPathAsync(
            this, commandId, input, actor,
            (_, path) =>
            {
                var refusals = PathContentRules.Check(input.Entries);
                if (refusals.Count == 0)
                    path.SetResponsibilities(input.Entries);
                return Task.FromResult(refusals);
            },
            (change, path) =>
            {
                path.StartNewRevision();
                change.Record(RecoveryPathEvents.ResponsibilitiesSet, path);
            },
            cancellationToken);
}
