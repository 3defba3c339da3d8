using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="SeenContent">The hash of the content that was on the screen.</param>
/// <param name="Basis">On what the decision rests .</param>
/// <param name="Shown">What the approver was shown, from <see cref="RequestQueries.ShowForApprovalAsync"/>.</param>
/// <param name="Exception">The exception it rests on; null for none.</param>
public sealed record ApproveRequestInput(RequestId Request, string SeenContent, string Basis, ApprovalView? Shown, string? Exception = null);

/// <summary>One approval. When every seat has a person of its own, the request may be executed.</summary>
[MayBeDoneBy(Relation.Approver)]
public sealed class ApproveRequest(LedgeredChange road)
{
    public Task<Outcome<CastVote>> ExecuteAsync(CommandId commandId, ApproveRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ApproveRequestInput, CastVote>(
            this, commandId, input, actor, change => Voting.CastAsync(change, input.Request, input.SeenContent, input.Basis, approves: true, input.Exception, input.Shown), cancellationToken);
}
