using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Requests;

/// <param name="Request">The request.</param>
/// <param name="Reason">Why it may go on.</param>
public sealed record ClearRequestInput(RequestId Request, string Reason);

/// <summary>Lets a stopped request go on: security operations, or the lead of its desk, and nobody who took part in it (7.1).</summary>
[MayBeDoneBy(Role.SecurityOperations)]
[MayBeDoneBy(Relation.LeadOfDesk)]
public sealed class ClearRequest(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ClearRequestInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ClearRequestInput, Done>(this, commandId, input, actor, async change =>
        {
            var request = await RequestReads.FindAsync(change.Context, input.Request);
            var leads = request?.DeskId is { } desk && await OrganisationReads.DeskAsync(change, desk) is { } standing && standing.LeadId == change.Actor.Person;
            if (change.Authorise(leads ? [Relation.LeadOfDesk] : []) is { } notAllowed)
                return notAllowed;
            if (request is null)
                return new NotFound("request");
            change.IsAbout(request);
            if (RequestRules.IsAt(request, change.Now, RequestState.Stopped) is { } otherStage)
                return otherStage;
            if (CaseParts.Of(request).Any(p => p.Person == change.ActingPerson))
                return new ClearedByAnAgentOfTheCase();
            if (TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph) is { } noReason)
                return noReason;

            request.GoOnVerifying();
            RequestNotices.TellEditors(change, request, $"{request.Number} was cleared", "Its verification goes on.");
            change.Record(RequestEvents.Cleared, request, EventDetail.Public("number", request.Number), EventDetail.Private("reason", TextRules.Clean(input.Reason)));
            return default(Done);
        }, cancellationToken);
}
