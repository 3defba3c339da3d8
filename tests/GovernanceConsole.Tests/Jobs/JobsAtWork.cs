using GovernanceConsole.AuditLedger;
using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Integrity;
using GovernanceConsole.Jobs;
using GovernanceConsole.Privacy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Reminders;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GovernanceConsole.Tests.Jobs;

/// <summary>
/// A real scheduler that keeps its tables in memory, beside a console: with jobs of the slices, or with one that does
/// what the test says.
/// </summary>
internal sealed class JobsAtWork : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IScheduler _scheduler;

    private JobsAtWork(ServiceProvider services, IScheduler scheduler) => (_services, _scheduler) = (services, scheduler);

    /// <summary>Once an hour, so that it practically never runs by itself within a test.</summary>
    public static ScheduledJob Obedient { get; } = new(typeof(ObedientJob), "Obedient", "Do as told", "Does what the test says.", 60, MissedRun.WaitForNext);

    public JobBoard Board => _services.GetRequiredService<JobBoard>();

    public RunJobNow RunNow => _services.GetRequiredService<RunJobNow>();

    /// <summary>What the next run of the obedient job does; returns what it says, null for nothing due.</summary>
    public Func<string?> Orders
    {
        get => _services.GetRequiredService<Script>().Next;
        set => _services.GetRequiredService<Script>().Next = value;
    }

    /// <summary>What the obedient job lacks; null where it has all.</summary>
    public string? Missing
    {
        set => _services.GetRequiredService<Script>().Missing = value;
    }

    public static async Task<JobsAtWork> StartAsync(TestConsole console, params ScheduledJob[] jobs)
    {
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
            .AddSingleton(console.Use<LedgeredChange>())
            .AddSingleton(console.Use<ReminderQueries>())
            .AddSingleton(console.Use<SendDueReminders>())
            .AddSingleton(console.Use<SuspendLapsedPaths>())
            .AddSingleton(console.Use<FlagOwnershipGaps>())
            .AddSingleton(console.Use<Reconciliation>())
            .AddSingleton(console.Use<IntegrityQueries>())
            .AddSingleton(console.Use<RecordGuardCheck>())
            .AddSingleton(console.Use<RecordReconciliation>())
            .AddSingleton(console.Use<LedgerCheck>())
            .AddSingleton(console.Use<SealedBackups>())
            .AddSingleton(console.Use<RecordBackup>())
            .AddSingleton(console.Use<RecordDestroyedKeys>())
            .AddSingleton(console.Use<OwedErasures>())
            .AddSingleton<Script>()
            .AddSingleton(s => new JobNeed(Obedient.Name, () => s.GetRequiredService<Script>().Missing))
            .AddJobs();
        foreach (var job in jobs is [] ? [Obedient] : jobs)
            collection.AddScheduledJob(job);
        var services = collection
            .AddQuartz(quartz => quartz.UseInMemoryStore().AddScheduledJobs())
            .AddQuartzExecutionHistory()
            .BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        return new JobsAtWork(services, scheduler);
    }

    /// <summary>Has a job run, as the administrator would, and waits until it has.</summary>
    public async Task<JobRow> RunAsync(Actor administrator, string name = "Obedient")
    {
        async Task<JobRow> LookAsync() => (await Board.AllAsync(administrator)).Single(j => j.Name == name);

        var before = await LookAsync();
        _ = (await RunNow.ExecuteAsync(CommandId.New(), new RunJobNowInput(name), administrator)).Value;
        for (var waited = 0; waited < 800; waited++)
        {
            var now = await LookAsync();
            if (now.LastAt != before.LastAt && now.State != JobState.Running)
                return now;
            await Task.Delay(25);
        }

        throw new TimeoutException("The job did not run within twenty seconds.");
    }

    public async Task PauseAsync() => await _scheduler.PauseJob(Obedient.Key);

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown(waitForJobsToComplete: true);
        await _services.DisposeAsync();
    }

    private sealed class Script
    {
        public Func<string?> Next { get; set; } = () => null;

        public string? Missing { get; set; }
    }

    [DisallowConcurrentExecution]
    private sealed class ObedientJob(Script script) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            context.Result = script.Next() is { } said ? JobRunReport.Succeeded(said) : JobRunReport.Skipped("Nothing was due.");
            return ValueTask.CompletedTask;
        }
    }
}
