using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.SqlServer;

public static class SqlServerRegistration
{
    /// <summary>
    /// The console's database on SQL Server. The scripts it lacks are applied before any other service of the host
    /// starts. Needs a <see cref="TimeProvider"/> and an <see cref="IHostEnvironment"/>.
    /// </summary>
    public static IServiceCollection AddSqlServerStore(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<IValidateOptions<SqlServerOptions>, ConnectionIsSafe>();
        services.AddOptions<SqlServerOptions>().Configure(o => o.ConnectionString = connectionString).ValidateOnStart();
        return services
            .AddSingleton(provider => new SqlServerGovernanceStore(
                provider.GetRequiredService<IOptions<SqlServerOptions>>().Value, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IGovernanceStore>(provider => provider.GetRequiredService<SqlServerGovernanceStore>())
            .AddHostedService<BringUpToDateAtStart>();
    }

    private sealed class ConnectionIsSafe(IHostEnvironment environment) : IValidateOptions<SqlServerOptions>
    {
        public ValidateOptionsResult Validate(string? name, SqlServerOptions options) =>
            options.Faults(environment.IsDevelopment()) is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private sealed class BringUpToDateAtStart(SqlServerGovernanceStore store) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => store.BringUpToDateAsync(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
