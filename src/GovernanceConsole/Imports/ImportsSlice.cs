using GovernanceConsole.AuditLedger;
using GovernanceConsole.Jobs;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.Imports;

public static class ImportsSlice
{
    /// <summary>
    /// Files in: people, systems, recovery paths and the ticket history of a help desk. The host may register its own
    /// <see cref="ImportOptions"/> before.
    /// </summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.TryAddSingleton(new ImportOptions());
        return services
            .AddSingleton<IBulkRows, TicketRows>()
            .AddSingleton<FileIntake>()
            .AddSingleton<ImportQueries>()
            .AddSingleton<ImportRuns>()
            .AddSingleton<CancelImport>()
            .AddSingleton<BreakOffImport>()
            .AddSingleton<SweepAbandonedImports>()
            .AddScheduledJob(SweepAbandonedImportsJob.Schedule)
            .AddRetainedRecords<FindingRetention>()
            .AddSingleton(p => new FileReading(p.GetRequiredService<ReadOnlyStore>(), p.GetRequiredService<OrganisationTime>(), p.GetRequiredService<ImportOptions>()))
            .AddSingleton(p => new CheckImport(p.GetRequiredService<LedgeredChange>(), p.GetRequiredService<FileReading>(), p.GetRequiredService<BreakOffImport>()))
            .AddSingleton(p => new ImportFile(p.GetRequiredService<LedgeredChange>(), p.GetRequiredService<FileReading>(), p.GetRequiredService<BreakOffImport>()));
    }
}
