using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>The addresses at which the directory has known somebody, from the audit trail.</summary>
public static class ContactHistory
{
    private const string PersonKind = "person";
    private const string EmailField = "set.email";

    /// <summary>The address of record now; null where there is none.</summary>
    internal static Task<string?> EmailAsync(GovernanceDbContext context, PersonId person) =>
        context.Set<Person>().AsNoTracking().Where(p => p.Id == person).Select(p => p.Email).SingleOrDefaultAsync();

    /// <summary>The address that was of record at an instant; null where none was, and where it was erased.</summary>
    internal static Task<string?> EmailAtAsync(GovernanceDbContext context, PersonId person, DateTimeOffset at)
    {
        var id = person.Value;
        return (
            from entry in context.Set<StoredEntry>().AsNoTracking()
            join text in context.Set<StoredPrivateValue>().AsNoTracking() on new { entry.Ledger, entry.Idx } equals new { text.Ledger, text.Idx }
            where entry.Ledger == (short)LedgerStream.Decisions && entry.ObjectKind == PersonKind && entry.ObjectId == id && entry.At <= at && text.Field == EmailField
            orderby entry.Idx descending
            select text.Value).FirstOrDefaultAsync();
    }
}
