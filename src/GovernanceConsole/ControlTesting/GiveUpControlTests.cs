using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.ControlTesting;

/// <param name="Run">The run to give up.</param>
public sealed record GiveUpControlTestsInput(ControlTestRunId Run);

/// <summary>Ends a run that is not complete and removes the findings stored so far, which nobody has seen.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(ActorKind.CommandLine)]
[MayBeDoneBy(ActorKind.Job)]
public sealed class GiveUpControlTests(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, GiveUpControlTestsInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<GiveUpControlTestsInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<ControlTestRun>(input.Run) is not { } run)
                return new NotFound("run of the control tests");
            if (run.State != ControlTestRunState.Running)
                return new RunIsNotRunning(run.Number);

            await change.DeleteInBulkAsync<ControlFinding>(f => f.RunId == run.Id);
            run.GiveUp(change.Now);
            change.Correlate(run.Id.Value);
            change.Record(ControlTestEvents.RunGivenUp, run);
            return default(Done);
        }, cancellationToken);
}
