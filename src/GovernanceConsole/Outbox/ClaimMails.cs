using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <param name="WhyNone">Why no mail goes out; null where it does.</param>
public sealed record ClaimMailsInput(string? WhyNone);

/// <param name="Mail">The mail.</param>
/// <param name="Claim">Under which its result is noted.</param>
public sealed record ClaimedMail(OutgoingMailId Mail, int Claim);

/// <summary>Answers of commands are kept for months, so this says neither to whom nor what.</summary>
/// <param name="Mails">To be sent by whoever claimed them.</param>
/// <param name="Ended">How many ended without being sent.</param>
public sealed record ClaimedMails(IReadOnlyList<ClaimedMail> Mails, int Ended);

/// <summary>
/// Takes on the mails that are due, so that no other process sends them meanwhile. Those that cannot be sent at all end
/// here: whoever has no address or has left, and what was done already. Without a mail server all of them end, so that
/// nobody is sent on the day it is set up what was due in the spring.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("what is told stands in entries of its own")]
public sealed class ClaimMails(LedgeredChange road)
{
    public Task<Outcome<ClaimedMails>> ExecuteAsync(CommandId commandId, ClaimMailsInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<ClaimMailsInput, ClaimedMails>(this, commandId, input, actor, async change =>
        {
            var (now, none) = (change.Now, input.WhyNone);
            var due = await (
                from mail in change.Context.Set<OutgoingMail>()
                join notice in change.Context.Set<InboxItem>() on mail.NoticeId equals notice.Id
                join person in change.Context.Set<Addressee>() on notice.PersonId equals person.Id
                where mail.NextAttemptAt != null && mail.NextAttemptAt <= now
                orderby mail.NextAttemptAt
                select new { Mail = mail, Notice = notice, person.Email, person.MayAct }).Take(none is null ? MailRules.AtOnce : MailRules.EndedAtOnce).ToListAsync();
            var claimed = new List<ClaimedMail>();
            foreach (var one in due)
            {
                if (none is not null)
                    one.Mail.GiveUp(none, now);
                else if (one.Notice is { AboutId: not null, ReadAt: not null })
                    one.Mail.BecomeNeedless(now);
                else if (one.Mail.Address is null && !one.MayAct)
                    one.Mail.GiveUp("The person has left.", now);
                else if ((one.Mail.Address ?? one.Email) is null)
                    one.Mail.GiveUp("There is no address of record.", now);
                else
                    claimed.Add(Take(one.Mail, now));
            }

            return new ClaimedMails(claimed, due.Count - claimed.Count);
        }, cancellationToken);

    private static ClaimedMail Take(OutgoingMail mail, DateTimeOffset now)
    {
        mail.BeClaimed(now + MailRules.ClaimLasts);
        return new ClaimedMail(mail.Id, mail.Claim);
    }
}
