using GovernanceConsole.Jobs;
using GovernanceConsole.Sqlite;
using GovernanceConsole.Web.Hosting;
using Quartz;

namespace GovernanceConsole.Web.Jobs;

internal static class SchedulerComposition
{
    private const string SchedulerName = "governance-console";

    /// <summary>
    /// Runs the jobs of the slices, which must be registered before. The scheduler keeps its tables in a file of its own
    /// beside a SQLite database, because its connections would be a second writer there; on SQL Server in the same
    /// database, and several nodes share the work.
    /// </summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddChecked<SchedulerOptions>();
        services.AddHealthChecks().AddCheck<JobsHealth>("jobs", tags: ["ready"]);
        // What cannot be read here is reported with every other fault before the host starts.
        if (!(bool.TryParse(configuration["Scheduler:Enabled"] ?? "true", out var enabled) && enabled))
            return services;

        var onSqlServer = Enum.TryParse<DatabaseProvider>(configuration["Database:Provider"], ignoreCase: true, out var provider) && provider == DatabaseProvider.SqlServer;
        services.AddQuartz(quartz => quartz
            .ConfigureScheduler(scheduler => scheduler.InstanceName = SchedulerName)
            .UseDefaultThreadPool(maxConcurrency: 2)
            .UsePersistentStore(store =>
            {
                if (onSqlServer)
                {
                    store.UseSqlServer(data => data.ConnectionStringName = "Governance");
                    store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(15));
                }
                else
                {
                    store.UseSqlite(data => data.DataSourceFactory = _ => SqliteSchedulerFile.Open(
                        DatabaseComposition.FileOf(configuration.GetConnectionString("Governance") ?? "", environment)));
                }

                store.UseSystemTextJsonSerializer();
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.MisfireThreshold = TimeSpan.FromSeconds(60);
                });
                store.ProvisionSchema();
                store.UseExecutionHistory();
            })
            .AddScheduledJobs());
        services.AddQuartzExecutionHistory(history =>
        {
            history.Retention = TimeSpan.FromDays(90);
            history.RetentionByResult[JobRunResult.Skipped] = TimeSpan.FromDays(1);
            history.MaxEntriesPerScheduler = 20_000;
        });
        services.AddQuartzHostedService(hosted =>
        {
            hosted.WaitForJobsToComplete = true;
            hosted.AwaitApplicationStarted = true; // the first page does not wait for the scheduler,
            hosted.StartDelay = ConsoleHost.AfterTheFirstPage; // nor share the processor with it
        });
        return services;
    }
}
