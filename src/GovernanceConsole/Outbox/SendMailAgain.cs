using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <param name="Mail">The mail.</param>
public sealed record SendMailAgainInput(OutgoingMailId Mail);

/// <summary>Has a mail tried again that failed or was given up, as if it were new. The next run sends it.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class SendMailAgain(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SendMailAgainInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<SendMailAgainInput, Done>(this, commandId, input, actor, async change =>
        {
            var id = input.Mail;
            if (await change.Context.Set<OutgoingMail>().SingleOrDefaultAsync(m => m.Id == id) is not { } mail)
                return new NotFound("mail");
            if (mail.State is not (MailState.Failed or MailState.GivenUp))
                return new MailIsNotTriedAgain(mail.State);

            mail.BeTriedAgain(change.Now);
            change.Record(OutboxEvents.MailTriedAgain, "mail", mail.Id.Value);
            return default(Done);
        }, cancellationToken);
}
