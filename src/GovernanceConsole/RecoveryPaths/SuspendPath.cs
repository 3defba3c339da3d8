using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why; a paragraph at most.</param>
public sealed record SuspendPathInput(RecoveryPathId Path, long SeenVersion, string Reason) : IPathInput;

/// <summary>Stops an active path at once. Stopping is easy: its owners and security may do it too.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Relation.ControlOwner)]
[MayBeDoneBy(Relation.RiskOwner)]
public sealed class SuspendPath(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SuspendPathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<SuspendPathInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);
            if (path.State != PathState.Active)
                return Task.FromResult<Outcome<Done>>(new OnlyActivePathsAreSuspended(path.State));

            path.Suspend(TextRules.Clean(input.Reason), change.Now);
            change.Record(RecoveryPathEvents.Suspended, path);
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
