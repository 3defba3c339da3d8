using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.RecoveryPaths;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>What a run found.</summary>
/// <param name="Delivered">Mails that were sent.</param>
/// <param name="Failed">Mails that were given up.</param>
/// <param name="Chased">Notices by hand that are open for a day or longer.</param>
public sealed record FollowedUpNotices(int Delivered, int Failed, int Chased);

/// <summary>
/// Notes which notices of requests arrived, and asks after those that did not: mail that was given up, and what nobody says
/// was done by hand for a day. The desk hears of it, and the control owner, who may do without.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class FollowUpNotices(LedgeredChange road)
{
    /// <summary>Requests at a time; the next run takes the next.</summary>
    private const int AtATime = 100;

    public Task<Outcome<FollowedUpNotices>> ExecuteAsync(CommandId commandId, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<string, FollowedUpNotices>(this, commandId, "", actor, async change =>
        {
            var total = new FollowedUpNotices(0, 0, 0);
            foreach (var request in await DueAsync(change))
            {
                var some = await FollowUpAsync(change, request);
                total = new FollowedUpNotices(total.Delivered + some.Delivered, total.Failed + some.Failed, total.Chased + some.Chased);
            }

            return total;
        }, cancellationToken);

    /// <summary>Requests with a notice to which something happened, oldest first.</summary>
    private static async Task<List<Request>> DueAsync(Change change)
    {
        var before = change.Now - RequestNoticeRules.ChasedEvery;
        var mails = change.Context.Set<OutgoingMail>();
        var due = await change.Context.Set<RequestNotice>()
            .Where(n => n.SettledAt == null)
            .Where(n => n.Channel == NoticeChannel.ByHand
                ? n.CreatedAt <= before && (n.ChasedAt == null || n.ChasedAt <= before)
                : mails.Any(m => m.Id == n.MailId && (m.State == MailState.Sent || ((m.State == MailState.GivenUp || m.State == MailState.NotNeeded) && n.State == RequestNoticeState.Waiting))))
            .GroupBy(n => n.RequestId).Select(g => new { Request = g.Key, Since = g.Min(n => n.CreatedAt) })
            .OrderBy(g => g.Since).Take(AtATime).Select(g => g.Request).ToListAsync();
        return await change.Context.Set<Request>().Include(r => r.Editors).Where(r => due.Contains(r.Id)).OrderBy(r => r.Number).ToListAsync();
    }

    private static async Task<FollowedUpNotices> FollowUpAsync(Change change, Request request)
    {
        var of = request.Id;
        var notices = await change.Context.Set<RequestNotice>().Where(n => n.RequestId == of && n.SettledAt == null).ToListAsync();
        var ids = notices.Select(n => n.MailId).OfType<OutgoingMailId>().ToList();
        var mails = await change.Context.Set<OutgoingMail>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id);
        var (delivered, failed, chased) = (0, 0, 0);
        foreach (var notice in notices)
        {
            var mail = notice.MailId is { } id ? mails.GetValueOrDefault(id) : null;
            if (mail?.State == MailState.Sent)
            {
                notice.BecomeDelivered(mail.EndedAt!.Value);
                delivered++;
            }
            else if (mail?.State is MailState.GivenUp or MailState.NotNeeded && notice.State == RequestNoticeState.Waiting)
            {
                notice.Fail();
                failed++;
            }
            else if (RequestNoticeRules.IsChased(notice, change.Now))
            {
                notice.Chase(change.Now);
                chased++;
            }
        }

        if (failed + chased > 0)
            await TellAsync(change, request, notices.Count(n => n.IsOpen), failed);
        change.Record(
            RequestEvents.NoticesFollowedUp, request,
            EventDetail.Public("number", request.Number), EventDetail.Public("delivered", delivered), EventDetail.Public("failed", failed), EventDetail.Public("chased", chased));
        return new FollowedUpNotices(delivered, failed, chased);
    }

    private static async Task TellAsync(Change change, Request request, int open, int failed)
    {
        var people = request.Editors.Select(e => e.PersonId).ToHashSet();
        if (request.ExecutedById is { } executor)
            people.Add(executor);
        if (request.PathId is { } path && await PathReads.HolderAsync(change.Context, path, PathSeat.Control) is { } owner)
            people.Add(owner);
        people.IntersectWith(await OrganisationReads.ActiveAsync(change.Context, people, CancellationToken.None));
        people.Remove(request.SubjectId ?? default);
        var notice = new Notice(
            failed > 0 ? $"{request.Number}: somebody could not be told" : $"{request.Number}: somebody has not been told yet",
            $"Notices that are open: {open}. Tell them by hand and say so on the page of the request, or the control owner of the path does without them. Until then the request is not closed.",
            $"/requests/{request.Number}", request.Id.Value)
        { AsksForAnAct = true };
        await change.TellLatestAsync([.. people.OrderBy(p => p.Value).Select(person => (person, notice))]);
    }
}
