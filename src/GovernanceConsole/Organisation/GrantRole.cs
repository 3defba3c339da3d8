using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">Who gets the role.</param>
/// <param name="Role">The role.</param>
public sealed record GrantRoleInput(PersonId Person, Role Role);

/// <summary>Gives a person a role in the console.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class GrantRole(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, GrantRoleInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<GrantRoleInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            var held = await change.Context.Set<RoleGrant>().Where(g => g.PersonId == person.Id && g.EndedAt == null).ToListAsync();
            if (PersonRules.MayBeGranted(person, input.Role, [.. held.Where(g => g.LapsesAt is null).Select(g => g.Role)], actor) is { } refusal)
                return refusal;

            // What came with a sign-in would lapse; from now on the role is the console's own.
            held.Find(g => g.Role == input.Role)?.End(change.Now);
            change.Context.Add(RoleGrant.To(person.Id, input.Role, change.NewId<RoleGrantId>(), change.Now));
            change.Record(OrganisationEvents.RoleGranted, person, EventDetail.Public("role", input.Role));
            return default(Done);
        }, cancellationToken);
}
