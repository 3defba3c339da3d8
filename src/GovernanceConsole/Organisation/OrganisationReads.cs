using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <summary>What the rules of other slices must know of a person.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">For the sentences of refusals.</param>
/// <param name="Kind">Only an individual can be accountable.</param>
/// <param name="MayAct">False from the moment the person left.</param>
/// <param name="LeftAt">When the person left; null while active.</param>
public sealed record PersonStanding(PersonId Id, string Name, DirectoryEntryKind Kind, bool MayAct, DateTimeOffset? LeftAt);

/// <summary>What the rules of other slices must know of a desk.</summary>
/// <param name="Id">The desk.</param>
/// <param name="Name">For the sentences of refusals.</param>
/// <param name="Kind">Whether a vendor runs it.</param>
/// <param name="DecisionMode">Whether it may accept risk and approve exceptions.</param>
/// <param name="LeadId">Who leads it.</param>
/// <param name="VendorId">Who runs it; null for an own desk.</param>
/// <param name="Contract">What is known of the contract; null for an own desk.</param>
public sealed record DeskStanding(
    DeskId Id, string Name, DeskKind Kind, DeskDecisionMode DecisionMode, PersonId LeadId, VendorId? VendorId, VendorContract? Contract);

/// <summary>What the rules of other slices must know of a system.</summary>
public sealed record SystemStanding(
    GovernedSystemId Id,
    string Name,
    IdentityDomainId? IdentityDomainId,
    PersonId? RiskOwnerId,
    bool HighlyAvailable,
    bool ExternallyFacing,
    bool PrivilegedAdministration);

/// <summary>What the rules of other slices must know of an identity domain.</summary>
public sealed record IdentityDomainStanding(IdentityDomainId Id, string Name, PersonId? RiskOwnerId);

/// <summary>
/// The door through which the use cases of other slices ask about the organisation inside the transaction that decides.
/// Pages ask <c>OrganisationQueries</c> instead. What is missing in an answer does not exist.
/// </summary>
public static class OrganisationReads
{
    private static readonly CompiledQuery<Func<GovernanceDbContext, PersonId, Task<PersonStanding?>>> OnePerson = new(() =>
        EF.CompileAsyncQuery((GovernanceDbContext context, PersonId person) =>
            context.Set<Person>().AsNoTracking().Where(p => p.Id == person)
                .Select(p => new PersonStanding(p.Id, p.Name, p.Kind, p.MayAct, p.LeftAt))
                .SingleOrDefault()));

    internal static Task<PersonStanding?> PersonAsync(Change change, PersonId person) => OnePerson.On(change.Context)(change.Context, person);

    /// <summary>Why a person cannot take a seat now; null where they can.</summary>
    internal static async Task<Refusal?> MayHoldASeatAsync(Change change, PersonId person) =>
        await PersonAsync(change, person) is { } standing ? SeatRules.MayHoldASeat(standing) : new NotFound("person");

    internal static Task<Dictionary<PersonId, PersonStanding>> PeopleAsync(Change change, IReadOnlyCollection<PersonId> people) =>
        change.Context.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id))
            .Select(p => new PersonStanding(p.Id, p.Name, p.Kind, p.MayAct, p.LeftAt))
            .ToDictionaryAsync(p => p.Id);

    /// <summary>The roles a person holds at this instant; empty for somebody who has left.</summary>
    internal static Task<List<Role>> RolesAsync(Change change, PersonId person) =>
        change.Context.Set<RoleGrant>().AsNoTracking()
            .HeldAt(change.Now)
            .Where(g => g.PersonId == person && change.Context.Set<Person>().Any(p => p.Id == person && p.MayAct))
            .Select(g => g.Role).ToListAsync();

    /// <summary>Who of these may act.</summary>
    internal static async Task<HashSet<PersonId>> ActiveAsync(GovernanceDbContext context, IReadOnlyCollection<PersonId> people, CancellationToken cancellationToken) =>
        [.. await context.Set<Person>().Where(p => p.MayAct && people.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellationToken)];

    /// <summary>Who of these holds one of the roles at this instant.</summary>
    internal static async Task<HashSet<PersonId>> AmongHoldersAsync(GovernanceDbContext context, IReadOnlyCollection<PersonId> people, IReadOnlyCollection<Role> roles) =>
        [.. await context.Set<RoleGrant>().AsNoTracking().Where(g => people.Contains(g.PersonId) && roles.Contains(g.Role) && g.EndedAt == null).Select(g => g.PersonId).ToListAsync()];

    /// <summary>
    /// Everybody who holds a role and may act: whom to tell of something. Whose role comes with each sign-in is told also
    /// while they are away.
    /// </summary>
    internal static Task<List<PersonId>> HoldersAsync(GovernanceDbContext context, Role role, CancellationToken cancellationToken) =>
        context.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.Role == role && g.EndedAt == null && context.Set<Person>().Any(p => p.Id == g.PersonId && p.MayAct))
            .Select(g => g.PersonId).Distinct().ToListAsync(cancellationToken);

    /// <summary>When somebody first held the governance role; null while nobody has.</summary>
    internal static Task<DateTimeOffset?> GovernedSinceAsync(GovernanceDbContext context, CancellationToken cancellationToken) =>
        context.Set<RoleGrant>().AsNoTracking().Where(g => g.Role == Role.Governance).MinAsync(g => (DateTimeOffset?)g.GrantedAt, cancellationToken);

    internal static async Task<DeskStanding?> DeskAsync(Change change, DeskId desk) =>
        await change.Context.Set<Desk>().AsNoTracking().Where(d => d.Id == desk)
            .Select(d => new DeskStanding(
                d.Id, d.Name, d.Kind, d.DecisionMode, d.LeadId, d.VendorId,
                d.Kind == DeskKind.Outsourced ? new VendorContract(d.ContractReference, d.ContractClause, d.ContractAccountableId, d.ContractEndsOn) : null))
            .SingleOrDefaultAsync();

    internal static Task<Dictionary<GovernedSystemId, SystemStanding>> SystemsAsync(Change change, IReadOnlyCollection<GovernedSystemId> systems) =>
        change.Context.Set<GovernedSystem>().AsNoTracking().Where(s => systems.Contains(s.Id))
            .Select(s => new SystemStanding(
                s.Id, s.Name, s.IdentityDomainId, s.RiskOwnerId, s.HighlyAvailable, s.ExternallyFacing, s.PrivilegedAdministration))
            .ToDictionaryAsync(s => s.Id);

    internal static Task<Dictionary<IdentityDomainId, IdentityDomainStanding>> IdentityDomainsAsync(Change change, IReadOnlyCollection<IdentityDomainId> domains) =>
        change.Context.Set<IdentityDomain>().AsNoTracking().Where(d => domains.Contains(d.Id))
            .Select(d => new IdentityDomainStanding(d.Id, d.Name, d.RiskOwnerId))
            .ToDictionaryAsync(d => d.Id);

    internal static Task<bool> UnitExistsAsync(Change change, OrganisationalUnitId unit) =>
        change.Context.Set<OrganisationalUnit>().AnyAsync(u => u.Id == unit);
}
