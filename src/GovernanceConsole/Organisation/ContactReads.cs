using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>What other slices must know of a contact of record. The number itself is not among it.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Person">Whose.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Masked">As it is shown.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="ChangedAt">From when its cooling-off counts.</param>
/// <param name="EndedAt">When another took its place; null while it holds.</param>
/// <param name="RecordedBy">Who recorded it; null where the directory brought it.</param>
public sealed record ContactStanding(
    ContactId Id, PersonId Person, ContactKind Kind, string Masked, string Source, DateTimeOffset ChangedAt, DateTimeOffset? EndedAt, PersonId? RecordedBy);

/// <summary>The door through which other slices read contacts of record.</summary>
public static class ContactReads
{
    /// <summary>The contacts of a person, present ones first, each kind by its last change; former addresses of the directory entry left out.</summary>
    internal static async Task<IReadOnlyList<ContactStanding>> OfAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken = default) =>
    [
        .. (await context.Set<ContactOfRecord>().AsNoTracking().Where(c => c.PersonId == person && c.Kind != ContactKind.DirectoryAddress).ToListAsync(cancellationToken))
            .OrderBy(c => c.EndedAt is not null).ThenBy(c => c.Kind).ThenByDescending(c => c.ChangedAt).ThenBy(c => c.Id.Value)
            .Select(c => new ContactStanding(c.Id, c.PersonId, c.Kind, MaskedText.Of(c.ContactAddress), c.Source, c.ChangedAt, c.EndedAt, c.RecordedById)),
    ];

    /// <summary>When a contact of a person was last changed, added or ended; null where none is known.</summary>
    internal static async Task<DateTimeOffset?> ChangedAtAsync(GovernanceDbContext context, PersonId person)
    {
        var contacts = context.Set<ContactOfRecord>().AsNoTracking().Where(c => c.PersonId == person);
        var changed = await contacts.MaxAsync(c => (DateTimeOffset?)c.ChangedAt);
        var ended = await contacts.MaxAsync(c => c.EndedAt);
        return ended is null || changed > ended ? changed : ended;
    }

    /// <summary>Whether a text is a number or an address, where neither may be typed.</summary>
    internal static bool IsAContact(string text) =>
        text.Trim().Length > 0 && (ContactRules.IsOneOf(ContactKind.Phone, text) is null || ContactRules.IsOneOf(ContactKind.RecoveryAddress, text) is null);

    /// <summary>
    /// The number or address in full. For the use case that has recorded that it shows it, and for sending; nothing else asks.
    /// </summary>
    /// <returns>Null where it is no longer known.</returns>
    internal static Task<string?> AddressAsync(GovernanceDbContext context, ContactId contact, CancellationToken cancellationToken = default) =>
        context.Set<ContactOfRecord>().AsNoTracking().Where(c => c.Id == contact).Select(c => (string?)c.ContactAddress).SingleOrDefaultAsync(cancellationToken);

    /// <summary>
    /// The e-mail addresses to which a person is told what concerns their access: the present ones, and those that were replaced
    /// since an instant, so that whoever changed them is not the only one who hears of it.
    /// </summary>
    /// <param name="context">Where to read.</param>
    /// <param name="person">Whom.</param>
    /// <param name="formerSince">Addresses that ended at or after this instant are told too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<IReadOnlyList<string>> MailAddressesAsync(GovernanceDbContext context, PersonId person, DateTimeOffset formerSince, CancellationToken cancellationToken = default)
    {
        var present = await context.Set<Person>().AsNoTracking().Where(p => p.Id == person && p.Email != null).Select(p => p.Email!).ToListAsync(cancellationToken);
        var others = await context.Set<ContactOfRecord>().AsNoTracking()
            .Where(c => c.PersonId == person && c.Kind != ContactKind.Phone && (c.EndedAt == null || c.EndedAt >= formerSince))
            .OrderBy(c => c.RecordedAt).ThenBy(c => c.Id).Select(c => c.ContactAddress).ToListAsync(cancellationToken);
        return [.. present.Concat(others).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
