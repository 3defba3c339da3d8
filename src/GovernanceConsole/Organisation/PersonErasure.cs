using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>The door through which the erasure of a person takes what the organisation knows of them.</summary>
public static class PersonErasure
{
    /// <summary>What the person answers for in the organisation, by name; empty where for nothing.</summary>
    internal static async Task<List<string>> AnswersForAsync(Change change, PersonId person) =>
    [
        .. await change.Context.Set<Desk>().AsNoTracking().Where(d => d.LeadId == person || d.ContractAccountableId == person).OrderBy(d => d.Name).Select(d => $"desk {d.Name}").ToListAsync(),
        .. await change.Context.Set<GovernedSystem>().AsNoTracking().Where(s => s.RiskOwnerId == person).OrderBy(s => s.Name).Select(s => $"system {s.Name}").ToListAsync(),
        .. await change.Context.Set<IdentityDomain>().AsNoTracking().Where(d => d.RiskOwnerId == person).OrderBy(d => d.Name).Select(d => $"identity domain {d.Name}").ToListAsync(),
    ];

    /// <summary>How many accounts are linked to the person.</summary>
    internal static Task<int> AccountsOfAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken) =>
        context.Set<Account>().CountAsync(a => a.PersonId == person, cancellationToken);

    /// <summary>Of these numbers and addresses, those that are somebody else's too, such as the number of a control room: they name nobody.</summary>
    internal static async Task<IReadOnlyList<string>> SharedAmongAsync(GovernanceDbContext context, PersonId person, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
        await context.Set<ContactOfRecord>().AsNoTracking().Where(c => c.PersonId != person && addresses.Contains(c.ContactAddress)).Select(c => c.ContactAddress).Distinct().ToListAsync(cancellationToken);

    /// <summary>Those of these people who are known by name.</summary>
    internal static async Task<IReadOnlyList<PersonId>> StillKnownAsync(GovernanceDbContext context, IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken) =>
        await context.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id) && p.Name != Person.ErasedName).Select(p => p.Id).ToListAsync(cancellationToken);

    /// <summary>
    /// Takes name, addresses, numbers, key and accounts. The entry with its id stays: history points to it. Somebody who has not left, as a restored
    /// database may say, leaves first.
    /// </summary>
    internal static async Task EraseAsync(Change change, PersonId id)
    {
        var person = (await change.FindAsync<Person>(id))!;
        if (person.MayAct)
            await MarkPersonAsLeft.LeaveAsync(change, person);
        person.Erase();
        change.Context.RemoveRange(await change.Context.Set<Account>().Where(a => a.PersonId == id).ToListAsync());
        change.Context.RemoveRange(await change.Context.Set<ContactOfRecord>().Where(c => c.PersonId == id).ToListAsync());
        change.Record(OrganisationEvents.PersonErased, person);
    }
}
