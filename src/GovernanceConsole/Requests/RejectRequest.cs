using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="SeenContent">The hash of the content that was on the screen.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectRequestInput(RequestId Request, string SeenContent, string Reason);

/// <summary>One no, and the request is rejected for good: approvals that come later do not undo it (D9).</summary>
[MayBeDoneBy(Relation.Approver)]
public sealed class RejectRequest(LedgeredChange road)
{
    public Task<Outcome<CastVote>> ExecuteAsync(CommandId commandId, RejectRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RejectRequestInput, CastVote>(
            this, commandId, input, actor, change => Voting.CastAsync(change, input.Request, input.SeenContent, input.Reason, approves: false, exception: null, shown: null), cancellationToken);
}
