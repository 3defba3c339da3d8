using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <summary>What a run came to, in mails.</summary>
/// <param name="Sent">The server took them.</param>
/// <param name="Failed">Were not sent; the use case decided which of them are tried again.</param>
public sealed record MailRun(int Sent, int Failed);

/// <summary>
/// Sends the mails that are due: takes some on in one transaction, hands each to the server outside of any, and notes
/// what came of it in another. Whoever is killed in between has sent a mail that nobody knows of: it is sent again when
/// the claim is over, under the same message id. None is ever lost (decision 0020).
/// </summary>
public sealed class MailDelivery(IMailSender sender, ReadOnlyStore store, ClaimMails claim, RecordMailAttempt record)
{
    /// <summary>Sends what is due now.</summary>
    /// <param name="actor">The job.</param>
    /// <param name="cancellationToken">Stops before the next are taken on; those at hand are sent and noted.</param>
    public async Task<MailRun> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var run = new MailRun(0, 0);
        MailNotSentException? silence = null;
        while (silence is null && !cancellationToken.IsCancellationRequested)
        {
            var claimed = (await claim.ExecuteAsync(CommandId.New(), new ClaimMailsInput(sender.WhyNone), actor, cancellationToken)).Value;
            if (claimed is { Mails.Count: 0, Ended: 0 })
                break;
            foreach (var mail in await ReadAsync(claimed.Mails, cancellationToken))
            {
                // Where the server is silent, the others would wait for the same silence, one after the other.
                var failure = silence ?? await SendAsync(mail);
                _ = (await record.ExecuteAsync(
                    CommandId.New(), new RecordMailAttemptInput(mail.Id, mail.Claim, mail.To, failure?.Message, failure?.Fault == MailFault.MailForGood), actor, CancellationToken.None)).Value;
                run = failure is null ? run with { Sent = run.Sent + 1 } : run with { Failed = run.Failed + 1 };
                if (failure?.Fault == MailFault.Server)
                    silence = failure;
            }
        }

        return run;
    }

    /// <summary>What the claimed mails say and where they go. One whose address went since it was claimed is left: the next claim ends it.</summary>
    private async Task<IReadOnlyList<MailToSend>> ReadAsync(IReadOnlyList<ClaimedMail> claimed, CancellationToken cancellationToken)
    {
        var claims = claimed.ToDictionary(c => c.Mail, c => c.Claim);
        var ids = claims.Keys.ToList();
        await using var context = store.Open();
        var mails = await (
            from mail in context.Set<OutgoingMail>()
            join notice in context.Set<InboxItem>() on mail.NoticeId equals notice.Id
            join person in context.Set<Addressee>() on notice.PersonId equals person.Id
            where ids.Contains(mail.Id) && mail.NextAttemptAt != null && (mail.Address ?? person.Email) != null
            orderby mail.CreatedAt, mail.Id
            select new { mail.Id, To = mail.Address ?? person.Email!, notice.Subject, notice.Text, notice.Href }).ToListAsync(cancellationToken);
        return mails.ConvertAll(m => new MailToSend(m.Id, claims[m.Id], m.To, m.Subject, m.Text, m.Href));
    }

    /// <summary>Not given up half-way: the server may have taken it by then.</summary>
    private async Task<MailNotSentException?> SendAsync(MailToSend mail)
    {
        try
        {
            await sender.SendAsync(mail);
            return null;
        }
        catch (MailNotSentException failure)
        {
            return failure;
        }
    }
}
