using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <summary>Keeps the contacts of people in step with what the directory says, and the former ones on record.</summary>
internal static class ContactsOfRecord
{
    /// <summary>What the directory says of one kind of contact takes the place of what it said before.</summary>
    /// <param name="change">The use case at work.</param>
    /// <param name="person">Whose.</param>
    /// <param name="kind">Which kind.</param>
    /// <param name="address">What the directory says now; null for none.</param>
    /// <param name="saidOn">The day of the last change, as the directory says; null where it does not.</param>
    /// <param name="known">All contacts of the person, former ones too.</param>
    public static void Follow(Change change, PersonId person, ContactKind kind, string? address, DateOnly? saidOn, IReadOnlyCollection<ContactOfRecord> known)
    {
        var present = known.SingleOrDefault(c => c.IsOpen && c.Kind == kind && c.IsFromDirectory);
        if (present is not null && address is not null && ContactRules.AreSame(kind, present.ContactAddress, address))
        {
            if (saidOn is { } again && (present.SaidChangedOn is not { } before || again > before))
                present.WasChanged(again, EndOf(change, again));
            return;
        }

        present?.End(change.Now);
        if (address is null)
            return;
        // The first number has the age that its source says. One that takes another's place is new today, whatever the source says: till now it said the other.
        var isFirst = !known.Any(c => c.Kind == kind);
        change.Context.Add(ContactOfRecord.Take(
            change.NewId<ContactId>(), person, kind, address, saidOn, isFirst && saidOn is { } on ? EndOf(change, on) : change.Now, change.Now));
    }

    /// <summary>The address that stood on a directory entry until now: what is changed is told to it too .</summary>
    public static void KeepFormerAddress(Change change, PersonId person, string? former, string? present)
    {
        if (former is null || ContactRules.AreSame(ContactKind.DirectoryAddress, former, present ?? ""))
            return;
        var contact = ContactOfRecord.Take(change.NewId<ContactId>(), person, ContactKind.DirectoryAddress, former, saidChangedOn: null, change.Now, change.Now);
        contact.End(change.Now);
        change.Context.Add(contact);
    }

    /// <summary>A day counts from its end: until then it may have been changed.</summary>
    private static DateTimeOffset EndOf(Change change, DateOnly day)
    {
        var end = day < DateOnly.MaxValue ? change.Time.StartOf(day.AddDays(1)) : DateTimeOffset.MaxValue;
        return end < change.Now ? end : change.Now;
    }
}
