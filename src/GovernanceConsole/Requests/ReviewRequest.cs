using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Review">What the review found.</param>
public sealed record ReviewRequestInput(RequestId Request, string Review);

/// <summary>Looks at a case afterwards, where its rule has every case or this one of a sample reviewed. Closing the case does not end this duty .</summary>
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.Governance)]
public sealed class ReviewRequest(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ReviewRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ReviewRequestInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var request = seen.Request;
            change.IsAbout(request);
            if (MonitoringRules.WasExecuted(request, change.Now) is { } otherStage)
                return otherStage;
            if (seen.Watch.ReviewDueOn is null || seen.Watch.ReviewedAt is not null)
                return new NoReviewWaits(request.Number);
            if (MonitoringRules.MayJudge(seen, change.Actor, (await PolicyInForce.ReadAsync(change.Context)).Document) is { } notTheirs)
                return notTheirs;
            if (TextRules.Required("Review", "What the review found", input.Review, TextRules.Paragraph) is { } noReview)
                return noReview;

            seen.Watch.BeReviewed(TextRules.Clean(input.Review), change.ActingPerson, change.Now);
            change.Record(MonitoringEvents.Reviewed, request, EventDetail.Public("number", request.Number));
            return default(Done);
        }, cancellationToken);
}
