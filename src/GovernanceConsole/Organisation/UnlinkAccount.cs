using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Account">The account.</param>
public sealed record UnlinkAccountInput(AccountId Account);

/// <summary>Takes a sign-in account away from a person. The ledger keeps that it was theirs.</summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
[MayBeDoneBy(ActorKind.CommandLine)]
public sealed class UnlinkAccount(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UnlinkAccountInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UnlinkAccountInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<Account>(input.Account) is not { } account
                || await change.FindAsync<Person>(account.PersonId) is not { } person)
                return new NotFound("account");

            change.Context.Remove(account);
            change.Record(OrganisationEvents.AccountUnlinked, person);
            return default(Done);
        }, cancellationToken);
}
