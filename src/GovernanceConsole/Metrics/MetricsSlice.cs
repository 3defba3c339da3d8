using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Metrics;

public static class MetricsSlice
{
    /// <summary>The metric catalogue and the figures of the dashboard.</summary>
    public static IServiceCollection AddMetrics(this IServiceCollection services) => services.AddSingleton<DashboardQueries>();
}
