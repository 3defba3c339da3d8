using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Code">The key used in files.</param>
/// <param name="Name">The name people read.</param>
/// <param name="BoundaryStatement">Where accountability ends among business, IT and security. Whoever registers it approves it.</param>
public sealed record RegisterIdentityDomainInput(string Code, string Name, string BoundaryStatement);

/// <summary>Adds an identity domain together with its first boundary statement, which no domain goes without .</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RegisterIdentityDomain(LedgeredChange road)
{
    public Task<Outcome<IdentityDomainId>> ExecuteAsync(CommandId commandId, RegisterIdentityDomainInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterIdentityDomainInput, IdentityDomainId>(this, commandId, input, actor, async change =>
        {
            var refusals = CodeRules.Check(input.Code, input.Name);
            if (BoundaryRules.Check(input.BoundaryStatement) is { } unreadable)
                refusals.Add(unreadable);
            if (refusals.Count > 0)
                return refusals;

            var code = TextRules.Clean(input.Code);
            if (await change.Context.Set<IdentityDomain>().AnyAsync(d => d.Code == code))
                return new CodeIsTaken("identity domain", code);

            var domain = IdentityDomain.Register(change.NewId<IdentityDomainId>(), code, TextRules.Clean(input.Name));
            change.Context.Add(domain);
            change.Context.Add(BoundaryStatement.Publish(
                change.NewId<BoundaryStatementId>(), domain.Id, 1, TextRules.Clean(input.BoundaryStatement), change.ActingPerson, change.Now));
            change.Record(OrganisationEvents.IdentityDomainRegistered, domain);
            return domain.Id;
        }, cancellationToken);
}
