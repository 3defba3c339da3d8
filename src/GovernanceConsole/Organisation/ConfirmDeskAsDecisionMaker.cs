using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Desk">The desk.</param>
/// <param name="SeenVersion">The version of the desk that was shown: what was read is what is confirmed.</param>
/// <param name="Shown">What the approver was shown, from <see cref="OrganisationQueries.ShowDeskForApprovalAsync"/>.</param>
public sealed record ConfirmDeskAsDecisionMakerInput(DeskId Desk, long SeenVersion, ApprovalView? Shown);

/// <summary>The second of two signatures by which a desk may accept risk and approve exceptions .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class ConfirmDeskAsDecisionMaker(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ConfirmDeskAsDecisionMakerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ConfirmDeskAsDecisionMakerInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Desk>(input.Desk) is not { } desk)
                return new NotFound("desk");
            change.IsAbout(desk);
            if (desk.Version != input.SeenVersion)
                return new ChangedMeanwhile("desk");
            var proposer = desk.DecisionMakerProposedById is { } by ? await OrganisationReads.PersonAsync(change, by) : null;
            var roles = proposer is null ? [] : await OrganisationReads.RolesAsync(change, proposer.Id);
            if (DeskRules.MayBeConfirmedAsDecisionMaker(desk, change.ActingPerson, proposer, roles) is { } refusal)
                return refusal;
            if (await change.ApprovesAsync(input.Shown, await DeskApproval.ShowAsync(change.Context, desk, change.Time)) is { } notAsShown)
                return notAsShown;

            var proposedAt = desk.DecisionMakerProposedAt!.Value;
            desk.ConfirmAsDecisionMaker(change.Now);
            change.Record(OrganisationEvents.DecisionMakerConfirmed, desk, EventDetail.Public("proposedBy", proposer!.Id))
                .Because(OrganisationEvents.DecisionMakerProposed, proposedAt);
            return default(Done);
        }, cancellationToken);
}
