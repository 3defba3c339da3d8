using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Retention;

/// <param name="DueBy">What is due on this date is to go.</param>
public sealed record RequestDeletionInput(DateOnly DueBy);

/// <summary>The first of two signatures by which records go whose retention is over (B-17).</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RequestDeletion(LedgeredChange road, RetentionQueries retention)
{
    public async Task<Outcome<RetentionDeletionId>> ExecuteAsync(CommandId commandId, RequestDeletionInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        // Counting takes its time, so it is done before the transaction; what goes is found anew when it goes.
        var seen = UseCaseAuthorisation.MightAllow(GetType(), actor.Kind, actor.KnownRoles) ? await retention.CountAsync(input.DueBy, cancellationToken, untilOneIsFound: true) : null;
        return await road.ExecuteAsync<RequestDeletionInput, RetentionDeletionId>(this, commandId, input, actor, async change =>
        {
            var policy = await PolicyInForce.ReadAsync(change.Context);
            if (policy.Version != seen?.PolicyVersion)
                return new ChangedMeanwhile("policy");
            var open = await change.Context.Set<RetentionDeletion>()
                .Where(d => d.State == RetentionDeletionState.Requested || d.State == RetentionDeletionState.UnderWay).ToListAsync();
            var expired = open.FindAll(d => RetentionRules.HasExpired(d, policy, change.Now));
            if (RetentionRules.MayBeRequested(
                input.DueBy, change.Today, open.Except(expired).FirstOrDefault()?.Number, await PrivacyReads.HoldOnEverybodyAsync(change.Context), seen.Due) is { } refusal)
                return refusal;

            foreach (var late in expired)
            {
                late.Expire(change.Now);
                change.Record(RetentionEvents.Expired, late, EventDetail.Public("number", late.Number));
            }

            await change.TakeBackAsync([.. expired.Select(d => d.Id.Value)]);
            var deletion = RetentionDeletion.Request(change.NewId<RetentionDeletionId>(), await change.NextNumberAsync("RD"), input.DueBy, policy.Version, change.ActingPerson, change.Now);
            change.Context.Add(deletion);
            var requester = (await OrganisationReads.PersonAsync(change, change.ActingPerson))!;
            foreach (var other in await OrganisationReads.HoldersAsync(change.Context, Role.Governance, CancellationToken.None))
            {
                if (other != change.ActingPerson)
                    change.Tell(other, RetentionNotices.DeletionWaits(deletion, requester.Name, policy.Limits.DeletionRequestDays));
            }

            change.Record(RetentionEvents.Requested, deletion, EventDetail.Public("due", seen.Rows.Where(r => r.Due > 0).Select(r => $"{(r.IsMore ? "at least " : null)}{RetentionRules.InWords(r.Name, r.Due)}").ToArray()));
            return deletion.Id;
        }, cancellationToken);
    }
}
