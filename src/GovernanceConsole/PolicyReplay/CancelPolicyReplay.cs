using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.PolicyReplay;

/// <param name="Run">The replay to give up.</param>
public sealed record CancelPolicyReplayInput(ReplayId Run);

/// <summary>Gives up a replay that is at work and removes the rows stored so far, which nobody has seen.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class CancelPolicyReplay(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CancelPolicyReplayInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CancelPolicyReplayInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ReplayRun>(input.Run) is not { } run)
                return new NotFound("replay");
            if (run.State != ReplayState.Running)
                return new ReplayIsNotRunning(run.Number);

            await change.DeleteInBulkAsync<ReplayRow>(r => r.RunId == run.Id);
            run.Cancel(change.Now);
            change.Correlate(run.Id.Value);
            change.Record(ReplayEvents.Cancelled, run);
            return default(Done);
        }, cancellationToken);
}
