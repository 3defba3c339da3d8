using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Notice">The notice.</param>
/// <param name="Reason">Why the request may be closed without it.</param>
public sealed record WaiveNoticeInput(RequestNoticeId Notice, string Reason);

/// <summary>Does without a notice that cannot be delivered. Only whoever answers for the controls of the path may .</summary>
[MayBeDoneBy(Relation.ControlOwner)]
public sealed class WaiveNotice(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, WaiveNoticeInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<WaiveNoticeInput, Done>(this, commandId, input, actor, async change =>
        {
            var id = input.Notice;
            var notice = await change.Context.Set<RequestNotice>().SingleOrDefaultAsync(n => n.Id == id);
            var of = notice?.RequestId;
            var request = await change.Context.Set<Request>().SingleOrDefaultAsync(r => r.Id == of);
            var isOwner = request?.PathId is { } path && change.Actor.Person is { } person && await PathReads.HolderAsync(change.Context, path, PathSeat.Control) == person;
            if (change.Authorise(isOwner ? [Relation.ControlOwner] : []) is { } notAllowed)
                return notAllowed;
            change.IsAbout(request!);
            if (RequestNoticeRules.MayWaive(request!, notice!, change.ActingPerson) is { } notTheirs)
                return notTheirs;
            if (RequestNoticeRules.Check(input) is { } badText)
                return badText;

            notice!.Waive(change.ActingPerson, TextRules.Clean(input.Reason), change.Now);
            change.Record(RequestEvents.NoticeWaived, request!, EventDetail.Public("number", request!.Number), EventDetail.Private("told", await RequestNoticeReads.ToldAsync(change.Context, notice)));
            return default(Done);
        }, cancellationToken);
}
