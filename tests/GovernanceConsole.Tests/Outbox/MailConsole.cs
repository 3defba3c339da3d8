using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Outbox;

/// <summary>Writes mails as a change does, and runs their delivery.</summary>
internal static class MailConsole
{
    private static readonly Actor Job = Actor.ForJob("DeliverMails");

    /// <summary>A notice to somebody with a mail on its way.</summary>
    /// <param name="console">Where.</param>
    /// <param name="person">To whom.</param>
    /// <param name="address">Where to; null for the address of record.</param>
    /// <param name="about">What a later notice could replace; null for what stands for itself.</param>
    public static async Task<OutgoingMailId> MailAsync(this TestConsole console, Actor person, string? address = null, Guid? about = null)
    {
        var at = console.Clock.GetUtcNow();
        var (item, mail) = (new InboxItemId(Guid.CreateVersion7(at)), new OutgoingMailId(Guid.CreateVersion7(at)));
        await console.Store.WriteAsync(
            async session =>
            {
                session.Context.Add(InboxItem.To(person.Person!.Value, item, new Notice("Something waits", "Decide.", "/requests/REQ-2026-000001", about), at));
                session.Context.Add(OutgoingMail.Of(mail, item, address, at));
                return await session.Context.SaveChangesAsync();
            },
            CancellationToken.None);
        return mail;
    }

    public static async Task<ClaimedMails> ClaimAsync(this TestConsole console) =>
        (await console.Use<ClaimMails>().ExecuteAsync(CommandId.New(), new ClaimMailsInput(console.Mail.WhyNone), Job)).Value;

    public static async Task<MailState?> RecordAsync(this TestConsole console, ClaimedMail mail, string? failure = null, bool isFinal = false) =>
        (await console.Use<RecordMailAttempt>().ExecuteAsync(CommandId.New(), new RecordMailAttemptInput(mail.Mail, mail.Claim, "sent@example.test", failure, isFinal), Job)).Value;

    /// <summary>As the job does.</summary>
    public static Task<MailRun> DeliverAsync(this TestConsole console) => console.Use<MailDelivery>().RunAsync(Job);

    public static async Task<OutgoingMail> MailAsync(this TestConsole console, OutgoingMailId id) => (await console.RowsAsync<OutgoingMail>()).Single(m => m.Id == id);
}
