using GovernanceConsole.Organisation;
using GovernanceConsole.Sqlite;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Integrity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Hosting;

internal static class DatabaseComposition
{
    /// <summary>The store of the configured provider, the clock and the organisation's zone. Opened when first asked for.</summary>
    public static IServiceCollection AddGovernanceDatabase(this IServiceCollection services)
    {
        services.AddChecked<DatabaseOptions>().AddChecked<ConnectionStringOptions>().AddChecked<OrganisationOptions>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new OrganisationTime(
            provider.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<OrganisationOptions>>().Value.TimeZone)));
        services.AddSingleton<IGovernanceStore>(Open);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]).AddCheck<LedgerHealth>("ledger", tags: ["ready"]);
        return services;
    }

    /// <summary>The configured database for somebody who only looks at it, also while a console runs on it. Whoever opens it closes it.</summary>
    /// <exception cref="SchemaException">It is not there, or cannot be read.</exception>
    public static IGovernanceStore OpenToLook(IServiceProvider services)
    {
        var connectionString = services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance;
        var environment = services.GetRequiredService<IHostEnvironment>();
        return services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            DatabaseProvider.Sqlite => SqliteReadingStore.Open(FileOf(connectionString, environment)),
            DatabaseProvider.SqlServer => SqlServerGovernanceStore.OpenToLook(
                Checked(new SqlServerOptions { ConnectionString = connectionString }, environment), services.GetRequiredService<TimeProvider>()),
        };
    }

    private static IGovernanceStore Open(IServiceProvider services)
    {
        var connectionString = services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance;
        return services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            DatabaseProvider.Sqlite => SqliteGovernanceStore.Open(
                new SqliteOptions { File = FileOf(connectionString, services.GetRequiredService<IHostEnvironment>()) },
                services.GetRequiredService<TimeProvider>()),
            DatabaseProvider.SqlServer => SqlServerGovernanceStore.Open(
                Checked(new SqlServerOptions { ConnectionString = connectionString }, services.GetRequiredService<IHostEnvironment>()),
                services.GetRequiredService<TimeProvider>()),
        };
    }

    private static SqlServerOptions Checked(SqlServerOptions options, IHostEnvironment environment) =>
        options.Faults(environment.IsDevelopment()) is { Count: > 0 } faults
            ? throw new ConfigurationFaultsException([.. faults.Select(f => new ConfigurationFault("ConnectionStrings:Governance", f))])
            : options;

    /// <summary>The database file, relative ones counted from the repository's root.</summary>
    /// <exception cref="ConfigurationFaultsException">The connection string names no file.</exception>
    internal static string FileOf(string connectionString, IHostEnvironment environment)
    {
        try
        {
            var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
            if (!string.IsNullOrWhiteSpace(file))
                return Path.GetFullPath(file, RepositoryRoot.Of(environment));
        }
        catch (ArgumentException exception)
        {
            throw new ConfigurationFaultsException([new ConfigurationFault("ConnectionStrings:Governance", $"cannot be read: {exception.Message}")]);
        }

        throw new ConfigurationFaultsException([new ConfigurationFault("ConnectionStrings:Governance", "names no file. Write 'Data Source=data/governance.db'.")]);
    }
}

/// <summary>Whether the database answers a read.</summary>
internal sealed class DatabaseHealth(WhoMaySignIn people) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await people.AnybodyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
