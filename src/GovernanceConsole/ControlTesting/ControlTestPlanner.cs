using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.ControlTesting;

/// <summary>Collects what a run follows from.</summary>
internal sealed class ControlTestPlanner(ReadOnlyStore store, OrganisationQueries organisation, RecoveryPathQueries paths, OrganisationTime time)
{
    /// <param name="only">The one import to test; null for every visible history.</param>
    /// <param name="parameters">The limits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A plan without histories where nothing is visible.</returns>
    public async Task<ControlTestPlan> PlanAsync(ImportId? only, ControlTestParameters parameters, CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var imports = await context.VisibleHistories()
            .Where(i => only == null || i.Id == only)
            .OrderBy(i => i.Number)
            .Select(i => new { i.Id, i.Number, i.RowsRoot, i.MappingText, i.Objects })
            .ToListAsync(cancellationToken);
        return new ControlTestPlan(
            [.. imports.Select(i => new PlannedHistory(i.Id, i.Number, i.RowsRoot ?? "", ImportMapping.ParseKept(i.MappingText), i.Objects ?? 0))],
            parameters,
            await organisation.WorkingHoursByDeskCodeAsync(cancellationToken),
            new PathAttribution(await paths.ServedKindsAsync(cancellationToken)),
            time.Zone);
    }
}
