using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovernanceConsole.Sqlite;

public static class SqliteRegistration
{
    /// <summary>
    /// The console's database as one file. It is opened, and brought up to date, before any other service of the host
    /// starts; without a host, when the store is first asked for. Needs a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string file) => services
        .AddSingleton(provider => SqliteGovernanceStore.Open(new SqliteOptions { File = file }, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IGovernanceStore>(provider => provider.GetRequiredService<SqliteGovernanceStore>())
        .AddHostedService<OpenAtStart>();

    /// <summary>Asks for the store: a file that cannot be used stops the host instead of failing the first page.</summary>
    private sealed class OpenAtStart(SqliteGovernanceStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(store);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
