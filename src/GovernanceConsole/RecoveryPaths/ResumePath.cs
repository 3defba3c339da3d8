using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

public sealed record ResumePathInput(RecoveryPathId Path, long SeenVersion) : IPathInput;

/// <summary>Puts a suspended path back into use. It needs everything that an activation needs.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class ResumePath(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ResumePathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<ResumePathInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (path.State != PathState.Suspended)
                return new OnlySuspendedPathsAreResumed(path.State);
            if (await change.Context.WhatIsMissingAsync(path, change.Today, CancellationToken.None) is { Count: > 0 } missing)
                return missing.ConvertAll<Refusal>(m => m);

            path.Resume(change.Now);
            change.Record(RecoveryPathEvents.Resumed, path);
            return default(Done);
        }, cancellationToken);
}
