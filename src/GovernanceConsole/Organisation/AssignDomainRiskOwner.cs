using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Domain">The identity domain.</param>
/// <param name="RiskOwnerId">An active individual.</param>
public sealed record AssignDomainRiskOwnerInput(IdentityDomainId Domain, PersonId RiskOwnerId);

/// <summary>Names the one person who accepts residual risk for the identity domain, from this instant on.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class AssignDomainRiskOwner(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, AssignDomainRiskOwnerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<AssignDomainRiskOwnerInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<IdentityDomain>(input.Domain) is not { } domain)
                return new NotFound("identity domain");
            change.IsAbout(domain);
            if (await OrganisationReads.PersonAsync(change, input.RiskOwnerId) is not { } person)
                return new NotFound("person");
            if (SeatRules.MayBecomeRiskOwner(person, domain.RiskOwnerId, domain.Name) is { } refusal)
                return refusal;

            domain.AssignRiskOwner(person.Id, change.Now);
            change.Record(OrganisationEvents.DomainRiskOwnerAssigned, domain);
            return default(Done);
        }, cancellationToken);
}
