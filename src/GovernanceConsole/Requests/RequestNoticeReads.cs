using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A notice that keeps a request from being closed.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Told">Who or what is to hear, as it goes on in a sentence: <c>the identity provider</c>.</param>
/// <param name="Channel">By what.</param>
/// <param name="State">Waiting, or failed.</param>
/// <param name="Since">When it was written.</param>
public sealed record OpenNotice(RequestNoticeId Id, string Told, NoticeChannel Channel, RequestNoticeState State, DateTimeOffset Since);

/// <summary>What use cases ask about notices in the transaction that decides.</summary>
internal static class RequestNoticeReads
{
    /// <summary>
    /// The notices of a request that are neither delivered nor waived, oldest first. A mail that was sent counts at once,
    /// whether a job has taken note of it or not.
    /// </summary>
    public static async Task<IReadOnlyList<OpenNotice>> OpenNoticesAsync(GovernanceDbContext context, RequestId request) =>
        [.. (await context.Set<RequestNotice>().AsNoTracking()
            .Where(n => n.RequestId == request && n.SettledAt == null && !context.Set<OutgoingMail>().Any(m => m.Id == n.MailId && m.State == MailState.Sent))
            .OrderBy(n => n.CreatedAt).ThenBy(n => n.Id)
            .Select(n => new { n.Id, n.Target, System = context.Set<TargetSystem>().Where(s => s.Id == n.SystemId).Select(s => s.Name).FirstOrDefault(), n.Channel, n.State, n.CreatedAt })
            .ToListAsync())
            .Select(n => new OpenNotice(n.Id, ToldOf(n.Target, n.System), n.Channel, n.State, n.CreatedAt))];

    /// <summary>Who or what hears of a notice, in words.</summary>
    public static async Task<string> ToldAsync(GovernanceDbContext context, RequestNotice notice)
    {
        var system = notice.SystemId;
        return ToldOf(notice.Target, system is null ? null : await context.Set<TargetSystem>().AsNoTracking().Where(s => s.Id == system).Select(s => s.Name).SingleOrDefaultAsync());
    }

    /// <summary>The same, where the name of the system is known.</summary>
    internal static string ToldOf(NoticeTarget? target, string? system) => target is { } known ? PolicyTerms.Of(known) : system ?? "a system of the path's list";
}
