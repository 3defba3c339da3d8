using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GovernanceConsole.Jobs;

public static class JobsSlice
{
    /// <summary>
    /// What may be asked of the jobs. Works without a scheduler, and then says that it is off: tests and the command line
    /// run none.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobBoard>()
        .AddSingleton<RunJobNow>();

    /// <summary>A slice's own job, in its registrations.</summary>
    public static IServiceCollection AddScheduledJob(this IServiceCollection services, ScheduledJob job) => services.AddSingleton(job);

    /// <summary>Puts every job that the slices have registered so far into the scheduler.</summary>
    public static IQuartzBuilder AddScheduledJobs(this IQuartzBuilder quartz)
    {
        foreach (var job in quartz.Services.Select(s => s.ImplementationInstance).OfType<ScheduledJob>().ToList())
            quartz.AddScheduledJob(job);
        return quartz.AddJobMiddleware<FailuresInFull>();
    }

    /// <summary>Puts one job into the scheduler.</summary>
    public static IQuartzBuilder AddScheduledJob(this IQuartzBuilder quartz, ScheduledJob job) => quartz
        .AddJob(job.Job, j => j.WithIdentity(job.Key).WithDescription(job.Title).StoreDurably())
        .AddTrigger(t => t.ForJob(job.Key).WithIdentity(job.TriggerKey).WithCronSchedule(job.Cron, cron => cron
            .InTimeZone(TimeZoneInfo.Utc)
            .WithMisfireInstruction(job.Missed switch
            {
                MissedRun.CatchUp => CronTriggerMisfireInstruction.FireAndProceed,
                MissedRun.WaitForNext => CronTriggerMisfireInstruction.DoNothing,
            })));
}
