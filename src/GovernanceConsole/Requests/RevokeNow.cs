using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Reason">Why.</param>
public sealed record RevokeNowInput(RequestId Request, string Reason);

/// <summary>
/// Orders everything that a case touched to be withdrawn, one task for each. Whatever was executed can be revoked, also
/// after it was closed; while it is watched, it is under investigation from then on.
/// </summary>
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class RevokeNow(LedgeredChange road)
{
    public Task<Outcome<RevocationId>> ExecuteAsync(CommandId commandId, RevokeNowInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RevokeNowInput, RevocationId>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var request = seen.Request;
            change.IsAbout(request);
            if (request.ExecutedAt is null)
                return new NothingWasExecuted(request.Number);
            var targets = Touched.LeftIn(seen, (await PolicyInForce.ReadAsync(change.Context)).Document);
            if (targets.Count == 0)
                return new IsBeingRevoked(request.Number);
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            var reason = TextRules.Clean(input.Reason);
            if (request.State == RequestState.Monitoring)
            {
                change.Context.Add(Suspicion.Report(change.NewId<SuspicionId>(), request.Id, reason, change.ActingPerson, key: null, change.Now));
                request.Investigate(reason);
                change.Record(MonitoringEvents.SuspicionReported, request, EventDetail.Public("number", request.Number));
            }

            var revocation = Watching.Order(change, seen, everything: true, targets, reason);
            await MonitoringNotices.TellAllAsync(
                change, request, $"Revoke what {request.Number} touched now", $"Withdraw what is in your hands and confirm it with its reference: {MonitoringText.Of(targets)}. The clock runs until the last.");
            return revocation.Id;
        }, cancellationToken);
}
