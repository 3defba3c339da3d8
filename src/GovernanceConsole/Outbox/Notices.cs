using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <summary>Telling people, from inside a use case: the notice is stored with the change or not at all.</summary>
internal static class Notices
{
    /// <summary>Tells a person something that stands for itself.</summary>
    public static void Tell(this Change change, PersonId person, Notice notice) =>
        change.Context.Add(InboxItem.To(person, change.NewId<InboxItemId>(), notice, change.Now));

    /// <summary>Tells a person how something stands now; what they have not read about the same yet is out of date and goes.</summary>
    public static async Task TellLatestAsync(this Change change, PersonId person, Notice notice)
    {
        foreach (var outdated in await change.Context.Set<InboxItem>().Where(i => i.PersonId == person && i.ReadAt == null && i.AboutId == notice.About).ToListAsync())
            outdated.MarkRead(change.Now);
        change.Tell(person, notice);
    }
}
