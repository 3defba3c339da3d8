using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Person">Who has returned.</param>
public sealed record MarkPersonAsReturnedInput(PersonId Person);

/// <summary>Makes a person active again. Roles do not come back by themselves.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class MarkPersonAsReturned(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, MarkPersonAsReturnedInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<MarkPersonAsReturnedInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            change.IsAbout(person);
            if (PersonRules.MayBeMarkedAsReturned(person) is { } refusal)
                return refusal;

            person.Return();
            change.Record(OrganisationEvents.PersonReturned, person);
            return default(Done);
        }, cancellationToken);
}
