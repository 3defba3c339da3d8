using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Reason">Why; a paragraph at most.</param>
public sealed record WithdrawSignOffInput(RecoveryPathId Path, long SeenVersion, string Reason) : IPathInput;

/// <summary>Takes the sign-off back. It stops covering at once; the path is suspended when the grace is over.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class WithdrawSignOff(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WithdrawSignOffInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<WithdrawSignOffInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);
            if (path.StandingSignOff is null)
                return Task.FromResult<Outcome<Done>>(new NoSignOffStands());

            path.WithdrawSignOff(TextRules.Clean(input.Reason), change.Now);
            change.Record(RecoveryPathEvents.SignOffWithdrawn, path);
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
