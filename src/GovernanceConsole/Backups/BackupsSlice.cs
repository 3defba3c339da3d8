using GovernanceConsole.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Backups;

public static class BackupsSlice
{
    /// <summary>Sealed backups. The host registers <see cref="BackupPlaces"/> and the <see cref="IDatabaseCopy"/>; without them none are made.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton<SealedBackups>()
        .AddSingleton<RecordBackup>()
        .AddSingleton<RecordDestroyedKeys>()
        .AddScheduledJob(BackUpDatabaseJob.Schedule)
        .AddSingleton(s => new JobNeed(BackUpDatabaseJob.Schedule.Name, () => s.GetRequiredService<SealedBackups>().WhyNoneAreMade));
}
