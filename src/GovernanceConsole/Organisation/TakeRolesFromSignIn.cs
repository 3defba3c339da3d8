using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">Who signs in.</param>
/// <param name="Roles">What the identity provider's claims say they are, mapped by the configuration.</param>
/// <param name="LapseAt">When the session must have ended.</param>
public sealed record TakeRolesFromSignInInput(PersonId Person, IReadOnlyList<Role> Roles, DateTimeOffset LapseAt);

/// <summary>
/// Takes over the roles that the identity provider says a person has. They are grants like others, so commands, reviews and
/// the trail see them; they lapse with the longest possible session, and end at the first sign-in that does not bring them.
/// Roles granted in the console are left as they are.
/// </summary>
[MayBeDoneBy(ActorKind.Job)]
public sealed class TakeRolesFromSignIn(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, TakeRolesFromSignInInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<TakeRolesFromSignInInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            change.IsAbout(person);
            if (PersonRules.MayBringRoles(person) is { } refusal)
                return refusal;

            var grants = await change.Context.Set<RoleGrant>().Where(g => g.PersonId == person.Id && g.EndedAt == null).ToListAsync();
            foreach (var gone in grants.Where(g => g.LapsesAt is not null && !input.Roles.Contains(g.Role)))
            {
                gone.End(change.Now);
                change.Record(OrganisationEvents.RoleEnded, person, EventDetail.Public("role", gone.Role));
            }

            foreach (var role in input.Roles.Distinct())
            {
                var held = grants.Find(g => g.Role == role);
                if (held is { LapsesAt: null } || held?.LapsesAt >= input.LapseAt)
                    continue;
                if (held is not null && held.LapsesAt > change.Now)
                {
                    held.Prolong(input.LapseAt);
                }
                else
                {
                    held?.End(held.LapsesAt!.Value); // since then it did not count
                    change.Context.Add(RoleGrant.To(person.Id, role, change.NewId<RoleGrantId>(), change.Now, input.LapseAt));
                }

                change.Record(OrganisationEvents.RoleBrought, person, EventDetail.Public("role", role), EventDetail.Public("until", input.LapseAt));
            }

            return default(Done);
        }, cancellationToken);
}
