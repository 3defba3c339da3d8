using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Findings">What the review found; a few paragraphs at most.</param>
/// <param name="Shown">What the reviewer was shown, from <see cref="RecoveryPathQueries.ShowForApprovalAsync"/>.</param>
public sealed record RecordSecurityReviewInput(RecoveryPathId Path, long SeenVersion, string Findings, ApprovalView? Shown) : IPathInput;

/// <summary>Security looked at the workflow. The reviewer is not the designer.</summary>
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class RecordSecurityReview(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordSecurityReviewInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<RecordSecurityReviewInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (path.State == PathState.Retired)
                return new PathIsRetired(path.Number);
            if (TextRules.Required("Findings", "The findings", input.Findings, TextRules.Paragraph) is { } empty)
                return empty;
            if (SignOffRules.MayReview(path, change.ActingPerson) is { } refusal)
                return refusal;
            if (await change.ApprovesAsync(input.Shown, await PathApproval.ShowAsync(change.Context, path, nameof(RecordSecurityReview), change.Time)) is { } notAsShown)
                return notAsShown;

            path.RecordSecurityReview(change.NewId<SecurityReviewId>(), change.ActingPerson, TextRules.Clean(input.Findings), change.Now);
            change.Record(RecoveryPathEvents.SecurityReviewed, path, EventDetail.Public("revision", path.Revision));
            return default(Done);
        }, cancellationToken);
}
