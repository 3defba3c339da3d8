using GovernanceConsole.AuditLedger;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.EvidenceExports;

public static class EvidenceExportsSlice
{
    /// <summary>Workbooks of every list. The host may register its own <see cref="ExportSettings"/>.</summary>
    public static IServiceCollection AddEvidenceExports(this IServiceCollection services)
    {
        services.TryAddSingleton(new ExportSettings());
        return services
            .AddSingleton<RecordExport>()
            .AddSingleton<ExportFolder>()
            .AddSingleton(provider => new ExportList(
                provider.GetServices<IExportableList>(),
                provider.GetRequiredService<ReadOnlyStore>(),
                provider.GetRequiredService<TimelineQueries>(),
                provider.GetRequiredService<RecordExport>(),
                provider.GetRequiredService<OrganisationTime>(),
                provider.GetRequiredService<ExportFolder>(),
                provider.GetRequiredService<ExportSettings>()));
    }
}
