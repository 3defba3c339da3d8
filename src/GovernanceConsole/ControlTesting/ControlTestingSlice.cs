using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.ControlTesting;

public static class ControlTestingSlice
{
    /// <summary>Control tests over every imported ticket, and the reviews of what they found.</summary>
    public static IServiceCollection AddControlTesting(this IServiceCollection services) => services
        .AddSingleton<IBulkRows, FindingRows>()
        .AddSingleton<GiveUpControlTests>()
        .AddSingleton(provider => new RunControlTests(
            provider.GetRequiredService<LedgeredChange>(),
            new ControlTestPlanner(
                provider.GetRequiredService<ReadOnlyStore>(),
                provider.GetRequiredService<OrganisationQueries>(),
                provider.GetRequiredService<RecoveryPathQueries>(),
                provider.GetRequiredService<OrganisationTime>()),
            new HistoryReader(provider.GetRequiredService<ReadOnlyStore>()),
            provider.GetRequiredService<GiveUpControlTests>()))
        .AddSingleton<ControlTestRunner>()
        .AddSingleton<ControlTestQueries>()
        .AddSingleton<CreateReviewTask>()
        .AddSingleton<CloseReviewTask>()
        .AddSingleton<ReviewTaskQueries>();
}
