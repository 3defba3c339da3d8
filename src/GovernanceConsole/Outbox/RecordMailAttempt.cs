using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <param name="Mail">The mail.</param>
/// <param name="Claim">Under which it was taken on.</param>
/// <param name="Address">Where it went.</param>
/// <param name="Failure">Why it was not sent; null where it was.</param>
/// <param name="IsFinal">Whether trying again would change nothing.</param>
public sealed record RecordMailAttemptInput(OutgoingMailId Mail, int Claim, string Address, string? Failure, bool IsFinal);

/// <summary>
/// Notes what came of sending a mail. Whoever took longer than their claim is not heard: somebody else has the mail by
/// then. When one is given up, those who run the console are told in it.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
[MayLeaveNoEntry("what is told stands in entries of its own")]
public sealed class RecordMailAttempt(LedgeredChange road)
{
    /// <summary>Under which the inbox knows that mail does not arrive.</summary>
    private static readonly Guid MailDoesNotArrive = new("6d61696c-0000-8000-8000-000000000001");

    /// <returns>How the mail stands; null where somebody else has it.</returns>
    public Task<Outcome<MailState?>> ExecuteAsync(CommandId commandId, RecordMailAttemptInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RecordMailAttemptInput, MailState?>(this, commandId, input, actor, async change =>
        {
            var id = input.Mail;
            if (await change.Context.Set<OutgoingMail>().SingleOrDefaultAsync(m => m.Id == id) is not { NextAttemptAt: not null } mail || mail.Claim != input.Claim)
                return (MailState?)null;

            if (input.Failure is { } failure)
                mail.Fail(failure, input.IsFinal ? null : MailRules.NextAttempt(mail.Attempts + 1, mail.TriedSince, change.Now), change.Now);
            else
                mail.BecomeSent(input.Address, change.Now);
            if (mail.State == MailState.GivenUp)
                await TellThatItWasGivenUpAsync(change, input.Failure!);
            return mail.State;
        }, cancellationToken);

    private static async Task TellThatItWasGivenUpAsync(Change change, string failure)
    {
        var notice = new Notice(
            "A mail could not be delivered and was given up", $"The last attempt said: {failure}\nWhat it told stands in the inbox of its person. Look at what else was given up, and mend the address or the mail server.",
            "/administration/mail?state=GivenUp", MailDoesNotArrive);
        var administrators = await change.Context.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.Role == Role.PlatformAdministrator && g.EndedAt == null && change.Context.Set<Addressee>().Any(p => p.Id == g.PersonId && p.MayAct))
            .Select(g => g.PersonId).Distinct().ToListAsync();
        await change.TellLatestAsync([.. administrators.OrderBy(p => p.Value).Select(person => (person, notice))]);
    }
}
