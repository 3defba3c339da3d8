using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Name">The first person.</param>
/// <param name="DirectoryKey">Their key in the personnel system.</param>
/// <param name="Email">Null where unknown.</param>
/// <param name="Account">The account with which they signed in; null where nobody vouches for them.</param>
public sealed record FoundOrganisationInput(string Name, string DirectoryKey, string? Email, ProvenAccount? Account = null);

/// <summary>An account at an identity provider that somebody proved to be theirs. The two together are who it is, never an e-mail address.</summary>
/// <param name="Issuer">The identity provider's issuer.</param>
/// <param name="Subject">The subject at that issuer.</param>
public sealed record ProvenAccount(string Issuer, string Subject);

/// <summary>
/// Opens an empty console: registers the first person with the roles that bring in everybody else. Only while nobody
/// is registered, and only from the machine itself or by whoever can read the code that it printed.
/// </summary>
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class FoundOrganisation(LedgeredChange road)
{
    private static readonly Role[] FirstRoles = [Role.Governance, Role.PlatformAdministrator];

    public Task<Outcome<PersonId>> ExecuteAsync(CommandId commandId, FoundOrganisationInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<FoundOrganisationInput, PersonId>(this, commandId, input, actor, async change =>
        {
            var refusals = PersonRules.CheckText(input.DirectoryKey, input.Name, input.Email);
            if (input.Account is { } proven)
                refusals.AddRange(PersonRules.CheckAccount(proven.Issuer, proven.Subject));
            if (await change.Context.Set<Person>().AnyAsync())
                refusals.Add(new PeopleExistAlready());
            if (refusals.Count > 0)
                return refusals;

            var facts = new PersonFacts(TextRules.Clean(input.Name), TextRules.CleanOrNull(input.Email), DirectoryEntryKind.Individual, Engagement.Employee, null, null, null);
            var person = Person.Register(change.NewId<PersonId>(), TextRules.Clean(input.DirectoryKey), facts);
            change.Context.Add(person);
            foreach (var role in FirstRoles)
                change.Context.Add(RoleGrant.To(person.Id, role, change.NewId<RoleGrantId>(), change.Now));
            if (input.Account is { } account)
                change.Context.Add(Account.Of(person.Id, change.NewId<AccountId>(), account.Issuer, account.Subject));
            change.Record(OrganisationEvents.OrganisationFounded, person);
            return person.Id;
        }, cancellationToken);
}
