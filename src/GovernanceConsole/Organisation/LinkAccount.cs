using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Person">The person behind the account.</param>
/// <param name="Issuer">The identity provider's issuer, as it stands in its tokens.</param>
/// <param name="Subject">The subject at that issuer, as it stands in its tokens.</param>
public sealed record LinkAccountInput(PersonId Person, string Issuer, string Subject);

/// <summary>Links a sign-in account to the person behind it, so that the person counts once, however many accounts they have .</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class LinkAccount(LedgeredChange road)
{
    public Task<Outcome<AccountId>> ExecuteAsync(CommandId commandId, LinkAccountInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<LinkAccountInput, AccountId>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Person>(input.Person) is not { } person)
                return new NotFound("person");
            change.IsAbout(person);
            if (PersonRules.CheckAccount(input.Issuer, input.Subject) is { Count: > 0 } refusals)
                return refusals;

            // Not cleaned: both are compared byte by byte with what the provider sends.
            var holder = await change.Context.Set<Account>()
                .Where(a => a.Issuer == input.Issuer && a.Subject == input.Subject)
                .Join(change.Context.Set<Person>(), a => a.PersonId, p => p.Id, (a, p) => p.Name)
                .FirstOrDefaultAsync();
            if (PersonRules.MayBeLinked(person, holder) is { } refusal)
                return refusal;

            var account = Account.Of(person.Id, change.NewId<AccountId>(), input.Issuer, input.Subject);
            change.Context.Add(account);
            change.Record(OrganisationEvents.AccountLinked, person);
            return account.Id;
        }, cancellationToken);
}
