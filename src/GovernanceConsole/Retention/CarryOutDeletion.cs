using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using Quartz;

namespace GovernanceConsole.Retention;

/// <param name="Deletion">Which.</param>
/// <param name="Shown">What the approver was shown, from <see cref="RetentionQueries.ShowForApprovalAsync"/>.</param>
public sealed record CarryOutDeletionInput(RetentionDeletionId Deletion, ApprovalView? Shown);

/// <summary>The second of two signatures. The records go in the background, some thousands at a time, beginning at once.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class CarryOutDeletion(LedgeredChange road, IEnumerable<IRetainedRecords> types, ISchedulerFactory? schedulers = null)
{
    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CarryOutDeletionInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        var outcome = await road.ExecuteAsync<CarryOutDeletionInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<RetentionDeletion>(input.Deletion) is not { } deletion)
                return new NotFound("deletion");
            change.IsAbout(deletion);
            var requester = (await OrganisationReads.PersonAsync(change, deletion.RequestedById))!;
            if (RetentionRules.MayBeCarriedOut(
                deletion, change.ActingPerson, requester, await OrganisationReads.RolesAsync(change, requester.Id), await PolicyInForce.ReadAsync(change.Context),
                await PrivacyReads.HoldOnEverybodyAsync(change.Context), change.Now) is { } refusal)
                return refusal;
            if (await change.ApprovesAsync(input.Shown, await DeletionApproval.ShowAsync(change.Context, deletion, types, counted: null, change.Time)) is { } notAsShown)
                return notAsShown;

            deletion.CarryOut(change.ActingPerson, change.Now);
            await change.TakeBackAsync([deletion.Id.Value]);
            change.Record(RetentionEvents.Approved, deletion, EventDetail.Public("number", deletion.Number)).Because(RetentionEvents.Requested, deletion.RequestedAt);
            return default(Done);
        }, cancellationToken);

        // The job would find it within minutes; somebody looks at the page now.
        if (outcome.IsAccepted && schedulers is not null)
            await (await schedulers.GetScheduler(cancellationToken)).TriggerJob(DeleteWhatIsDueJob.Schedule.Key, cancellationToken: cancellationToken);
        return outcome;
    }
}
