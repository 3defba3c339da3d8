using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.AuditLedger;

public static class AuditLedgerSlice
{
    /// <summary>
    /// The write road and the read-only store. Needs an <see cref="IGovernanceStore"/>, a <see cref="TimeProvider"/>
    /// and an <see cref="OrganisationTime"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A use case does not say who may do it.</exception>
    public static IServiceCollection AddAuditLedger(this IServiceCollection services)
    {
        if (UseCaseAuthorisation.Undeclared is { Count: > 0 } undeclared)
            throw new InvalidOperationException($"These use cases do not say who may do them: {string.Join(", ", undeclared.Select(u => u.Name))}.");

        return services
            .AddSingleton<ReadOnlyStore>()
            .AddSingleton<TimelineQueries>()
            .AddSingleton<TrailQueries>()
            .AddSingleton<Reconciliation>()
            .AddSingleton<ChainCheck>()
            .AddSingleton<TrailEntryQueries>()
            .AddSingleton<LedgerCheck>()
            .AddSingleton<RecordTrailRead>()
            .AddSingleton<OpenPage>()
            .AddSingleton<CallEndpoint>()
            .AddSingleton(provider => new LedgeredChange(
                provider.GetRequiredService<IGovernanceStore>(),
                provider.GetRequiredService<OrganisationTime>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetService<ILedgerFaultRecord>,
                provider.GetService<ISignInDemand>));
    }
}
