using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

/// <param name="Domain">The domain.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Name">The name people read.</param>
public sealed record UpdateIdentityDomainInput(IdentityDomainId Domain, long SeenVersion, string Name);

/// <summary>Renames an identity domain.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class UpdateIdentityDomain(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UpdateIdentityDomainInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UpdateIdentityDomainInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<IdentityDomain>(input.Domain) is not { } domain)
                return new NotFound("identity domain");
            change.IsAbout(domain);
            if (domain.Version != input.SeenVersion)
                return new ChangedMeanwhile("identity domain");
            var refusals = CodeRules.CheckName(input.Name);
            if (refusals.Count > 0)
                return refusals;

            domain.Update(TextRules.Clean(input.Name));
            change.Record(OrganisationEvents.IdentityDomainUpdated, domain);
            return default(Done);
        }, cancellationToken);
}
