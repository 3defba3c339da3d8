using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>Who or what is to hear that a request was executed, and whether they did.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Told">Who or what, in words.</param>
/// <param name="Person">The one person; null for systems, queues and those whom no record names.</param>
/// <param name="Channel">By what.</param>
/// <param name="Instruction">Where to reach them and what to mind; null where the console tells them.</param>
/// <param name="State">Whether they were told; a mail that was sent counts at once.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="SettledAt">When they were told, or it was waived; null while it is open.</param>
/// <param name="Attempts">How often the mail was tried; 0 for others.</param>
/// <param name="NextAttemptAt">When the mail is tried next; null where it is not.</param>
/// <param name="LastError">Why the mail was not sent; null where nothing failed.</param>
/// <param name="ConfirmedBy">Whose word it is that they were told; null where the console told them.</param>
/// <param name="Account">What that person says: who told whom, and how; null likewise.</param>
/// <param name="Reference">Where that can be looked up; null likewise.</param>
/// <param name="WaivedBy">The control owner who did without; null otherwise.</param>
/// <param name="WaiveReason">Why; null otherwise.</param>
public sealed record RequestNoticeRow(
    RequestNoticeId Id, string Told, PersonId? Person, NoticeChannel Channel, string? Instruction, RequestNoticeState State, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt,
    int Attempts, DateTimeOffset? NextAttemptAt, string? LastError, PersonId? ConfirmedBy, string? Account, string? Reference, PersonId? WaivedBy, string? WaiveReason)
{
    public bool IsOpen => State is RequestNoticeState.Waiting or RequestNoticeState.Failed;
}

/// <summary>The notices of requests. Who may see them is who may see the request.</summary>
public sealed class RequestNoticeQueries(ReadOnlyStore store)
{
    /// <summary>All notices of one request, systems of the path's list last; empty before it is executed.</summary>
    public async Task<IReadOnlyList<RequestNoticeRow>> OfAsync(RequestId request, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var found = await (
            from notice in context.Set<RequestNotice>()
            where notice.RequestId == request
            join mail in context.Set<OutgoingMail>() on notice.MailId equals mail.Id into mails
            from mail in mails.DefaultIfEmpty()
            join system in context.Set<TargetSystem>() on notice.SystemId equals system.Id into systems
            from system in systems.DefaultIfEmpty()
            orderby notice.SystemId != null, notice.CreatedAt, notice.Id
            select new { Notice = notice, Mail = mail, System = system.Name }).ToListAsync(cancellationToken);
        return [.. found.Select(f => RowOf(f.Notice, f.Mail, f.System))];
    }

    /// <summary>Whether the actor holds the control seat of the path of a request now, and so may do without a notice.</summary>
    public async Task<bool> MayWaiveAsync(RequestId request, Actor actor, CancellationToken cancellationToken = default)
    {
        if (actor.Person is not { } person)
            return false;
        await using var context = store.Open();
        return await context.Set<Request>().Where(r => r.Id == request).Select(r => r.PathId).SingleOrDefaultAsync(cancellationToken) is { } path
            && await PathReads.HolderAsync(context, path, PathSeat.Control) == person;
    }

    private static RequestNoticeRow RowOf(RequestNotice notice, OutgoingMail? mail, string? system)
    {
        var isSent = notice.IsOpen && mail?.State == MailState.Sent;
        return new RequestNoticeRow(
            notice.Id, RequestNoticeReads.ToldOf(notice.Target, system), notice.PersonId, notice.Channel, notice.ByHandBecause is { } because ? RequestNoticeTexts.Of(because) : null,
            isSent ? RequestNoticeState.Delivered : notice.IsOpen && mail?.State is MailState.GivenUp or MailState.NotNeeded ? RequestNoticeState.Failed : notice.State,
            notice.CreatedAt, isSent ? mail!.EndedAt : notice.SettledAt,
            mail?.Attempts ?? 0, mail?.NextAttemptAt, mail?.LastError, notice.ConfirmedById, notice.Account, notice.Reference, notice.WaivedById, notice.WaiveReason);
    }
}
