using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="IsRemoved">False where it was tried in vain.</param>
/// <param name="Reference">The id of the event in the target system, or of the error.</param>
public sealed record ConfirmRemovalInput(RequestId Request, bool IsRemoved, string Reference);

/// <summary>
/// Says that what a request granted for a time, or turned off for a time, is undone. Only then it counts as
/// removed; a failure is counted and told, and it stays due. Closing the case does not end this.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class ConfirmRemoval(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ConfirmRemovalInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ConfirmRemovalInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var (request, reference) = (seen.Request, input.Reference);
            change.IsAbout(request);
            if (MonitoringRules.WasExecuted(request, change.Now) is { } otherStage)
                return otherStage;
            if (!seen.Watch.IsRemovalOpen)
                return new NothingIsToBeRemoved(request.Number);
            if (change.Actor.Person is { } person && person == request.SubjectId)
                return new CaseIsAboutYou(request.Number);
            if (TextRules.Required("Reference", "The id of the event in the target system", reference, TextRules.Line) is { } noReference)
                return noReference;

            if (input.IsRemoved)
            {
                seen.Watch.Remove(TextRules.Clean(reference), change.Actor.Person, Watching.KeyOf(change), change.Now);
                change.Record(MonitoringEvents.RemovalConfirmed, request, EventDetail.Public("number", request.Number));
            }
            else
            {
                seen.Watch.FailToRemove();
                change.Record(MonitoringEvents.RemovalFailed, request, EventDetail.Public("number", request.Number), EventDetail.Private("reference", TextRules.Clean(reference)));
                await MonitoringNotices.TellAllAsync(
                    change, request, $"What {request.Number} granted could not be removed",
                    $"It was tried {seen.Watch.FailedRemovals} times in vain, and is due since {seen.Watch.RemovalDueAt:yyyy-MM-dd HH:mm} UTC. It counts as removed only once somebody confirms it.");
            }

            return default(Done);
        }, cancellationToken);
}
