using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="SeenVersion">The number of the policy in force that was on the screen.</param>
/// <param name="Document">What it begins with, for instance a file; null for what is in force.</param>
public sealed record BeginPolicyDraftInput(int SeenVersion, PolicyDocument? Document = null);

/// <summary>Begins the next policy: a draft that decides nothing until it is proposed and approved.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class BeginPolicyDraft(LedgeredChange road)
{
    public Task<Outcome<PolicyDraftId>> ExecuteAsync(CommandId commandId, BeginPolicyDraftInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<BeginPolicyDraftInput, PolicyDraftId>(this, commandId, input, actor, async change =>
        {
            var inForce = await PolicyInForce.ReadAsync(change.Context);
            if (inForce.Version != input.SeenVersion)
                return new ChangedMeanwhile("policy");
            if (await change.Context.Set<PolicyDraft>().AnyAsync(d => d.State == PolicyDraftState.Open))
                return new PolicyDraftIsOpen();
            var document = input.Document ?? inForce.Document;
            if (PolicyRules.MayWrite(inForce.Document, document, change.Roles) is { Count: > 0 } refusals)
                return refusals;

            var draft = PolicyDraft.Begin(
                change.NewId<PolicyDraftId>(), inForce.Version, await PolicyText.KeepAsync(change.Context, document), change.ActingPerson, change.Now);
            change.Context.Add(draft);
            change.Record(PolicyEvents.DraftBegun, draft);
            return draft.Id;
        }, cancellationToken);
}
