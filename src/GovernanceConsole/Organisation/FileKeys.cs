using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>
/// The door through which imports find what a file names by its key, inside the transaction that decides. What is
/// missing in an answer does not exist.
/// </summary>
public static class FileKeys
{
    private const int KeysAtOnce = 500;

    /// <summary>People by the key of the personnel system.</summary>
    internal static Task<Dictionary<string, PersonId>> PeopleAsync(Change change, IEnumerable<string> keys) =>
        FindAsync(keys, some => change.Context.Set<Person>().AsNoTracking().Where(p => some.Contains(p.DirectoryKey)).Select(p => new Key<PersonId>(p.DirectoryKey, p.Id)).ToListAsync());

    internal static Task<Dictionary<string, DeskId>> DesksAsync(Change change, IEnumerable<string> codes) =>
        FindAsync(codes, some => change.Context.Set<Desk>().AsNoTracking().Where(d => some.Contains(d.Code)).Select(d => new Key<DeskId>(d.Code, d.Id)).ToListAsync());

    internal static Task<Dictionary<string, GovernedSystemId>> SystemsAsync(Change change, IEnumerable<string> codes) =>
        FindAsync(codes, some => change.Context.Set<GovernedSystem>().AsNoTracking().Where(s => some.Contains(s.Code)).Select(s => new Key<GovernedSystemId>(s.Code, s.Id)).ToListAsync());

    internal static Task<Dictionary<string, IdentityDomainId>> IdentityDomainsAsync(Change change, IEnumerable<string> codes) =>
        FindAsync(codes, some => change.Context.Set<IdentityDomain>().AsNoTracking().Where(d => some.Contains(d.Code)).Select(d => new Key<IdentityDomainId>(d.Code, d.Id)).ToListAsync());

    private static async Task<Dictionary<string, TId>> FindAsync<TId>(IEnumerable<string> keys, Func<string[], Task<List<Key<TId>>>> read)
    {
        var found = new Dictionary<string, TId>(StringComparer.Ordinal);
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
        {
            foreach (var key in await read(some))
                found[key.Text] = key.Id;
        }

        return found;
    }

    private sealed record Key<TId>(string Text, TId Id);
}
