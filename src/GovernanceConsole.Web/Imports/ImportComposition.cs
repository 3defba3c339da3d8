using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Shell;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Imports;

internal static partial class ImportComposition
{
    /// <summary>The limits from the configuration, and the clearing up at start.</summary>
    public static IServiceCollection AddImportHost(this IServiceCollection services)
    {
        services.AddChecked<ImportSettings>();
        services.AddSingleton<ImportOptions>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<ImportSettings>>().Value;
            settings.Folder = Path.GetFullPath(settings.Folder ?? FolderBesideTheDatabase(provider), RepositoryRoot.Of(provider.GetRequiredService<IHostEnvironment>()));
            return settings;
        });
        return services.AddHostedService<ClearAbandonedImports>();
    }

    /// <summary>Each database has a folder of its own: what one console clears up, no other one waits for.</summary>
    private static string FolderBesideTheDatabase(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite
            ? Path.ChangeExtension(
                DatabaseComposition.FileOf(provider.GetRequiredService<IOptions<ConnectionStringOptions>>().Value.Governance, provider.GetRequiredService<IHostEnvironment>()), null) + "-imports"
            : "data/imports";

    /// <summary>How the states of imports look.</summary>
    public static IServiceCollection AddImportPages(this IServiceCollection services) => services
        .AddStateLook<ImportState>(state => state switch
        {
            ImportState.Checking => new("Being checked", Tone.Waiting, "hourglass_empty"),
            ImportState.Checked => new("Waits for you", Tone.Attention, "pending_actions"),
            ImportState.Storing => new("Being stored", Tone.Waiting, "hourglass_empty"),
            ImportState.Visible => new("Imported", Tone.Good, "check_circle"),
            ImportState.Refused => new("Refused", Tone.Bad, "block"),
            ImportState.Cancelled => new("Cancelled", Tone.Quiet, "cancel"),
            ImportState.Replaced => new("Replaced", Tone.Quiet, "swap_horiz"),
        })
        .AddStateLook<FindingClass>(found => found switch
        {
            FindingClass.Fatal => new("Fatal", Tone.Bad, "block"),
            FindingClass.Refused => new("Row refused", Tone.Attention, "error"),
            FindingClass.Remark => new("Remark", Tone.Quiet, "info"),
        });

    /// <summary>Removes what a process that was killed has left.</summary>
    private sealed partial class ClearAbandonedImports(
        SweepAbandonedImports sweep, ImportQueries imports, FileIntake intake, OrganisationTime time, IOptions<DatabaseOptions> database, ILogger<ClearAbandonedImports> log) : BackgroundService
    {
        private readonly DateTimeOffset _startedAt = time.Now;

        protected override async Task ExecuteAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(ConsoleHost.AfterTheFirstPage, cancellationToken);
            var isAlone = database.Value.Provider == DatabaseProvider.Sqlite;
            var swept = (await sweep.ExecuteAsync(
                CommandId.New(), new SweepAbandonedImportsInput(database.Value.AbandonedBefore(_startedAt)), Actor.ForJob("imports"), cancellationToken)).Value;
            if (swept > 0)
                Swept(log, swept);
            if (isAlone)
                intake.ForgetAllBut(await imports.FilesWaitedForAsync(cancellationToken), _startedAt);
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "Found {Count} imports whose process was ended, and removed what they had stored. Bring their files again.")]
        private static partial void Swept(ILogger log, int count);
    }
}
