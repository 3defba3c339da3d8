using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Task">What was withdrawn.</param>
/// <param name="Reference">Where it can be looked up.</param>
public sealed record ConfirmRevocationInput(RequestId Request, RevocationTaskId Task, string Reference);

/// <summary>
/// Says that something a case touched is withdrawn, with its reference. Where two orders ask for the same, both are answered;
/// with the last task of an order its time to revoke stands.
/// </summary>
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.DeskAgent)]
public sealed class ConfirmRevocation(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ConfirmRevocationInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ConfirmRevocationInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var (request, wanted) = (seen.Request, input.Task);
            change.IsAbout(request);
            if (seen.Tasks.FirstOrDefault(t => t.Id == wanted) is not { } task)
                return new NotFound("task");
            if (task.ConfirmedAt is not null)
                return new RevocationIsConfirmed();
            if (change.Actor.Person is { } person && person == request.SubjectId)
                return new CaseIsAboutYou(request.Number);
            if (TextRules.Required("Reference", "Where it can be looked up", input.Reference, TextRules.Line) is { } noReference)
                return noReference;

            var (reference, by, key) = (TextRules.Clean(input.Reference), change.Actor.Person, Watching.KeyOf(change));
            foreach (var same in seen.OpenTasks.Where(t => t.Target == task.Target).ToList())
                same.Confirm(reference, by, key, change.Now);
            if (task.Target == RevocationTarget.Grants && seen.Watch.IsRemovalOpen)
                seen.Watch.Remove(reference, by, key, change.Now);
            change.Record(MonitoringEvents.RevocationConfirmed, request, EventDetail.Public("number", request.Number), EventDetail.Public("target", MonitoringText.Of(task.Target)));
            foreach (var revocation in seen.Revocations.Where(r => r.CompletedAt is null && !seen.OpenTasks.Any(t => t.RevocationId == r.Id)))
            {
                revocation.Complete(change.Now);
                var took = change.Now - revocation.OrderedAt;
                change.Record(MonitoringEvents.RevocationCompleted, request, EventDetail.Public("number", request.Number), EventDetail.Public("seconds", (long)took.TotalSeconds));
                await MonitoringNotices.TellSecurityAsync(change, request, $"What {request.Number} touched is revoked", $"The last confirmation came {MonitoringText.Of(took)} after the order.");
            }

            return default(Done);
        }, cancellationToken);
}
