using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Code">The key used in files.</param>
/// <param name="Name">The name people read.</param>
/// <param name="ParentId">The unit above; null at the top.</param>
public sealed record RegisterUnitInput(string Code, string Name, OrganisationalUnitId? ParentId = null);

/// <summary>Adds a business unit.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class RegisterUnit(LedgeredChange road)
{
    public Task<Outcome<OrganisationalUnitId>> ExecuteAsync(CommandId commandId, RegisterUnitInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterUnitInput, OrganisationalUnitId>(this, commandId, input, actor, async change =>
        {
            var refusals = CodeRules.Check(input.Code, input.Name);
            if (input.ParentId is { } parent && !await OrganisationReads.UnitExistsAsync(change, parent))
                refusals.Add(new NotFound("unit"));
            if (refusals.Count > 0)
                return refusals;

            var code = TextRules.Clean(input.Code);
            if (await change.Context.Set<OrganisationalUnit>().AnyAsync(u => u.Code == code))
                return new CodeIsTaken("unit", code);

            var unit = OrganisationalUnit.Register(change.NewId<OrganisationalUnitId>(), code, TextRules.Clean(input.Name), input.ParentId);
            change.Context.Add(unit);
            change.Record(OrganisationEvents.UnitRegistered, unit);
            return unit.Id;
        }, cancellationToken);
}
