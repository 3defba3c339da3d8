using GovernanceConsole.Backups;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Privacy;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Privacy;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Backups;

internal static class BackupsComposition
{
    /// <summary>Where backups and their keys lie, and the register of erasures, which lies with the signer's state outside of all backups.</summary>
    public static WebApplicationBuilder AddBackupsHost(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<BackupOptions>();
        builder.Services.AddHealthChecks().AddCheck<BackupsHealth>("backups", tags: ["ready"]).AddCheck<ErasuresHealth>("erasures", tags: ["ready"]);
        builder.Services.AddSingleton(PlacesOf);
        builder.Services.AddSingleton(services => new ErasureRegisterFile(Path.Combine(Path.GetDirectoryName(services.GetRequiredService<SignerFiles>().StateFile)!, "erasures.jsonl")));
        // What is wrong in the configuration is told before the host starts; here it only decides whether the console copies its database.
        if (!Enum.TryParse<DatabaseProvider>(builder.Configuration["Database:Provider"], ignoreCase: true, out var provider) || provider == DatabaseProvider.Sqlite)
            builder.Services.AddSingleton<IDatabaseCopy>(services => new SqliteDatabaseCopy(DatabaseComposition.FileOf(
                services.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, services.GetRequiredService<IHostEnvironment>())));
        return builder;
    }

    /// <exception cref="ConfigurationFaultsException">The keys would lie with the backups.</exception>
    private static BackupPlaces PlacesOf(IServiceProvider services)
    {
        var (options, root) = (services.GetRequiredService<IOptions<BackupOptions>>().Value, RepositoryRoot.Of(services.GetRequiredService<IHostEnvironment>()));
        var folder = string.IsNullOrWhiteSpace(options.Folder) ? null : Path.GetFullPath(options.Folder, root);
        var keys = Path.GetFullPath(options.KeyFolder ?? Path.Combine(Path.GetDirectoryName(services.GetRequiredService<SignerFiles>().KeyFile)!, "backup-keys"), root);
        try
        {
            if (folder is not null)
                SealedBackups.CheckKeysLieElsewhere(folder, keys);
        }
        catch (BackupException fault)
        {
            throw new ConfigurationFaultsException([new ConfigurationFault("Backup:KeyFolder", fault.Message)]);
        }

        return new BackupPlaces(folder, keys, options.KeepDays);
    }
}
