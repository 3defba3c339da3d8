using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <summary>A mail as those see it who run the console.</summary>
/// <param name="Id">The mail.</param>
/// <param name="Person">To whom.</param>
/// <param name="Address">Where it goes, where that was chosen, or where it went; null while the address of record decides.</param>
/// <param name="Subject">What it says, in one line.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="CreatedAt">When what it tells happened.</param>
/// <param name="NextAttemptAt">When it is tried next; null when it has ended.</param>
/// <param name="LastError">Why it was not sent; null where nothing failed.</param>
/// <param name="EndedAt">When it was sent or given up; null before.</param>
public sealed record MailRow(
    OutgoingMailId Id, PersonId Person, string? Address, string Subject, MailState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, string? LastError, DateTimeOffset? EndedAt);

/// <summary>What goes out by mail, for whoever runs the system or audits it; others get nothing.</summary>
public sealed class MailQueries(ReadOnlyStore store, OrganisationTime time, IMailSender sender)
{
    /// <summary>A mail that is not sent so long after it was due is in trouble.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>For so long a mail that was given up is trouble by itself.</summary>
    private static readonly TimeSpan IsNews = TimeSpan.FromDays(1);

    public static readonly IReadOnlyList<Role> Readers = [Role.PlatformAdministrator, Role.Auditor];

    /// <inheritdoc cref="IMailSender.WhyNone"/>
    public string? WhyNone => sender.WhyNone;

    /// <summary>Mails, newest first. Sorts by CreatedAt, NextAttemptAt and EndedAt.</summary>
    public async Task<Page<MailRow>> ListAsync(Actor actor, MailState? state, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!Readers.Any(actor.KnowsRole))
            return new Page<MailRow>([], 0);
        await using var context = store.Open();
        IQueryable<OutgoingMail> mails = context.Set<OutgoingMail>();
        if (state is { } one)
            mails = mails.Where(m => m.State == one);
        var ordered = page.Sort switch
        {
            nameof(MailRow.CreatedAt) => mails.By(m => m.CreatedAt, page.Descending).ThenBy(m => m.Id),
            nameof(MailRow.NextAttemptAt) => mails.By(m => m.NextAttemptAt, page.Descending).ThenBy(m => m.Id),
            nameof(MailRow.EndedAt) => mails.By(m => m.EndedAt, page.Descending).ThenBy(m => m.Id),
            _ => mails.OrderByDescending(m => m.CreatedAt).ThenBy(m => m.Id),
        };
        return await ordered
            .Join(context.Set<InboxItem>(), m => m.NoticeId, i => i.Id, (m, i) => new MailRow(m.Id, i.PersonId, m.Address, i.Subject, m.State, m.Attempts, m.CreatedAt, m.NextAttemptAt, m.LastError, m.EndedAt))
            .ToPageAsync(page, cancellationToken);
    }

    /// <summary>Whether some mail is due now. Cheap enough to be asked every few seconds.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken = default)
    {
        var now = time.Now;
        await using var context = store.Open();
        return await context.Set<OutgoingMail>().AnyAsync(m => m.NextAttemptAt != null && m.NextAttemptAt <= now, cancellationToken);
    }

    /// <summary>What is wrong with mail, in a sentence; null while all goes well. For the health check, which nobody signs in to, so it names nobody.</summary>
    public async Task<string?> TroubleAsync(CancellationToken cancellationToken = default)
    {
        var (late, lately) = (time.Now - Patience, time.Now - IsNews);
        await using var context = store.Open();
        var open = await context.Set<OutgoingMail>().CountAsync(m => m.NextAttemptAt != null && m.TriedSince < late, cancellationToken);
        var givenUp = await context.Set<OutgoingMail>().CountAsync(m => m.State == MailState.GivenUp && m.Attempts > 0 && m.EndedAt > lately, cancellationToken);
        return (open, givenUp) switch
        {
            (0, 0) => null,
            (_, 0) => $"Mails that are late: {open}. The page Mail says why.",
            (0, _) => $"Mails given up since yesterday: {givenUp}. The page Mail says why.",
            _ => $"Mails that are late: {open}, given up since yesterday: {givenUp}. The page Mail says why.",
        };
    }
}
