using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Reminders;

public static class RemindersSlice
{
    /// <summary>Who is told of which duty when.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddSingleton<ReminderQueries>()
        .AddSingleton<SendDueReminders>()
        .AddScheduledJob(SendDueRemindersJob.Schedule);
}
