using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

internal static class UnitRules
{
    /// <summary>Whether a unit can be moved below another.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="parent">The unit above; null for the top.</param>
    /// <param name="parents">Every unit's present parent.</param>
    public static Refusal? MayStandBelow(OrganisationalUnit unit, OrganisationalUnitId? parent, IReadOnlyDictionary<OrganisationalUnitId, OrganisationalUnitId?> parents)
    {
        if (parent is { } meant && !parents.ContainsKey(meant))
            return new NotFound("unit");
        for (var above = parent; above is { } id; above = parents[id])
        {
            if (id == unit.Id)
                return new UnitIsBelowItself(unit.Name);
        }

        return null;
    }
}
