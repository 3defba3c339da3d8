using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="Findings">What the review found; a few paragraphs at most.</param>
public sealed record RecordSecurityReviewInput(RecoveryPathId Path, long SeenVersion, string Findings) : IPathInput;

/// <summary>Security looked at the workflow. The reviewer is not the designer.</summary>
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.IamPolicy)]
public sealed class RecordSecurityReview(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RecordSecurityReviewInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<RecordSecurityReviewInput, Done>(this, commandId, input, actor, (change, path) =>
        {
            if (path.State == PathState.Retired)
                return Task.FromResult<Outcome<Done>>(new PathIsRetired(path.Number));
            if (TextRules.Required("Findings", "The findings", input.Findings, TextRules.Paragraph) is { } empty)
                return Task.FromResult<Outcome<Done>>(empty);
            if (SignOffRules.MayReview(path, change.ActingPerson) is { } refusal)
                return Task.FromResult<Outcome<Done>>(refusal);

            path.RecordSecurityReview(change.NewId<SecurityReviewId>(), change.ActingPerson, TextRules.Clean(input.Findings), change.Now);
            change.Record(RecoveryPathEvents.SecurityReviewed, path, EventDetail.Public("revision", path.Revision));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellationToken);
}
