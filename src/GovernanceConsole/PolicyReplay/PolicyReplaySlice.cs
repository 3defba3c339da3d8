using GovernanceConsole.AuditLedger;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.PolicyReplay;

public static class PolicyReplaySlice
{
    /// <summary>What another policy would have made of the requests and tickets of the past.</summary>
    public static IServiceCollection AddPolicyReplay(this IServiceCollection services) => services
        .AddSingleton<IBulkRows, ReplayRows>()
        .AddSingleton<StartPolicyReplay>()
        .AddSingleton(provider => new JudgePolicyReplay(
            provider.GetRequiredService<LedgeredChange>(),
            provider.GetRequiredService<ReadOnlyStore>(),
            new ReplayReader(provider.GetRequiredService<ReadOnlyStore>(), provider.GetRequiredService<RecoveryPathQueries>(), provider.GetRequiredService<OrganisationTime>()),
            provider.GetRequiredService<OrganisationTime>()))
        .AddSingleton<CancelPolicyReplay>()
        .AddSingleton<BreakOffPolicyReplay>()
        .AddSingleton<ReplayRunner>()
        .AddSingleton<ReplayQueries>();
}
