using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>Reads the managers above a person in the transaction that decides.</summary>
internal static class ManagersOfRecord
{
    /// <summary>Beyond this many levels the chain is cut; no organisation has them, and a broken feed may.</summary>
    private const int MostLevels = 50;

    private static readonly CompiledQuery<Func<GovernanceDbContext, PersonId, Task<PersonId?>>> ManagerOf = new(() =>
        EF.CompileAsyncQuery((GovernanceDbContext context, PersonId person) =>
            context.Set<Person>().AsNoTracking().Where(p => p.Id == person).Select(p => p.ManagerId).SingleOrDefault()));

    /// <param name="change">The change at work.</param>
    /// <param name="person">The entry; null while it is not registered yet.</param>
    /// <param name="manager">The manager meant; null for none.</param>
    /// <returns>The refusal, or null where this can be the manager of record.</returns>
    public static async Task<Refusal?> CheckAsync(Change change, PersonId? person, PersonId? manager)
    {
        if (manager is not { } id)
            return null;
        return await OrganisationReads.PersonAsync(change, id) is { } standing
            ? PersonRules.MayBeManagedBy(person, standing, await AboveAsync(change, id))
            : new NotFound("person");
    }

    /// <summary>The managers above a person, nearest first.</summary>
    public static async Task<List<PersonId>> AboveAsync(Change change, PersonId person)
    {
        var chain = new List<PersonId>();
        PersonId? next = person;
        while (chain.Count < MostLevels && next is { } current)
        {
            next = await ManagerOf.On(change.Context)(change.Context, current);
            if (next is not { } above || chain.Contains(above))
                break;
            chain.Add(above);
        }

        return chain;
    }
}
