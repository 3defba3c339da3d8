using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Policy;

/// <param name="HeldOn">On which day.</param>
/// <param name="Attendees">Who was there; each counts once.</param>
/// <param name="Minutes">What was looked at and said.</param>
/// <param name="Decisions">What follows; null where nothing was decided.</param>
public sealed record RecordGovernanceReviewInput(DateOnly HeldOn, IReadOnlyList<PersonId> Attendees, string Minutes, string? Decisions);

/// <summary>What a recorded review is called.</summary>
public sealed record RecordedGovernanceReview(GovernanceReviewId Id, string Number);

/// <summary>Records that governance looked at the results, and what it decided. The next review is due one cadence later .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RecordGovernanceReview(LedgeredChange road)
{
    public Task<Outcome<RecordedGovernanceReview>> ExecuteAsync(
        CommandId commandId, RecordGovernanceReviewInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordGovernanceReviewInput, RecordedGovernanceReview>(this, commandId, input, actor, async change =>
        {
            var people = await OrganisationReads.PeopleAsync(change, input.Attendees);
            List<Refusal> refusals =
            [
                .. GovernanceReviewRules.Check(input, change.Today),
                .. input.Attendees.Select(a => GovernanceReviewRules.MayHaveAttended(people.GetValueOrDefault(a))).OfType<Refusal>().Distinct(),
            ];
            if (refusals.Count > 0)
                return refusals;

            var held = input with { Minutes = TextRules.Clean(input.Minutes), Decisions = TextRules.CleanOrNull(input.Decisions) };
            var review = GovernanceReview.Record(
                change.NewId<GovernanceReviewId>(), await change.NextNumberAsync("GR"), held, await PolicyInForce.ReadAsync(change.Context), change.ActingPerson, change.Now);
            change.Context.Add(review);
            change.Record(PolicyEvents.ReviewRecorded, review);
            return new RecordedGovernanceReview(review.Id, review.Number);
        }, cancellationToken);
}
