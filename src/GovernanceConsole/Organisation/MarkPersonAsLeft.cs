using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">Who has left.</param>
public sealed record MarkPersonAsLeftInput(PersonId Person);

/// <summary>
/// Notes down that a person has left: from this instant nothing is accepted from them, and their roles end.
/// What they answered for stays in their name and shows as a gap until somebody takes it over.
/// </summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class MarkPersonAsLeft(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, MarkPersonAsLeftInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<MarkPersonAsLeftInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            change.IsAbout(person);
            if (PersonRules.MayBeMarkedAsLeft(person, actor) is { } refusal)
                return refusal;

            await LeaveAsync(change, person);
            return default(Done);
        }, cancellationToken);

    internal static async Task LeaveAsync(Change change, Person person)
    {
        person.Leave(change.Now);
        var grants = await change.Context.Set<RoleGrant>().Where(g => g.PersonId == person.Id && g.EndedAt == null).ToListAsync();
        grants.ForEach(g => g.End(change.Now));
        change.Record(OrganisationEvents.PersonLeft, person, EventDetail.Public("rolesEnded", grants.Select(g => g.Role).Order().ToArray()));
    }
}
