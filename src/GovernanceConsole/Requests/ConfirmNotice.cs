using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Notice">The notice.</param>
/// <param name="Account">Who told whom, and how.</param>
/// <param name="Reference">Where it can be looked up: a ticket, a call, a record of the system.</param>
public sealed record ConfirmNoticeInput(RequestNoticeId Notice, string Account, string Reference);

/// <summary>
/// Says that somebody or some system was told by hand, where no system is connected that would confirm it (B-15). It is kept
/// as somebody's word. That the person concerned was told, says somebody else than who executed.
/// </summary>
[MayBeDoneBy(Role.DeskAgent)]
[MayBeDoneBy(Role.DeskLead)]
[MayBeDoneBy(Role.SecurityOperations)]
public sealed class ConfirmNotice(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, ConfirmNoticeInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ConfirmNoticeInput, Done>(this, commandId, input, actor, async change =>
        {
            var id = input.Notice;
            if (await change.Context.Set<RequestNotice>().SingleOrDefaultAsync(n => n.Id == id) is not { } notice)
                return new NotFound("notice");
            var request = await change.Context.Set<Request>().SingleAsync(r => r.Id == notice.RequestId);
            change.IsAbout(request);
            if (RequestNoticeRules.MayConfirm(request, notice, change.ActingPerson) is { } notTheirs)
                return notTheirs;
            if (RequestNoticeRules.Check(input) is { Count: > 0 } badTexts)
                return badTexts;

            notice.Confirm(change.ActingPerson, TextRules.Clean(input.Account), TextRules.Clean(input.Reference), change.Now);
            change.Record(RequestEvents.NoticeConfirmed, request, EventDetail.Public("number", request.Number), EventDetail.Private("told", await RequestNoticeReads.ToldAsync(change.Context, notice)));
            return default(Done);
        }, cancellationToken);
}
