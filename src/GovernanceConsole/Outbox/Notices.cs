using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Outbox;

/// <summary>Telling people, from inside a use case: the notice is stored with the change or not at all.</summary>
internal static class Notices
{
    public static void Tell(this Change change, PersonId person, Notice notice) =>
        change.Context.Add(InboxItem.To(person, change.NewId<InboxItemId>(), notice, change.Now));
}
