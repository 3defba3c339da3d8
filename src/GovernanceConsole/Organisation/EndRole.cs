using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">Whose role ends.</param>
/// <param name="Role">The role.</param>
public sealed record EndRoleInput(PersonId Person, Role Role);

/// <summary>Takes a role from a person, at once: the next command of an open circuit is refused.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class EndRole(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, EndRoleInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<EndRoleInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            var grants = await change.Context.Set<RoleGrant>().Where(g => g.PersonId == person.Id && g.EndedAt == null).ToListAsync();
            if (PersonRules.MayBeEnded(person, input.Role, [.. grants.Select(g => g.Role)], actor) is { } refusal)
                return refusal;

            grants.Single(g => g.Role == input.Role).End(change.Now);
            change.Record(OrganisationEvents.RoleEnded, person, EventDetail.Public("role", input.Role));
            return default(Done);
        }, cancellationToken);
}
