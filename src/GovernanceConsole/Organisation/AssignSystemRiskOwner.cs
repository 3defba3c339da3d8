using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="System">The system.</param>
/// <param name="RiskOwnerId">An active individual.</param>
public sealed record AssignSystemRiskOwnerInput(GovernedSystemId System, PersonId RiskOwnerId);

/// <summary>Names the one person who accepts residual risk for the system, from this instant on.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class AssignSystemRiskOwner(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, AssignSystemRiskOwnerInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<AssignSystemRiskOwnerInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<GovernedSystem>(input.System) is not { } system)
                return new NotFound("system");
            change.IsAbout(system);
            if (await OrganisationReads.PersonAsync(change, input.RiskOwnerId) is not { } person)
                return new NotFound("person");
            if (SeatRules.MayBecomeRiskOwner(person, system.RiskOwnerId, system.Name) is { } refusal)
                return refusal;

            system.AssignRiskOwner(person.Id, change.Now);
            change.Record(OrganisationEvents.SystemRiskOwnerAssigned, system);
            return default(Done);
        }, cancellationToken);
}
