using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Outbox;

internal static class OutboxEvents
{
    public static readonly EventKind MailTriedAgain = new("mail.tried-again", "had a mail sent again that had failed");
}
