using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="System">The system.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Name">The name people read.</param>
/// <param name="IdentityDomainId">Where its accounts live; null while unknown.</param>
/// <param name="HighlyAvailable">Must not stop.</param>
/// <param name="ExternallyFacing">Reachable from outside the organisation.</param>
/// <param name="PrivilegedAdministration">Whoever administers it holds privilege beyond it.</param>
public sealed record UpdateSystemInput(
    GovernedSystemId System,
    long SeenVersion,
    string Name,
    IdentityDomainId? IdentityDomainId,
    bool HighlyAvailable,
    bool ExternallyFacing,
    bool PrivilegedAdministration);

/// <summary>Changes a system's record. Its risk owner is assigned by an act of its own.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class UpdateSystem(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UpdateSystemInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UpdateSystemInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<GovernedSystem>(input.System) is not { } system)
                return new NotFound("system");
            change.IsAbout(system);
            if (system.Version != input.SeenVersion)
                return new ChangedMeanwhile("system");
            var refusals = CodeRules.CheckName(input.Name);
            if (input.IdentityDomainId is { } domain && await change.FindAsync<IdentityDomain>(domain) is null)
                refusals.Add(new NotFound("identity domain"));
            if (refusals.Count > 0)
                return refusals;

            system.Update(new SystemFacts(
                TextRules.Clean(input.Name), input.IdentityDomainId, input.HighlyAvailable, input.ExternallyFacing, input.PrivilegedAdministration));
            change.Record(OrganisationEvents.SystemUpdated, system);
            return default(Done);
        }, cancellationToken);
}
