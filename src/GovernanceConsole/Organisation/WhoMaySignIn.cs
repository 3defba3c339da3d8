using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>A person as the sign-in sees them at one instant.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Their name today.</param>
/// <param name="MayAct">False from the moment they left or were deactivated.</param>
/// <param name="Roles">The roles they hold; empty for people who only stand in relations to objects.</param>
public sealed record SignInStanding(PersonId Id, string Name, bool MayAct, IReadOnlySet<Role> Roles);

/// <summary>What the sign-in asks about people. Decides what is shown; what is changed is decided on the write road.</summary>
public sealed class WhoMaySignIn(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>How one person stands now; null for an id nobody has.</summary>
    public async Task<SignInStanding?> FindAsync(PersonId person, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var found = await context.Set<Person>()
            .Where(p => p.Id == person)
            .Select(p => new { p.Name, p.MayAct })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        var roles = await context.Set<RoleGrant>()
            .HeldAt(time.Now)
            .Where(g => g.PersonId == person)
            .Select(g => g.Role)
            .ToListAsync(cancellationToken);
        return new SignInStanding(person, found.Name, found.MayAct, roles.ToHashSet());
    }

    /// <summary>
    /// How the person behind an account stands now; null where it is linked to nobody. Both are compared byte by byte: the same
    /// subject at another issuer is somebody else.
    /// </summary>
    public async Task<SignInStanding?> FindByAccountAsync(string issuer, string subject, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var person = await context.Set<Account>().Where(a => a.Issuer == issuer && a.Subject == subject)
            .Select(a => (PersonId?)a.PersonId).SingleOrDefaultAsync(cancellationToken);
        return person is { } id ? await FindAsync(id, cancellationToken) : null;
    }

    /// <summary>Everybody who may act and holds a role, by name: the choice of the persona picker.</summary>
    public async Task<IReadOnlyList<SignInStanding>> WithRolesAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var held = await (
                from grant in context.Set<RoleGrant>().HeldAt(time.Now)
                join person in context.Set<Person>() on grant.PersonId equals person.Id
                where person.MayAct
                select new { person.Id, person.Name, grant.Role })
            .ToListAsync(cancellationToken);
        return
        [
            .. held.GroupBy(h => (h.Id, h.Name))
                .OrderBy(g => g.Key.Name, StringComparer.Ordinal)
                .Select(g => new SignInStanding(g.Key.Id, g.Key.Name, MayAct: true, g.Select(h => h.Role).ToHashSet())),
        ];
    }

    /// <summary>Whether anybody is registered at all. Nobody is in a fresh workspace.</summary>
    public async Task<bool> AnybodyAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Person>().AnyAsync(cancellationToken);
    }
}
