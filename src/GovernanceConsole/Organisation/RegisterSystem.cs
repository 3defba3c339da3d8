using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Code">The key used in files.</param>
/// <param name="Name">The name people read.</param>
/// <param name="IdentityDomainId">Where its accounts live; null while unknown.</param>
/// <param name="HighlyAvailable">Must not stop.</param>
/// <param name="ExternallyFacing">Reachable from outside the organisation.</param>
/// <param name="PrivilegedAdministration">Whoever administers it holds privilege beyond it.</param>
public sealed record RegisterSystemInput(
    string Code,
    string Name,
    IdentityDomainId? IdentityDomainId = null,
    bool HighlyAvailable = false,
    bool ExternallyFacing = false,
    bool PrivilegedAdministration = false);

/// <summary>Adds a system that recovery paths can open.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RegisterSystem(LedgeredChange road)
{
    public Task<Outcome<GovernedSystemId>> ExecuteAsync(CommandId commandId, RegisterSystemInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterSystemInput, GovernedSystemId>(this, commandId, input, actor, async change =>
        {
            var refusals = CodeRules.Check(input.Code, input.Name);
            if (input.IdentityDomainId is { } domain && await change.FindAsync<IdentityDomain>(domain) is null)
                refusals.Add(new NotFound("identity domain"));
            if (refusals.Count > 0)
                return refusals;

            var code = TextRules.Clean(input.Code);
            if (await change.Context.Set<GovernedSystem>().AnyAsync(s => s.Code == code))
                return new CodeIsTaken("system", code);

            var system = GovernedSystem.Register(change.NewId<GovernedSystemId>(), code, new SystemFacts(
                TextRules.Clean(input.Name), input.IdentityDomainId, input.HighlyAvailable, input.ExternallyFacing, input.PrivilegedAdministration));
            change.Context.Add(system);
            change.Record(OrganisationEvents.SystemRegistered, system);
            return system.Id;
        }, cancellationToken);
}
