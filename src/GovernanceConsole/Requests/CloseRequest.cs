using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Note">What was looked at instead, where a check was not possible; null otherwise.</param>
public sealed record CloseRequestInput(RequestId Request, string? Note = null);

/// <summary>
/// Closes a case whose window is over, whose checks are clear and whose evidence is complete. What it granted for
/// a time, and its review, stay owed.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class CloseRequest(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CloseRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CloseRequestInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await MonitoringReads.FindAsync(change.Context, input.Request) is not { } seen)
                return new NotFound("request");
            var (request, note) = (seen.Request, input.Note);
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Monitoring, RequestState.UnderInvestigation) is { } otherStage)
                return otherStage;
            if (change.Actor.Person is { } person && person == request.SubjectId)
                return new CaseIsAboutYou(request.Number);
            if (ClosingRules.WhyNot(seen, [.. (await RequestNoticeReads.OpenNoticesAsync(change.Context, seen.Request.Id)).Select(n => n.Told)], change.ActorHolds(Role.SecurityOperations), change.Now) is { Count: > 0 } notYet)
                return Outcome<Done>.Refuse(notYet);
            var isBlind = seen.LatestChecks.Any(c => c.Result == PostCheckResult.NotPossible);
            if ((isBlind ? TextRules.Required("Note", "What was looked at instead", note, TextRules.Paragraph) : TextRules.Optional("Note", "The note", note, TextRules.Paragraph)) is { } badNote)
                return badNote;

            request.Close(TextRules.CleanOrNull(note), change.Now);
            seen.Watch.WaitForNext(watchedUntil: null, change.Now, change.Time);
            await change.TakeBackAsync([request.Id.Value]);
            RequestNotices.TellEditors(change, request, $"{request.Number} is closed", "Everything was looked at. What it granted for a time, and its review, stay owed.");
            change.Record(MonitoringEvents.Closed, request, EventDetail.Public("number", request.Number));
            return default(Done);
        }, cancellationToken);
}
