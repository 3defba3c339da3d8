using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>Names for ids, for pages that show what other slices keep by id.</summary>
public sealed class PeopleNames(ReadOnlyStore store)
{
    /// <summary>The names today; ids nobody has are left out.</summary>
    public async Task<IReadOnlyDictionary<PersonId, string>> OfAsync(IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken = default)
    {
        if (people.Count == 0)
            return new Dictionary<PersonId, string>();
        await using var context = store.Open();
        return await context.Set<Person>()
            .Where(p => people.Contains(p.Id))
            .Select(p => new { p.Id, p.Name })
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }
}
