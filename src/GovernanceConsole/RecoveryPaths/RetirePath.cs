using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why; a paragraph at most.</param>
public sealed record RetirePathInput(RecoveryPathId Path, long SeenVersion, string Reason) : IPathInput;

/// <summary>Takes a path out of use for good. Its seats end; its history stays.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RetirePath(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RetirePathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<RetirePathInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);
            if (path.State == PathState.Retired)
                return Task.FromResult<Outcome<Done>>(new PathIsRetired(path.Number));

            path.Retire(TextRules.Clean(input.Reason), change.Now);
            change.Record(RecoveryPathEvents.Retired, path);
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
