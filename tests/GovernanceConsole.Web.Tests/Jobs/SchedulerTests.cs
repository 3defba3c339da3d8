using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Jobs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace GovernanceConsole.Web.Tests.Jobs;

/// <summary>The scheduler in the real host, with its real tables.</summary>
public sealed class SchedulerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-scheduler-").FullName;

    [Fact]
    public async Task Run_ThatWasAskedFor_HappensWithinSecondsAndIsKeptOverARestart()
    {
        DateTimeOffset? next;
        await using (var host = new Host(_folder))
        {
            host.Orders.Next = () => "Counted to three.";
            var row = await host.RunAsync();
            Assert.Equal((JobState.Waiting, "Counted to three."), (row.State, row.LastMessage));
            next = row.NextAt;
        }

        await using (var again = new Host(_folder))
        {
            var row = await again.JobAsync();
            Assert.Equal("Counted to three.", row.LastMessage);
            Assert.Equal(next, row.NextAt);
            var scheduler = await again.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
            Assert.Single((await scheduler.QueryTriggers(new TriggerQuery { Job = new JobKey("Obedient", "console") })).Items);
        }
    }

    [Fact]
    public async Task EveryJobOfTheSlices_InAnEmptyConsole_RunsAndFindsNothing()
    {
        await using var host = new Host(_folder);
        var jobs = await host.JobsAsync();
        Assert.Equal(
            ["DeleteNextBatch", "DeliverMails", "EscalateApprovals", "ExpireRequests", "FlagOwnershipGaps", "FollowUpNotices", "FollowUpRequests", "Obedient", "RecordBackup", "RecordGuardCheck", "RecordLedgerCheck", "RecordReconciliation", "RepeatErasure", "SealLedgers", "SendDueReminders", "SuspendLapsedPaths", "SweepAbandonedImports"],
            jobs.Select(j => j.Name).Order(StringComparer.Ordinal));

        foreach (var job in jobs)
        {
            var row = await host.RunAsync(job.Name);
            Assert.Equal((job.Name, job.Name is "RecordBackup" or "DeliverMails" ? JobState.NotSetUp : JobState.Waiting, true), (row.Name, row.State, row.LastMessage is not null)); // neither Backup:Folder nor Email:Smtp:Host is set
        }

        var runs = await host.Services.GetRequiredService<JobBoard>().RunsAsync(null, null, new(), await host.AdministratorAsync());
        // The wish for the run is an entry, so there is one thing to sign; and a comparison is always made.
        Assert.All(runs.Rows, r => Assert.Equal(r.Name is "SealLedgers" or "RecordLedgerCheck" or "RecordReconciliation" ? JobRunState.Done : JobRunState.NothingDue, r.State));
    }

    [Fact]
    public async Task Health_AfterAFailedRun_IsYellowUntilARunIsGood()
    {
        await using var host = new Host(_folder);
        using var client = host.CreateClient();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));

        host.Orders.Next = () => throw new InvalidOperationException("The disk is full.");
        var row = await host.RunAsync();
        Assert.Equal((JobState.Failed, 1, "The disk is full."), (row.State, row.FailuresInARow, row.LastMessage));
        Assert.Equal("Degraded", await client.GetStringAsync("/health/ready"));
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));

        host.Orders.Next = () => "Done again.";
        await host.RunAsync();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task Tables_OfTheScheduler_AreInAFileOfTheirOwn()
    {
        await using var host = new Host(_folder);
        await host.RunAsync();

        Assert.True(File.Exists(Path.Combine(_folder, "governance-scheduler.db")));
        Assert.DoesNotContain("QRTZ", await File.ReadAllTextAsync(Path.Combine(_folder, "governance.db"), System.Text.Encoding.Latin1), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Scheduler_ThatIsSwitchedOff_LeavesNothingBehindAndTheConsoleIsHealthy()
    {
        await using var host = new Host(_folder, ("Scheduler:Enabled", "false"));
        using var client = host.CreateClient();

        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
        Assert.Equal(JobState.Off, (await host.JobAsync()).State);
        Assert.False(File.Exists(Path.Combine(_folder, "governance-scheduler.db")));
    }

    [Theory]
    [InlineData("Sqlite", "Data Source=governance.db", false)]
    [InlineData("SqlServer", "Server=db.example.test;Database=governance", true)]
    public void Nodes_ShareTheWorkOnSqlServerOnly(string provider, string connectionString, bool isClustered)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["ConnectionStrings:Governance"] = connectionString,
        }).Build();
        using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddScheduler(configuration, new Environment())
            .BuildServiceProvider();

        Assert.Equal(isClustered, services.GetRequiredService<IOptionsMonitor<ClusteringOptions>>().CurrentValue.Enabled);
        Assert.Equal(SchemaProvisioning.CreateIfMissing, services.GetRequiredService<IOptionsMonitor<AdoJobStoreOptions>>().CurrentValue.SchemaProvisioning);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Host(string folder, params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        private Actor? _administrator;

        public Orders Orders { get; } = new();

        public async Task<IReadOnlyList<JobRow>> JobsAsync() => await Services.GetRequiredService<JobBoard>().AllAsync(await AdministratorAsync());

        public async Task<JobRow> JobAsync(string name = "Obedient") => (await JobsAsync()).Single(j => j.Name == name);

        /// <summary>Has the job run, as the administrator would, and waits until it has.</summary>
        public async Task<JobRow> RunAsync(string name = "Obedient")
        {
            var before = await JobAsync(name);
            _ = (await Services.GetRequiredService<RunJobNow>().ExecuteAsync(CommandId.New(), new RunJobNowInput(name), await AdministratorAsync())).Value;
            for (var waited = 0; waited < 400; waited++)
            {
                var now = await JobAsync(name);
                if (now.LastAt != before.LastAt && now.State != JobState.Running)
                    return now;
                await Task.Delay(50);
            }

            throw new TimeoutException("The job did not run within twenty seconds.");
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("environment", "Development");
            builder.UseSetting("ConnectionStrings:Governance", $"Data Source={Path.Combine(folder, "governance.db")}");
            builder.UseSetting("Logging:LogLevel:Default", "Critical");
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            builder.ConfigureServices(services =>
            {
                services.AddSingleton(Orders).AddScheduledJob(ObedientJob.Schedule);
                if (!settings.Contains(("Scheduler:Enabled", "false")))
                    services.AddQuartz(quartz => quartz.AddScheduledJob(ObedientJob.Schedule));
            });
        }

        public async Task<Actor> AdministratorAsync()
        {
            if (_administrator is null)
            {
                var people = Services.GetRequiredService<WhoMaySignIn>();
                var person = (await people.WithRolesAsync()).FirstOrDefault()?.Id
                    ?? (await Services.GetRequiredService<FoundOrganisation>().ExecuteAsync(
                        CommandId.New(), new FoundOrganisationInput("Gesa Founder", "E0000", Email: null), Actor.ForCommandLine("test"))).Value;
                _administrator = Actor.ForPerson(person, "Gesa Founder") with { KnownRoles = new HashSet<Role> { Role.PlatformAdministrator } };
            }

            return _administrator;
        }
    }

    private sealed class Environment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
