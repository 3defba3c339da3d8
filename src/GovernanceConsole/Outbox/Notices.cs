using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Outbox;

/// <summary>Telling people, from inside a use case: the notice is stored with the change or not at all.</summary>
internal static class Notices
{
    /// <summary>Tells a person something that stands for itself: in their inbox, and by mail where it asks for an act.</summary>
    public static void Tell(this Change change, PersonId person, Notice notice)
    {
        var item = Add(change, person, notice);
        if (notice.AsksForAnAct)
            Mail(change, item, address: null);
    }

    /// <summary>Tells a person something that goes by mail whether it asks for an act or not, and whatever becomes of it in the console.</summary>
    /// <param name="change">The use case at work.</param>
    /// <param name="person">To whom.</param>
    /// <param name="notice">What; it is about nothing that a later notice could replace.</param>
    /// <param name="addresses">Where; each gets a mail.</param>
    /// <returns>The mails in the order of the addresses, so that it can be asked what became of them.</returns>
    public static IReadOnlyList<OutgoingMailId> TellByMail(this Change change, PersonId person, Notice notice, IReadOnlyList<string> addresses)
    {
        var item = Add(change, person, notice);
        return [.. addresses.Select(address => Mail(change, item, address))];
    }

    /// <summary>Takes the words from every notice, and the address from every mail, that names somebody who is to be forgotten.</summary>
    /// <param name="change">The use case at work.</param>
    /// <param name="names">Whether a text names them.</param>
    /// <param name="parts">What such a text holds: narrows what is read.</param>
    /// <param name="instead">What stands there afterwards.</param>
    public static async Task ForgetInboxAsync(this Change change, Func<string, bool> names, IReadOnlyList<string> parts, string instead)
    {
        foreach (var part in parts)
        {
            var pattern = Paging.Anywhere(part);
            var named = (await change.Context.Set<InboxItem>().Where(i => EF.Functions.Like(i.Subject, pattern, @"\") || EF.Functions.Like(i.Text, pattern, @"\")).ToListAsync())
                .FindAll(i => names(i.Subject) || names(i.Text));
            foreach (var item in named)
                item.Forget(instead, change.Now);

            // What lost its words is not sent any more; of what was sent, the address and the server's answer go.
            var ids = named.ConvertAll(i => i.Id);
            var mails = await change.Context.Set<OutgoingMail>()
                .Where(m => ids.Contains(m.NoticeId) || EF.Functions.Like(m.Address!, pattern, @"\") || EF.Functions.Like(m.LastError!, pattern, @"\")).ToListAsync();
            foreach (var mail in mails.Where(m => ids.Contains(m.NoticeId) || names(m.Address ?? "") || names(m.LastError ?? "")))
                mail.Forget(instead, change.Now);
        }
    }

    /// <summary>Puts away, for everybody, what is unread about duties that were just done or have gone.</summary>
    public static async Task TakeBackAsync(this Change change, IReadOnlyCollection<Guid> about)
    {
        if (about.Count == 0)
            return;
        foreach (var outdated in await change.Context.Set<InboxItem>().Where(i => i.ReadAt == null && i.AboutId != null && about.Contains(i.AboutId.Value)).ToListAsync())
            outdated.MarkRead(change.Now);
    }

    /// <summary>Tells people how something stands now; what they have not read yet about the same is out of date and goes.</summary>
    public static async Task TellLatestAsync(this Change change, IReadOnlyCollection<(PersonId Person, Notice Notice)> notices)
    {
        var people = notices.Select(n => n.Person).Distinct().ToList();
        var about = notices.Select(n => n.Notice.About).Distinct().ToList();
        var unread = await change.Context.Set<InboxItem>()
            .Where(i => people.Contains(i.PersonId) && i.ReadAt == null && about.Contains(i.AboutId))
            .ToListAsync();
        foreach (var (person, notice) in notices)
        {
            foreach (var outdated in unread.Where(i => i.PersonId == person && i.AboutId == notice.About))
                outdated.MarkRead(change.Now);
            change.Tell(person, notice);
        }
    }

    private static InboxItem Add(Change change, PersonId person, Notice notice)
    {
        var item = InboxItem.To(person, change.NewId<InboxItemId>(), notice, change.Now);
        change.Context.Add(item);
        return item;
    }

    private static OutgoingMailId Mail(Change change, InboxItem item, string? address)
    {
        var mail = OutgoingMail.Of(change.NewId<OutgoingMailId>(), item.Id, address, change.Now);
        change.Context.Add(mail);
        return mail.Id;
    }
}
