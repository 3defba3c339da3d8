using System.Linq.Expressions;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>Which people a list shows. Null leaves a field open.</summary>
/// <param name="Text">Words that all occur in name, directory key or e-mail address.</param>
/// <param name="Kind">What the entry stands for.</param>
/// <param name="Engagement">How a person belongs to the organisation.</param>
/// <param name="UnitId">The unit itself, without those below it.</param>
/// <param name="MayAct">True for active entries, false for those who have left.</param>
/// <param name="Role">A role held now.</param>
public sealed record PeopleFilter(
    string? Text = null,
    DirectoryEntryKind? Kind = null,
    Engagement? Engagement = null,
    OrganisationalUnitId? UnitId = null,
    bool? MayAct = null,
    Role? Role = null);

/// <summary>A directory entry in a list.</summary>
/// <param name="UnitName">Null while unknown.</param>
/// <param name="ManagerName">Null at the top and while unknown.</param>
/// <param name="LeftAt">Null while active.</param>
/// <param name="Roles">Held now.</param>
public sealed record PersonRow(
    PersonId Id,
    string DirectoryKey,
    string Name,
    string? Email,
    DirectoryEntryKind Kind,
    Engagement Engagement,
    string? UnitName,
    string? ManagerName,
    DateOnly? ContractEndsOn,
    DateTimeOffset? LeftAt,
    IReadOnlyList<Role> Roles);

/// <summary>A directory entry in full.</summary>
/// <param name="Version">What an edit form hands back.</param>
/// <param name="Manager">The manager of record; null at the top and while unknown.</param>
/// <param name="Roles">Every role ever held, latest first.</param>
/// <param name="Accounts">The sign-in accounts behind which the person stands.</param>
/// <param name="AnswersFor">Desks, systems and domains in the person's name.</param>
public sealed record PersonDetails(
    PersonId Id,
    long Version,
    string DirectoryKey,
    string Name,
    string? Email,
    DirectoryEntryKind Kind,
    Engagement Engagement,
    SeatHolder? Manager,
    OrganisationalUnitId? UnitId,
    string? UnitName,
    DateOnly? ContractEndsOn,
    bool MayAct,
    DateTimeOffset? LeftAt,
    IReadOnlyList<RoleRow> Roles,
    IReadOnlyList<AccountRow> Accounts,
    IReadOnlyList<Seat> AnswersFor)
{
    /// <summary>Whether it was erased who this was: nothing of the record changes any more.</summary>
    public bool IsErased => DirectoryKey == Person.ErasedKey(Id);
}

/// <summary>A role in somebody's hands.</summary>
/// <param name="EndedAt">Null while it is held.</param>
public sealed record RoleRow(PersonId PersonId, string Name, Role Role, DateTimeOffset GrantedAt, DateTimeOffset? EndedAt, DateTimeOffset? LapsesAt = null);

/// <summary>A sign-in account.</summary>
public sealed record AccountRow(AccountId Id, string Issuer, string Subject);

/// <summary>Something a person answers for in this slice.</summary>
/// <param name="What">Which seat.</param>
/// <param name="Id">Of the desk, system or domain.</param>
/// <param name="Name">Its name.</param>
public sealed record Seat(SeatKind What, Guid Id, string Name);

/// <summary>The seats of this slice.</summary>
public enum SeatKind
{
    LeadOfDesk,
    AccountableInDeskContract,
    RiskOwnerOfSystem,
    RiskOwnerOfIdentityDomain,
}

/// <summary>Whoever sits in a seat, as a list shows them.</summary>
/// <param name="MayAct">False for a leaver: the seat is a gap although a name stands in it.</param>
public sealed record SeatHolder(PersonId Id, string Name, bool MayAct);

/// <summary>A person to pick.</summary>
/// <param name="DirectoryKey">Tells people of the same name apart.</param>
/// <param name="UnitName">Helps to recognise them; null while unknown.</param>
public sealed record PersonChoice(PersonId Id, string Name, string DirectoryKey, string? UnitName);

/// <summary>
/// What pages may read about people. Names are open to everybody who is signed in, because every record names people;
/// the directory with its addresses, roles and accounts is open to those who run or examine the console, and to oneself.
/// </summary>
public sealed class PeopleQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Parameters of one statement: well under what either database takes.</summary>
    private const int IdsAtOnce = 1000;

    /// <summary>The roles that may read the directory.</summary>
    public static readonly IReadOnlyList<Role> Readers = [Role.Governance, Role.IamPolicy, Role.SecurityOperations, Role.Auditor, Role.PlatformAdministrator];

    /// <summary>Whether somebody may read the directory.</summary>
    public static bool MayRead(Actor actor) => Readers.Any(actor.KnowsRole);

    /// <summary>The directory, by name unless asked otherwise. Sorts by DirectoryKey, Name, Email, ContractEndsOn and LeftAt.</summary>
    public async Task<Page<PersonRow>> ListAsync(Actor actor, PeopleFilter filter, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return new Page<PersonRow>([], 0);
        await using var context = store.Open();
        var found = await Sorted(Filtered(context, filter, time.Now), page)
            .Select(p => new PersonRow(
                p.Id, p.DirectoryKey, p.Name, p.Email, p.Kind, p.Engagement,
                context.Set<OrganisationalUnit>().Where(u => u.Id == p.UnitId).Select(u => u.Name).FirstOrDefault(),
                context.Set<Person>().Where(m => m.Id == p.ManagerId).Select(m => m.Name).FirstOrDefault(),
                p.ContractEndsOn, p.LeftAt, new List<Role>()))
            .ToPageAsync(page, cancellationToken);

        var ids = found.Rows.Select(r => r.Id).ToList();
        var roles = (await context.Set<RoleGrant>().HeldAt(time.Now).Where(g => ids.Contains(g.PersonId))
            .Select(g => new { g.PersonId, g.Role }).ToListAsync(cancellationToken)).ToLookup(g => g.PersonId, g => g.Role);
        return found with { Rows = [.. found.Rows.Select(r => r with { Roles = [.. roles[r.Id].Order()] })] };
    }

    /// <summary>One entry; null where there is none, or it is not open to the actor.</summary>
    public async Task<PersonDetails?> FindAsync(Actor actor, PersonId person, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor) && actor.Person != person)
            return null;
        await using var context = store.Open();
        var found = await context.Set<Person>().Where(p => p.Id == person)
            .Select(p => new PersonDetails(
                p.Id, p.Version, p.DirectoryKey, p.Name, p.Email, p.Kind, p.Engagement,
                context.Set<Person>().Where(m => m.Id == p.ManagerId).Select(m => new SeatHolder(m.Id, m.Name, m.MayAct)).FirstOrDefault(),
                p.UnitId,
                context.Set<OrganisationalUnit>().Where(u => u.Id == p.UnitId).Select(u => u.Name).FirstOrDefault(),
                p.ContractEndsOn, p.MayAct, p.LeftAt, new List<RoleRow>(), new List<AccountRow>(), new List<Seat>()))
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        return found with
        {
            Roles = await context.Set<RoleGrant>().Where(g => g.PersonId == person).OrderByDescending(g => g.GrantedAt).ThenByDescending(g => g.Id)
                .Select(g => new RoleRow(person, found.Name, g.Role, g.GrantedAt, g.EndedAt, g.LapsesAt)).ToListAsync(cancellationToken),
            Accounts = await context.Set<Account>().Where(a => a.PersonId == person).OrderBy(a => a.Issuer).ThenBy(a => a.Subject)
                .Select(a => new AccountRow(a.Id, a.Issuer, a.Subject)).ToListAsync(cancellationToken),
            AnswersFor = await SeatsOfAsync(context, person, cancellationToken),
        };
    }

    /// <summary>Active individuals whose name or key holds all the words, by name: the choice for a seat.</summary>
    public Task<IReadOnlyList<PersonChoice>> PeopleNamedLikeAsync(string? text, int take = 20, CancellationToken cancellationToken = default) =>
        NamedLikeAsync(p => p.MayAct && p.Kind == DirectoryEntryKind.Individual, text, take, cancellationToken);

    /// <summary>Those who have left and are still known by name, in the same way.</summary>
    public Task<IReadOnlyList<PersonChoice>> LeaversNamedLikeAsync(string? text, int take = 20, CancellationToken cancellationToken = default) =>
        NamedLikeAsync(p => !p.MayAct && p.Name != Person.ErasedName, text, take, cancellationToken);

    private async Task<IReadOnlyList<PersonChoice>> NamedLikeAsync(Expression<Func<Person, bool>> who, string? text, int take, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var people = context.Set<Person>().Where(who);
        foreach (var pattern in Paging.WordsOf(text))
            people = people.Where(p => EF.Functions.Like(p.Name, pattern, @"\") || EF.Functions.Like(p.DirectoryKey, pattern, @"\"));
        return await people.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(Math.Clamp(take, 1, PageRequest.MostRows))
            .Select(p => new PersonChoice(
                p.Id, p.Name, p.DirectoryKey, context.Set<OrganisationalUnit>().Where(u => u.Id == p.UnitId).Select(u => u.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The names behind ids, leavers included; what is missing does not exist.</summary>
    public async Task<IReadOnlyDictionary<PersonId, string>> NamesOfAsync(IEnumerable<PersonId> people, CancellationToken cancellationToken = default)
    {
        var names = new Dictionary<PersonId, string>();
        await using var context = store.Open();
        foreach (var ids in people.Distinct().Chunk(IdsAtOnce))
        {
            foreach (var person in await context.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken))
                names[person.Id] = person.Name;
        }

        return names;
    }

    /// <summary>Who holds one of the roles and may act: whether there is anybody to ask.</summary>
    public async Task<IReadOnlyList<PersonId>> HoldersAsync(IReadOnlyCollection<Role> roles, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Person>()
            .Where(p => p.MayAct && context.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.EndedAt == null && roles.Contains(g.Role)))
            .Select(p => p.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Whether the founder is alone in the directory: nobody was brought in yet.</summary>
    public async Task<bool> IsFounderAloneAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Person>().Take(2).CountAsync(cancellationToken) < 2;
    }

    /// <summary>Who holds which role, by name unless asked otherwise. Sorts by Name, Role and GrantedAt.</summary>
    public async Task<Page<RoleRow>> RolesHeldAsync(Actor actor, Role? role, string? text, PageRequest page, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor))
            return new Page<RoleRow>([], 0);
        await using var context = store.Open();
        var held =
            from grant in context.Set<RoleGrant>().HeldAt(time.Now)
            join person in context.Set<Person>() on grant.PersonId equals person.Id
            where role == null || grant.Role == role
            select new { person.Name, grant };
        foreach (var pattern in Paging.WordsOf(text))
            held = held.Where(h => EF.Functions.Like(h.Name, pattern, @"\"));
        var sorted = page.Sort switch
        {
            nameof(RoleRow.Role) => held.By(h => h.grant.Role, page.Descending),
            nameof(RoleRow.GrantedAt) => held.By(h => h.grant.GrantedAt, page.Descending),
            _ => held.By(h => h.Name, page.Descending),
        };
        return await sorted.ThenBy(h => h.Name).ThenBy(h => h.grant.Id)
            .Select(h => new RoleRow(h.grant.PersonId, h.Name, h.grant.Role, h.grant.GrantedAt, h.grant.EndedAt, h.grant.LapsesAt))
            .ToPageAsync(page, cancellationToken);
    }

    private static IQueryable<Person> Filtered(GovernanceDbContext context, PeopleFilter filter, DateTimeOffset now)
    {
        IQueryable<Person> people = context.Set<Person>();
        if (filter.Kind is { } kind)
            people = people.Where(p => p.Kind == kind);
        if (filter.Engagement is { } engagement)
            people = people.Where(p => p.Engagement == engagement);
        if (filter.UnitId is { } unit)
            people = people.Where(p => p.UnitId == unit);
        if (filter.MayAct is { } mayAct)
            people = people.Where(p => p.MayAct == mayAct);
        if (filter.Role is { } role)
            people = people.Where(p => context.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.Role == role && g.EndedAt == null && (g.LapsesAt == null || g.LapsesAt > now)));
        foreach (var pattern in Paging.WordsOf(filter.Text))
        {
            people = people.Where(p =>
                EF.Functions.Like(p.Name, pattern, @"\") || EF.Functions.Like(p.DirectoryKey, pattern, @"\") || EF.Functions.Like(p.Email!, pattern, @"\"));
        }

        return people;
    }

    private static IQueryable<Person> Sorted(IQueryable<Person> people, PageRequest page) => (page.Sort switch
    {
        nameof(PersonRow.DirectoryKey) => people.By(p => p.DirectoryKey, page.Descending),
        nameof(PersonRow.Email) => people.By(p => p.Email, page.Descending),
        nameof(PersonRow.ContractEndsOn) => people.By(p => p.ContractEndsOn, page.Descending),
        nameof(PersonRow.LeftAt) => people.By(p => p.LeftAt, page.Descending),
        _ => people.By(p => p.Name, page.Descending),
    }).ThenBy(p => p.Id);

    private static async Task<List<Seat>> SeatsOfAsync(GovernanceDbContext context, PersonId person, CancellationToken cancellationToken)
    {
        var desks = await context.Set<Desk>().Where(d => d.LeadId == person).OrderBy(d => d.Name)
            .Select(d => new Seat(SeatKind.LeadOfDesk, d.Id.Value, d.Name)).ToListAsync(cancellationToken);
        var contracts = await context.Set<Desk>().Where(d => d.ContractAccountableId == person).OrderBy(d => d.Name)
            .Select(d => new Seat(SeatKind.AccountableInDeskContract, d.Id.Value, d.Name)).ToListAsync(cancellationToken);
        var systems = await context.Set<GovernedSystem>().Where(s => s.RiskOwnerId == person).OrderBy(s => s.Name)
            .Select(s => new Seat(SeatKind.RiskOwnerOfSystem, s.Id.Value, s.Name)).ToListAsync(cancellationToken);
        var domains = await context.Set<IdentityDomain>().Where(d => d.RiskOwnerId == person).OrderBy(d => d.Name)
            .Select(d => new Seat(SeatKind.RiskOwnerOfIdentityDomain, d.Id.Value, d.Name)).ToListAsync(cancellationToken);
        return [.. desks, .. contracts, .. systems, .. domains];
    }
}
