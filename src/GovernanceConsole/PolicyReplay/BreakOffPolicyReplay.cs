using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.PolicyReplay;

/// <param name="Run">The replay.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record BreakOffPolicyReplayInput(ReplayId Run, string Reason);

/// <summary>Ends a replay that nobody works on any more and removes the rows stored so far, which nobody has seen.</summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class BreakOffPolicyReplay(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, BreakOffPolicyReplayInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<BreakOffPolicyReplayInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ReplayRun>(input.Run) is not { } run)
                return new NotFound("replay");
            if (run.State != ReplayState.Running)
                return new ReplayIsNotRunning(run.Number);

            await change.DeleteInBulkAsync<ReplayRow>(r => r.RunId == run.Id);
            run.BreakOff(input.Reason, change.Now);
            change.Correlate(run.Id.Value);
            change.Record(ReplayEvents.BrokenOff, run);
            return default(Done);
        }, cancellationToken);
}
