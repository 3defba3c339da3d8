using GovernanceConsole;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Api;
using GovernanceConsole.Web.ApiKeys;
using GovernanceConsole.Web.Backups;
using GovernanceConsole.Web.Checkpoints;
using GovernanceConsole.Web.CommandLine;
using GovernanceConsole.Web.ControlTesting;
using GovernanceConsole.Web.EvidenceExports;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Imports;
using GovernanceConsole.Web.Jobs;
using GovernanceConsole.Web.Organisation;
using GovernanceConsole.Web.Outbox;
using GovernanceConsole.Web.Policy;
using GovernanceConsole.Web.PolicyReplay;
using GovernanceConsole.Web.Privacy;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Retention;
using GovernanceConsole.Web.Shell;

// Beside the rest of the start: building the model takes longer than everything else before the first page.
_ = Task.Run(SqliteGovernanceStore.PrepareModel);
return await new ConsoleCommandLine(Build, ServeAsync).RunAsync(args);

/// <summary>How the console is put together.</summary>
public partial class Program
{
    internal static WebApplication Build(string[] switches)
    {
        var builder = WebApplication.CreateBuilder(switches).AddSettingsOfRepository();
        Compose(builder);
        return builder.Build();
    }

    internal static Task<int> ServeAsync(WebApplication app, TextWriter error, CancellationToken cancellationToken)
    {
        Map(app);
        return ConsoleHost.ServeAsync(app, error, cancellationToken);
    }

    internal static void Compose(WebApplicationBuilder builder)
    {
        builder.AddHost();
        builder.AddCheckpointsHost();
        builder.AddBackupsHost();
        builder.AddMailHost();
        builder.Services
            .AddGovernanceDatabase()
            .AddBusiness()
            .AddImportHost()
            .AddScheduler(builder.Configuration, builder.Environment)
            .AddExportSettings()
            .AddShell()
            .AddSignIn(builder.Environment, builder.Configuration)
            .AddHttpApi();
        AddPages(builder.Services);
    }

    /// <summary>One line per slice that has pages: the looks of its states, its duties for home, its hits for the search.</summary>
    internal static void AddPages(IServiceCollection services)
    {
        services.AddImportPages();
        services.AddJobPages();
        services.AddMailPages();
        services.AddRequestNoticePages();
        services.AddRecoveryPathPages();
        services.AddRequestPages();
        services.AddOrganisationPages();
        services.AddPolicyPages();
        services.AddPolicyReplayPages();
        services.AddPrivacyPages();
        services.AddRetentionPages();
        services.AddControlTestingPages();
        services.AddApiKeyPages();
        services.AddMonitoringPages();
    }

    private static void Map(WebApplication app)
    {
        app.UseHost();
        app.MapSignIn();
        app.MapEvidenceExports();
        app.MapImports();
        app.MapCheckpoints();
        app.MapHttpApi();
        app.MapPolicy();
        app.MapShell();
    }
}
