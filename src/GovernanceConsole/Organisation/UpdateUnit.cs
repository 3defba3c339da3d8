using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Organisation;

/// <param name="Unit">The unit.</param>
/// <param name="SeenVersion">The version the form showed; another one now means that somebody else was faster.</param>
/// <param name="Name">The name people read.</param>
/// <param name="ParentId">The unit above; null at the top.</param>
public sealed record UpdateUnitInput(OrganisationalUnitId Unit, long SeenVersion, string Name, OrganisationalUnitId? ParentId);

/// <summary>Renames a unit, or moves it below another.</summary>
[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class UpdateUnit(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, UpdateUnitInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<UpdateUnitInput, Done>(this, commandId, input, actor, async change =>
        {
            if (await change.FindAsync<OrganisationalUnit>(input.Unit) is not { } unit)
                return new NotFound("unit");
            change.IsAbout(unit);
            if (unit.Version != input.SeenVersion)
                return new ChangedMeanwhile("unit");
            var refusals = CodeRules.CheckName(input.Name);
            var parents = await change.Context.Set<OrganisationalUnit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.ParentId);
            if (UnitRules.MayStandBelow(unit, input.ParentId, parents) is { } refusal)
                refusals.Add(refusal);
            if (refusals.Count > 0)
                return refusals;

            unit.Update(TextRules.Clean(input.Name), input.ParentId);
            change.Record(OrganisationEvents.UnitUpdated, unit);
            return default(Done);
        }, cancellationToken);
}
