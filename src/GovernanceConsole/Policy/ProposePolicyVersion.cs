using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="SeenVersion">The number of the policy in force that was on the screen: what is proposed is a difference to it.</param>
/// <param name="Limits">All limits, those that stay as they are too.</param>
/// <param name="Reason">Why; the second person reads it.</param>
public sealed record ProposePolicyVersionInput(int SeenVersion, Limits Limits, string Reason);

/// <summary>The first of two signatures by which governance changes what it demands .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class ProposePolicyVersion(LedgeredChange road)
{
    public Task<Outcome<PolicyVersionId>> ExecuteAsync(CommandId commandId, ProposePolicyVersionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ProposePolicyVersionInput, PolicyVersionId>(this, commandId, input, actor, async change =>
        {
            var inForce = await PolicyInForce.ReadAsync(change.Context);
            if (inForce.Version != input.SeenVersion)
                return new ChangedMeanwhile("policy");
            var versions = change.Context.Set<PolicyVersion>();
            var waits = await versions.Where(v => v.State == PolicyVersionState.Proposed).Select(v => (int?)v.Number).SingleOrDefaultAsync();
            if (PolicyRules.MayBeProposed(input.Limits, inForce, waits) is { Count: > 0 } refusals)
                return refusals;
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            var number = (await versions.MaxAsync(v => (int?)v.Number) ?? PolicyInForce.First.Version) + 1;
            var version = PolicyVersion.Propose(
                change.NewId<PolicyVersionId>(), number, new PolicyDocument(input.Limits), TextRules.Clean(input.Reason), change.ActingPerson, change.Now);
            change.Context.Add(version);
            var proposer = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            foreach (var other in await OrganisationReads.HoldersAsync(change.Context, Role.Governance, CancellationToken.None))
            {
                if (other != proposer.Id)
                    change.Tell(other, PolicyNotices.VersionWaits(version, proposer.Name));
            }

            change.Record(PolicyEvents.VersionProposed, version, EventDetail.Public("differsFrom", inForce.Version));
            return version.Id;
        }, cancellationToken);
}
