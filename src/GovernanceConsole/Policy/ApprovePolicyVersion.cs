using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Version">The version.</param>
/// <param name="Shown">What the approver was shown, from <see cref="PolicyQueries.ShowForApprovalAsync"/>.</param>
public sealed record ApprovePolicyVersionInput(PolicyVersionId Version, ApprovalView? Shown);

/// <summary>
/// The second of two signatures by which governance changes what it demands, by somebody other than the proposer. The
/// version is in force from this instant on; days that were set before stay as they are.
/// </summary>
[MayBeDoneBy(Role.Governance)]
public sealed class ApprovePolicyVersion(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ApprovePolicyVersionInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ApprovePolicyVersionInput, Done>(this, commandId, input, actor, async change =>
        {
            var id = input.Version;
            if (await change.Context.Set<PolicyVersion>().Include(v => v.Editors).SingleOrDefaultAsync(v => v.Id == id) is not { } version)
                return new NotFound("policy");
            change.IsAbout(version);
            var proposer = (await OrganisationReads.PersonAsync(change, version.ProposedById))!;
            if (PolicyRules.MayBeApproved(version, change.ActingPerson, proposer, await OrganisationReads.RolesAsync(change, proposer.Id)) is { } refusal)
                return refusal;
            var document = await PolicyText.ReadAsync(change.Context, version.Document);
            if (PolicyQuorum.WouldBreak(document, (await PolicyInForce.ReadAsync(change.Context)).Document, await DutyRoster.ReadAsync(change.Context)) is { Count: > 0 } unfilled)
                return Outcome<Done>.Refuse(unfilled);
            if (await change.ApprovesAsync(input.Shown, await PolicyApproval.ShowAsync(change.Context, version, change.Time)) is { } notAsShown)
                return notAsShown;

            if (await change.Context.Set<PolicyVersion>().SingleOrDefaultAsync(v => v.State == PolicyVersionState.InForce) is { } former)
            {
                former.Replace(change.Now);
                change.Record(PolicyEvents.VersionReplaced, former, EventDetail.Public("number", former.Number), EventDetail.Public("by", version.Number));
            }

            version.Approve(change.ActingPerson, change.Now);
            await change.TakeBackAsync([version.Id.Value]);
            var approver = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            change.Tell(proposer.Id, PolicyNotices.VersionApproved(version, approver.Name));
            change.Record(
                PolicyEvents.VersionApproved, version, EventDetail.Public("number", version.Number), EventDetail.Public("proposedBy", version.ProposedById))
                .Because(PolicyEvents.VersionProposed, version.ProposedAt);
            return default(Done);
        }, cancellationToken);
}
