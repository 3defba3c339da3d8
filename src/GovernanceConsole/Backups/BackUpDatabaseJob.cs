using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Jobs;
using Quartz;

namespace GovernanceConsole.Backups;

/// <summary>Destroys the keys that are past their day and makes the backup of the night.</summary>
[DisallowConcurrentExecution]
internal sealed class BackUpDatabaseJob(SealedBackups backups, RecordBackup record, RecordDestroyedKeys recordKeys) : IJob
{
    public static ScheduledJob Schedule { get; } = new(
        typeof(BackUpDatabaseJob),
        nameof(RecordBackup),
        "Back up the database",
        "Makes a sealed backup where Backup:Folder says so, and destroys the keys of backups that are past their day, so that nobody can read in them who was erased since.",
        EveryMinutes: ScheduledJob.ADay,
        MissedRun.CatchUp)
    { AtHour = 2 };

    private static Actor Self => Actor.ForJob(Schedule.Name);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var destroyed = backups.DestroyWhatIsPast();
        if (destroyed.Count > 0)
        {
            _ = (await recordKeys.ExecuteAsync(CommandId.New(), new RecordDestroyedKeysInput(destroyed), Self, cancellationToken)).Value;
            backups.Forget(destroyed);
        }

        var keys = destroyed.Count == 0 ? "" : $" Destroyed the keys of older backups: {destroyed.Count}.";
        if (backups.AreMade)
            context.Result = JobRunReport.Succeeded($"Made {Path.GetFileName((await MakeAsync(cancellationToken)).File)}.{keys}");
        else
            context.Result = destroyed.Count > 0 ? JobRunReport.Succeeded(keys.TrimStart()) : JobRunReport.Skipped(backups.WhyNoneAreMade ?? "This database makes its own backups.");
    }

    private async Task<MadeBackup> MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var made = await Task.Run(() => backups.Make(), cancellationToken);
            _ = (await record.ExecuteAsync(CommandId.New(), new RecordBackupInput(made, Failure: null), Self, cancellationToken)).Value;
            return made;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await record.ExecuteAsync(CommandId.New(), new RecordBackupInput(Made: null, failure.Message), Self, cancellationToken);
            throw;
        }
    }
}
