using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

public sealed record ActivatePathInput(RecoveryPathId Path, long SeenVersion) : IPathInput;

/// <summary>Puts a draft into use. Everything that is missing is named at once .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class ActivatePath(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ActivatePathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<ActivatePathInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (path.State != PathState.Draft)
                return new OnlyDraftsAreActivated(path.State);
            if (await change.Context.WhatIsMissingAsync(path, change.Today, CancellationToken.None) is { Count: > 0 } missing)
                return missing.ConvertAll<Refusal>(m => m);

            path.Activate(change.Now);
            change.Record(RecoveryPathEvents.Activated, path);
            return default(Done);
        }, cancellationToken);
}
